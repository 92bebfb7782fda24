import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '@quorate/node';
import type { IStatefulSet } from 'kubernetes-models/apps/v1';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import type { IPersistentVolumeClaim, IService } from 'kubernetes-models/v1';
import t from 'tap';
import { parse } from 'yaml';
import { blocks, run } from './doc-runs.ts';
import {
  all,
  environmentOf,
  folder,
  follower,
  labelsOf,
  leader,
  type Manifest,
  manifests,
  one,
  root,
  takes,
  templates,
} from './manifests.ts';

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
