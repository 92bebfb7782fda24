import { readFileSync } from 'node:fs';
import t from 'tap';
import { parse } from 'yaml';
import { checkExpressions, exposedSeries, seriesIn, withoutPromtool } from './promql.ts';

const read = (path: string) => readFileSync(new URL(`../deploy/grafana/${path}`, import.meta.url), 'utf8');

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: { readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly {
    readonly refId: string;
    readonly expr: string;
    readonly datasource: { readonly uid: string };
  }[];
}
interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string }[] };
  readonly annotations: { readonly list: readonly { readonly expr?: string }[] };
  readonly panels: readonly Panel[];
}

const dashboard = JSON.parse(read('dashboards/quorate.json')) as Dashboard;
const { panels } = dashboard;

/** Every expression, with what Grafana would put in the place of its variables. */
const expressions = [
  ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ...dashboard.annotations.list.flatMap(({ expr }) => expr ?? []),
].map(expr => expr.replaceAll('$__rate_interval', '1m').replaceAll('$__range', '1h'));

t.test('the dashboard is one that Grafana can show', async t => {
  t.match(dashboard, { uid: 'quorate', title: 'Quorate' });
  t.ok(dashboard.schemaVersion >= 39);
  t.match(dashboard.templating.list, [{ name: 'datasource', type: 'datasource' }]);
  t.equal(new Set(panels.map(({ id }) => id)).size, panels.length, 'no id stands twice');
  const taken = new Map<string, string>();
  for (const { title, type, description, datasource, gridPos, targets = [] } of panels) {
    const { x, y, w, h } = gridPos;
    t.ok(x >= 0 && x + w <= 24, `${title} is within the page`);
    for (let column = x; column < x + w; column++) {
      for (let line = y; line < y + h; line++) {
        const place = `${column}:${line}`;
        if (taken.has(place)) t.fail(`${title} lies upon ${taken.get(place)}`);
        taken.set(place, title);
      }
    }
    if (type === 'row') continue;
    t.ok(description, `${title} says what it shows`);
    t.ok(targets.length > 0, title);
    t.equal(new Set(targets.map(({ refId }) => refId)).size, targets.length, title);
    for (const source of [datasource, ...targets.map(target => target.datasource)])
      t.equal(source?.uid, '$' + '{datasource}', title);
  }
});

t.test('its expressions name only series that a node exposes', async t => {
  const exposed = await exposedSeries(t);
  t.ok(expressions.length > 25, `${expressions.length} expressions`);
  for (const expression of expressions) {
    const names = seriesIn(expression);
    t.ok(names.length > 0, expression);
    for (const name of names) t.ok(exposed.has(name), `${name} in ${expression}`);
  }
});

t.test('its expressions are PromQL', { skip: withoutPromtool }, async t => {
  const { code, stdout, stderr } = await checkExpressions(expressions);
  t.equal(code, 0, stdout + stderr);
});

t.test('it is provisioned with the data source that it asks', async t => {
  const overlay = parse(readFileSync(new URL('../deploy/compose.metrics.yaml', import.meta.url), 'utf8'), {
    merge: true,
  }) as { services: { grafana: { volumes: string[] } } };
  const { providers } = parse(read('provisioning/dashboards/quorate.yml')) as {
    providers: { options: { path: string } }[];
  };
  t.ok(
    overlay.services.grafana.volumes.includes(`./deploy/grafana/dashboards:${providers[0]?.options.path}:ro`),
  );
  t.match(parse(read('provisioning/datasources/prometheus.yml')), {
    datasources: [{ type: 'prometheus', url: 'http://prometheus:9090', isDefault: true }],
  });
});
