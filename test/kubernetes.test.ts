import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig, Settings } from '@quorate/node';
import { type IStatefulSet, StatefulSet } from 'kubernetes-models/apps/v1';
import { CronJob, type ICronJob } from 'kubernetes-models/batch/v1';
import { type INetworkPolicy, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { type IPodDisruptionBudget, PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import {
  type IContainer,
  type IPersistentVolumeClaim,
  type IPodTemplateSpec,
  type IService,
  Namespace,
  PersistentVolumeClaim,
  Service,
} from 'kubernetes-models/v1';
import t from 'tap';
import { parse, parseAllDocuments } from 'yaml';
import { blocks, run } from './doc-runs.ts';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'deploy/kubernetes');
const models = {
  CronJob,
  Namespace,
  NetworkPolicy,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  Service,
  StatefulSet,
};
type Kind = keyof typeof models;

const kustomization = parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')) as {
  readonly resources: readonly string[];
  readonly images: readonly { readonly name: string; readonly newName: string; readonly newTag: string }[];
};
const files = readdirSync(folder).filter(name => name.endsWith('.yaml') && name !== 'kustomization.yaml');
const manifests = files.flatMap(file =>
  parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map(document => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.join(', ')}`);
    return { file, manifest: document.toJS() as Manifest };
  }),
);

function all<T>(kind: Kind): (T & Manifest)[] {
  return manifests.map(({ manifest }) => manifest as T & Manifest).filter(manifest => manifest.kind === kind);
}

function one<T>(kind: Kind, name: string): T & Manifest {
  const found = all<T>(kind).find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new Error(`There is no ${kind} ${name}.`);
  return found;
}

const leader = one<IStatefulSet>('StatefulSet', 'leader');
const follower = one<IStatefulSet>('StatefulSet', 'follower');
const backup = one<ICronJob>('CronJob', 'backup');
const templates: readonly { readonly name: string; readonly template: IPodTemplateSpec }[] = [
  { name: 'leader', template: leader.spec!.template },
  { name: 'follower', template: follower.spec!.template },
  { name: 'backup', template: backup.spec!.jobTemplate.spec!.template },
];

function labelsOf({ metadata }: IPodTemplateSpec): Readonly<Record<string, string>> {
  return metadata?.labels ?? {};
}

/** Whether a selector that names labels one by one takes these. */
function takes(
  selector: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>>,
) {
  return Object.entries(selector ?? {}).every(([name, value]) => labels[name] === value);
}

/** The environment of a pod's only container, as Kubernetes would make it for the pod of this name. */
function environmentOf(template: IPodTemplateSpec, pod: string): Record<string, string> {
  const environment: Record<string, string> = {};
  const fields: Readonly<Record<string, string>> = { 'metadata.name': pod, 'metadata.namespace': 'quorate' };
  for (const { name, value, valueFrom } of containerOf(template).env ?? []) {
    environment[name] =
      fields[valueFrom?.fieldRef?.fieldPath ?? ''] ??
      (value ?? '').replace(/\$\((\w+)\)/g, (text, other: string) => environment[other] ?? text);
  }
  return environment;
}

function containerOf({ spec }: IPodTemplateSpec): IContainer {
  return spec!.containers[0]!;
}

/** What Kubernetes' published types say against these documents, a line for each fault. */
async function typeFaults(into: string, documents: readonly Manifest[]): Promise<string[]> {
  const modules: Readonly<Record<string, string>> = { v1: 'v1' };
  const lines = documents.flatMap((manifest, i) => [
    `import type { I${manifest.kind} as T${i} } from 'kubernetes-models/${modules[manifest.apiVersion] ?? manifest.apiVersion}';`,
    `export const document${i}: T${i} = ${JSON.stringify(manifest)};`,
  ]);
  const file = join(into, 'documents.ts');
  writeFileSync(file, lines.join('\n'));
  const options =
    '--noEmit --ignoreConfig --module nodenext --target es2024 --strict --skipLibCheck --pretty false';
  // Without what tap loads into every Node, under which the compiler does not start.
  const { stdout, stderr, code } = await run(
    'env',
    ['-u', 'NODE_OPTIONS', 'tsc', ...options.split(' '), file],
    '',
    root,
  );
  const faults = stdout.split('\n').filter(line => line.includes(': error '));
  if (code !== 0 && faults.length === 0) throw new Error(`tsc ended with ${code}: ${stdout}${stderr}`);
  return faults;
}

t.test('every document fits the schemas that Kubernetes publishes', async t => {
  t.ok(manifests.length >= 12, `${manifests.length} documents`);
  for (const { file, manifest } of manifests) {
    const model = models[manifest.kind as Kind];
    if (model === undefined) {
      t.fail(`${file} has a ${manifest.kind}, which this test does not know`);
      continue;
    }
    // Each model takes its own kind; the document says which one it is.
    const Model = model as new (data: object) => { validate(): void };
    t.doesNotThrow(
      () => new Model(manifest).validate(),
      `${file}: ${manifest.kind} ${manifest.metadata.name}`,
    );
  }
  // The schemas let unknown fields pass, as the API server does unless it is told not to; the types do not.
  t.strictSame(
    await typeFaults(
      t.testdir(),
      manifests.map(({ manifest }) => manifest),
    ),
    [],
  );
});

t.test('a document with a fault would not pass', async t => {
  const wrongType = structuredClone(leader) as { spec: { replicas: unknown } };
  wrongType.spec.replicas = '1';
  t.throws(() => new StatefulSet(wrongType as IStatefulSet).validate(), /replicas must be integer/);
  const unknown = structuredClone(leader);
  Object.assign(containerOf(unknown.spec!.template), { livelinessProbe: {} });
  t.match(await typeFaults(t.testdir(), [unknown]), [/livelinessProbe/]);
});

t.test('kustomize puts the same together', async t => {
  t.strictSame(
    [...kustomization.resources, 'backup.yaml'].toSorted(),
    files.toSorted(),
    'every file is a resource, but for the backup, which is optional',
  );
  const kubectl = await run('kubectl', ['version', '--client']).catch(() => undefined);
  if (kubectl === undefined) return t.comment('kubectl is not here to try it');
  const { code, stdout, stderr } = await run('kubectl', ['kustomize', folder]);
  t.equal(code, 0, stderr);
  const name = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`;
  t.strictSame(
    parseAllDocuments(stdout)
      .map(document => name(document.toJS() as Manifest))
      .toSorted(),
    manifests
      .filter(({ file }) => file !== 'backup.yaml')
      .map(({ manifest }) => name(manifest))
      .toSorted(),
  );
});

t.test('every pod fits Pod Security’s profile "restricted"', async t => {
  const { metadata } = one('Namespace', 'quorate');
  t.equal(metadata.labels?.['pod-security.kubernetes.io/enforce'], 'restricted');
  const volumes = [
    'configMap',
    'csi',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'persistentVolumeClaim',
    'projected',
    'secret',
  ];
  for (const { name, template } of templates) {
    const pod = template.spec!;
    t.equal(pod.automountServiceAccountToken, false, `${name}: no token of a service account`);
    for (const forbidden of ['hostNetwork', 'hostPID', 'hostIPC'] as const)
      t.notOk(pod[forbidden], forbidden);
    t.match(pod.securityContext, { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }, name);
    t.ok((pod.securityContext?.runAsUser ?? 0) > 0, `${name}: a user that is not root, by number`);
    for (const { name: volume, ...source } of pod.volumes ?? []) {
      t.ok(
        Object.keys(source).every(kind => volumes.includes(kind)),
        `${name}: volume ${volume}`,
      );
    }
    t.equal(pod.containers.length, 1);
    const { securityContext, ports, resources } = containerOf(template);
    t.strictSame(
      securityContext,
      { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      name,
    );
    t.ok((ports ?? []).every(({ hostPort }) => hostPort === undefined));
    t.ok(
      resources?.requests?.['memory'] && resources.limits?.['memory'] && resources.requests['cpu'],
      `${name}: resources`,
    );
  }
});

t.test('the nodes are as the image and the settings want them', async t => {
  const dockerfile = readFileSync(join(root, 'deploy/Dockerfile'), 'utf8');
  const compose = readFileSync(join(root, 'compose.yaml'), 'utf8');
  const [, image] = /image: \$\{QUORATE_IMAGE:-(\S+)\}/.exec(compose) ?? [];
  t.strictSame(
    kustomization.images.map(({ newName, newTag }) => `${newName}:${newTag}`),
    [image],
  );
  for (const { template } of templates) t.equal(containerOf(template).image, image);
  const [, port] = /^EXPOSE (\d+)$/m.exec(dockerfile) ?? [];
  for (const { name, template } of templates.slice(0, 2)) {
    const { env, ports, volumeMounts, startupProbe, livenessProbe, readinessProbe } = containerOf(template);
    const pod = `${name}-0`;
    const environment = environmentOf(template, pod);
    for (const { name } of env ?? []) {
      t.ok(name === 'POD_NAMESPACE' || name in Settings.properties, `${name} is a setting`);
    }
    const tokenFile = environment['CLUSTER_TOKEN_FILE'] ?? '';
    const config = loadConfig({ ...environment, CLUSTER_TOKEN_FILE: '', CLUSTER_TOKEN: 'x'.repeat(16) });
    t.match(config, { ROLE: name, NODE_ID: pod, HOST: '0.0.0.0', PORT: Number(port), DURABILITY: 'sync' });
    const mounts = new Map((volumeMounts ?? []).map(({ mountPath, name }) => [mountPath, name]));
    t.ok(config.DATA_DIR.startsWith('/data/') && mounts.get('/data') === 'data', 'data are on the claim');
    t.equal(mounts.get(tokenFile.replace(/\/token$/, '')), 'token');
    t.match(template.spec?.volumes, [
      { name: 'token', secret: { secretName: 'cluster-token', defaultMode: 0o440 } },
    ]);
    t.strictSame(ports, [{ name: 'http', containerPort: Number(port) }]);
    for (const [probe, path] of [
      [startupProbe, '/healthz'],
      [livenessProbe, '/healthz'],
      [readinessProbe, '/readyz'],
    ] as const)
      t.match(probe, { httpGet: { path, port: 'http' } });
    // The node has 10 s to stop, compose gives 20.
    t.ok((template.spec?.terminationGracePeriodSeconds ?? 0) >= 20);
    t.equal(template.spec?.enableServiceLinks, false, 'else Services stand among the settings');
  }
});

t.test('the leader’s followers are the pods that there are', async t => {
  const config = loadConfig({
    ...environmentOf(leader.spec!.template, 'leader-0'),
    CLUSTER_TOKEN_FILE: '',
    CLUSTER_TOKEN: 'x'.repeat(16),
  });
  const { replicas, serviceName, podManagementPolicy } = follower.spec!;
  t.strictSame(
    config.followers,
    Array.from({ length: replicas! }, (_, i) => `http://follower-${i}.${serviceName}:5000`),
  );
  t.equal(podManagementPolicy, 'Parallel', 'a takeover needs several at once');
  const headless = one<IService>('Service', serviceName!);
  t.match(headless.spec, { clusterIP: 'None', publishNotReadyAddresses: true });
  t.ok(takes(headless.spec?.selector, labelsOf(follower.spec!.template)));
  t.notOk(takes(headless.spec?.selector, labelsOf(leader.spec!.template)));
  t.equal(leader.spec?.replicas, 1, 'one leader');
  t.match(one<IService>('Service', leader.spec!.serviceName!).spec, {
    clusterIP: 'None',
    publishNotReadyAddresses: true,
  });

  const [budget, ...more] = all<IPodDisruptionBudget>('PodDisruptionBudget');
  t.same(more, []);
  t.strictSame(budget?.spec?.selector?.matchLabels, follower.spec?.selector.matchLabels);
  const away = Number(budget?.spec?.maxUnavailable);
  t.ok(away >= 1, 'a host can be drained');
  // With so many away and one more failed, writes still find their quorum and a takeover enough followers.
  const left = config.followers.length - away - 1;
  const consulted =
    Math.max(config.followers.length - config.WRITE_QUORUM, Math.floor(config.followers.length / 2)) + 1;
  t.ok(left >= config.WRITE_QUORUM && left >= consulted, `${left} left`);
});

t.test('selectors, ports and advertised names find what they mean', async t => {
  for (const set of [leader, follower]) {
    const { selector, template, serviceName } = set.spec!;
    t.ok(takes(selector.matchLabels, labelsOf(template)), `${set.metadata.name} takes its own pods`);
    for (const other of [leader, follower]) {
      if (other !== set)
        t.notOk(takes(selector.matchLabels, labelsOf(other.spec!.template)), 'and no others');
    }
    t.ok(one<IService>('Service', serviceName!));
    for (const spread of template.spec?.topologySpreadConstraints ?? []) {
      t.ok(
        [leader, follower].every(({ spec }) =>
          takes(spread.labelSelector?.matchLabels, labelsOf(spec!.template)),
        ),
        'all six are spread',
      );
    }
    t.match(set.spec?.volumeClaimTemplates, [
      { metadata: { name: 'data' } },
    ] satisfies Partial<IPersistentVolumeClaim>[]);
  }
  for (const { metadata, spec } of all<IService>('Service')) {
    const chosen = templates.filter(({ template }) => takes(spec?.selector, labelsOf(template)));
    const expected =
      metadata.name === 'reads' ? ['leader', 'follower'] : [metadata.labels?.['app.kubernetes.io/component']];
    t.strictSame(
      chosen.map(({ name }) => name),
      expected,
      `Service ${metadata.name}`,
    );
    t.strictSame(spec?.ports, [{ name: 'http', port: 5000, targetPort: 'http' }]);
  }
  const advertised = environmentOf(leader.spec!.template, 'leader-0')['ADVERTISE_URL'];
  t.equal(advertised, 'http://leader.quorate.svc:5000');
  t.notOk(one<IService>('Service', 'leader').spec?.publishNotReadyAddresses, 'only while it takes writes');
  t.equal(
    environmentOf(follower.spec!.template, 'follower-3')['ADVERTISE_URL'],
    'http://follower-3.followers.quorate.svc:5000',
  );
  t.equal(environmentOf(templates[2]!.template, '')['QUORATE_URL'], 'http://reads:5000');

  for (const { metadata, spec } of all<INetworkPolicy>('NetworkPolicy')) {
    const chosen = templates.filter(({ template }) =>
      takes(spec?.podSelector?.matchLabels, labelsOf(template)),
    );
    const expected = metadata.name === 'nodes' ? ['leader', 'follower'] : [metadata.name];
    t.strictSame(
      chosen.map(({ name }) => name),
      expected,
      `NetworkPolicy ${metadata.name}`,
    );
    const peers = (spec?.egress ?? []).flatMap(({ to = [] }) =>
      to.map(({ podSelector }) => podSelector?.matchLabels),
    );
    for (const peer of peers) t.ok(takes(peer, labelsOf(follower.spec!.template)), 'what it calls is there');
  }
});

t.test('the commands of its page speak of what is there', async t => {
  const page = readFileSync(join(folder, 'README.md'), 'utf8');
  const commands = blocks(page, 'sh')
    .flatMap(({ text }) => text.split('\n'))
    .filter(line => line.includes('kubectl'));
  t.ok(commands.length > 12, `${commands.length} commands`);
  const pods = [leader, follower].flatMap(({ metadata, spec }) =>
    Array.from({ length: spec!.replicas! }, (_, i) => `${metadata.name}-${i}`),
  );
  for (const [, kind, name] of page.matchAll(/\b(statefulset|service)\/(\w[\w-]*)/g))
    t.ok(one(kind === 'service' ? 'Service' : 'StatefulSet', name!), `${kind} ${name}`);
  for (const [, pod] of page.matchAll(/\b(?:exec|logs) ([\w-]+)/g))
    t.ok(pods.includes(pod!), `${pod} is a pod`);
  for (const [, path] of page.matchAll(/(deploy\/[\w/.-]+)/g))
    t.ok(existsSync(join(root, path!)), `${path} is there`);

  const [, label, component] = /apply -l (\S+)=(\S+)/.exec(page)!;
  const first = all<IStatefulSet>('StatefulSet').filter(
    ({ metadata }) => metadata.labels?.[label!] === component,
  );
  t.strictSame(first, [follower], 'followers are brought up to date first, and alone');
  const [kinds] = /(?<= delete )\S+(?= -l)/.exec(page)!;
  for (const { manifest } of manifests) {
    const kept = ['Namespace', 'PersistentVolumeClaim'].includes(manifest.kind);
    t.equal(kinds.split(',').includes(manifest.kind.toLowerCase()), !kept, `${manifest.kind} goes`);
    if (!kept) t.equal(manifest.metadata.labels?.['app.kubernetes.io/name'], 'quorate');
  }
});

t.test('the secret that its page makes is the one that the nodes read', async t => {
  const page = readFileSync(join(folder, 'README.md'), 'utf8');
  const [command] = /^openssl .*$/m.exec(page) ?? [];
  const tools = await run('bash', ['-c', 'command -v openssl kubectl']);
  if (tools.code !== 0) return t.plan(0, 'needs openssl and kubectl');
  // Nothing is sent anywhere: kubectl only writes what it would send.
  const { code, stdout, stderr } = await run('bash', ['-c', `${command} --dry-run=client -o yaml`]);
  t.equal(code, 0, stderr);
  const secret = parse(stdout) as Manifest & { readonly data: Readonly<Record<string, string>> };
  const volume = leader.spec!.template.spec!.volumes!.find(({ name }) => name === 'token')!;
  t.equal(secret.metadata.name, volume.secret?.secretName);
  const token = Buffer.from(secret.data[volume.secret!.items![0]!.key]!, 'base64').toString();
  t.match(loadConfig({ ROLE: 'follower', HOST: '0.0.0.0', CLUSTER_TOKEN: token.trim() }), {
    clusterToken: /^\w{64}$/,
  });
});

t.test('no secret is in these files', t => {
  t.notOk(manifests.some(({ manifest }) => manifest.kind === 'Secret'));
  t.end();
});
