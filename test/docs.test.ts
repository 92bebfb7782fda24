import { readFileSync } from 'node:fs';
import { Settings } from '@quorate/node';
import { errorTable } from '@quorate/protocol';
import t from 'tap';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

t.test('docs/errors.md has a row for each error, with its status and meaning', async t => {
  const rows = [...read('docs/errors.md').matchAll(/^\| `([A-Z_]+)` \| (\d+) \| (.*) \|$/gm)].map(
    ([, code, status, meaning]) => ({ code, status: Number(status), meaning }),
  );
  t.strictSame(
    rows,
    Object.entries(errorTable).map(([code, { status, meaning }]) => ({ code, status, meaning })),
  );
});

t.test('the README has a row for each setting, with its default', async t => {
  const rows = [...read('README.md').matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`|—)/gm)].map(
    ([, name, fallback]) => [name, fallback ?? ''],
  );
  const settings = Object.entries(Settings.properties).map(([name, { default: fallback }]) => [
    name,
    String(fallback ?? ''),
  ]);
  const byName = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
  t.strictSame(rows.toSorted(byName), settings.toSorted(byName));
});
