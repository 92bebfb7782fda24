import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(`${root}docs/logs.md`, 'utf8');

const paths = execFileSync('git', ['ls-files', 'packages/*/src/**.ts'], { cwd: root, encoding: 'utf8' });
const calls = paths
  .trim()
  .split('\n')
  .flatMap(path => [
    ...readFileSync(root + path, 'utf8').matchAll(
      /\blog\.(trace|debug|info|warn|error|fatal)\(\s*(?:\{\s*event: '(\w+)')?/g,
    ),
  ]);

t.test('every event is in the table with its level, and no other', async t => {
  const events = calls.map(([, level, event]) => [event, level]);
  t.ok(events.length > 20, `${events.length} events`);
  const rows = [...page.matchAll(/^\| (`\w+`(?:, `\w+`)*) \| (\w+) \|/gm)].flatMap(([, names, level]) =>
    names!.split(', ').map(name => [name.slice(1, -1), level]),
  );
  t.same(Object.fromEntries(rows.toSorted()), Object.fromEntries(events.toSorted()));
});

t.test('no line is logged without an event', async t => {
  t.same(
    calls.filter(([, , event]) => event === undefined).map(([call]) => call),
    [],
  );
});
