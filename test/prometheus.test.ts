import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorTable } from '@quorate/protocol';
import t from 'tap';
import { parse } from 'yaml';
import { run } from './doc-runs.ts';
import { checkExpressions, exposedSeries, seriesIn, withoutPromtool } from './promql.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: Readonly<Record<'summary' | 'description' | 'runbook_url', string>>;
}
interface Cases {
  readonly tests: readonly {
    readonly alert_rule_test: readonly {
      readonly alertname: string;
      readonly exp_alerts: readonly unknown[];
    }[];
  }[];
}
interface ScrapeConfig {
  readonly scrape_configs: readonly {
    readonly static_configs: readonly {
      readonly targets: readonly string[];
      readonly labels: { role: string };
    }[];
  }[];
}

const alerts = (
  parse(read('deploy/prometheus/alerts.yml')) as { groups: { rules: Rule[] }[] }
).groups.flatMap(({ rules }) => rules);

t.test('promtool takes the configuration and the rules', { skip: withoutPromtool }, async t => {
  const { code, stdout, stderr } = await run(
    'promtool',
    ['check', 'config', 'deploy/prometheus/prometheus.yml'],
    '',
    root,
  );
  t.equal(code, 0, stdout + stderr);
  t.match(stdout, `${alerts.length} rules found`);
});

t.test('alerts fire when they should, and not when they should not', { skip: withoutPromtool }, async t => {
  const { code, stdout, stderr } = await run(
    'promtool',
    ['test', 'rules', 'deploy/prometheus/alerts.test.yml'],
    '',
    root,
  );
  t.equal(code, 0, stdout + stderr);
});

t.test('each alert has a case in which it fires, and one in which it does not', async t => {
  const { tests } = parse(read('deploy/prometheus/alerts.test.yml')) as Cases;
  const cases = tests.flatMap(({ alert_rule_test }) => alert_rule_test);
  t.ok(alerts.length >= 7, `${alerts.length} alerts`);
  for (const { alert } of alerts) {
    const own = cases.filter(({ alertname }) => alertname === alert);
    t.ok(
      own.some(({ exp_alerts }) => exp_alerts.length > 0),
      `${alert} fires`,
    );
    t.ok(
      own.some(({ exp_alerts }) => exp_alerts.length === 0),
      `${alert} does not fire`,
    );
  }
});

t.test('each alert says what is wrong, how bad it is, and where the runbook tells what to do', async t => {
  const runbook = existsSync(`${root}docs/runbook.md`) ? read('docs/runbook.md') : undefined;
  const anchors = [...(runbook?.matchAll(/^#+ (.*)$/gm) ?? [])].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
  for (const { alert, labels, annotations } of alerts) {
    t.match(labels.severity, /^(warning|critical)$/, alert);
    t.match(annotations.summary, /^[A-Z].*\.$/, alert);
    t.match(annotations.description, /\{\{ \$labels\.\w+ \}\}.*\.$/, alert);
    const [page, anchor] = annotations.runbook_url.split('#');
    t.equal(page, 'docs/runbook.md', alert);
    if (runbook !== undefined) t.ok(anchors.includes(anchor!), `${alert}: the runbook has ${anchor}`);
  }
});

t.test('rules name only series that a node exposes, and outcomes that there are', async t => {
  const exposed = await exposedSeries(t);
  for (const { alert, expr } of alerts) {
    const names = seriesIn(expr);
    t.ok(names.length > 0, `${alert} names ${names}`);
    for (const name of names) t.ok(exposed.has(name), `${alert} names ${name}`);
    for (const [, outcomes] of expr.matchAll(/outcome=~"([^"]*)"/g))
      for (const outcome of outcomes!.split('|')) t.ok(outcome.toUpperCase() in errorTable, outcome);
  }
});

t.test('the names in an expression are found, and nothing else', async t => {
  t.strictSame(
    seriesIn(
      'histogram_quantile(0.9, sum by (le, a) (rate(x_bucket{b=~"c|d"}[5m]))) > 1e3 and on (e) sum(f) == 1',
    ),
    ['x_bucket', 'f'],
  );
});

t.test('an expression that is none is not taken', { skip: withoutPromtool }, async t => {
  t.equal((await checkExpressions(['sum(up)'])).code, 0);
  t.not((await checkExpressions(['sum(up))'])).code, 0);
});

t.test('every node of compose.yaml is asked, under its role', async t => {
  const { services } = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, { environment: { ROLE: string; PORT: string } }>;
  };
  const nodes = Object.entries(services).map(([name, { environment }]) => [
    `${name}:${environment.PORT}`,
    environment.ROLE,
  ]);
  const { scrape_configs } = parse(read('deploy/prometheus/prometheus.yml')) as ScrapeConfig;
  const asked = scrape_configs.flatMap(({ static_configs }) =>
    static_configs.flatMap(({ targets, labels }) => targets.map(target => [target, labels.role])),
  );
  t.strictSame(asked.toSorted(), nodes.toSorted());
});

t.test('the overlay is one that Compose takes, and nothing of it is open beyond this machine', async t => {
  // The user's own address, in the environment or in .env, is not what is tested here.
  process.env['BIND_ADDRESS'] = '';
  const files = ['-f', 'compose.yaml', '-f', 'deploy/compose.metrics.yaml', 'config'];
  const nothing = { code: null, stdout: '', stderr: '' };
  const plugin = await run('docker', ['compose', ...files], '', root).catch(() => nothing);
  const ran = plugin.code === 0 ? plugin : await run('docker-compose', files, '', root).catch(() => nothing);
  if (ran.code === null) return t.plan(0, 'needs Docker Compose');
  t.equal(ran.code, 0, ran.stderr);
  const { services } = parse(ran.stdout) as {
    services: Record<
      string,
      { image: string; ports: (string | { host_ip: string })[]; healthcheck?: object }
    >;
  };
  for (const name of ['prometheus', 'grafana']) {
    const service = services[name];
    t.match(service?.image, /:v?\d+\.\d+\.\d+$/, 'pinned');
    t.ok(service?.healthcheck, `${name} tells whether it is healthy`);
    for (const port of service?.ports ?? [])
      t.match(
        typeof port === 'string' ? port : port.host_ip,
        /^127\.0\.0\.1/,
        `${name} at ${JSON.stringify(port)}`,
      );
  }
});
