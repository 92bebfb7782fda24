import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, Settings } from '@quorate/node';
import { type IStatefulSet, StatefulSet } from 'kubernetes-models/apps/v1';
import t from 'tap';
import { parseAllDocuments } from 'yaml';
import { run } from './doc-runs.ts';
import {
  containerOf,
  environmentOf,
  files,
  folder,
  type Kind,
  kustomization,
  leader,
  type Manifest,
  manifests,
  models,
  one,
  root,
  templates,
} from './manifests.ts';

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
