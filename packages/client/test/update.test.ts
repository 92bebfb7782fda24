import t from 'tap';
import { VersionMismatchError } from '../src/index.ts';
import { clientOf, errorOfCall } from './clients.ts';
import { fakeNode, refusal, type Script } from './fake-node.ts';

/** One key with compare-and-set. `meddle` is called before each write. */
function register(meddle: (set: (value: unknown) => void) => void = () => undefined): Script {
  let entry: { key: string; value: unknown; version: number } | undefined;
  const set = (value: unknown) => {
    entry = { key: 'n', value, version: (entry?.version ?? 0) + 1 };
  };
  return ({ method, body }) => {
    if (method === 'GET') return entry === undefined ? refusal(404, 'KEY_NOT_FOUND') : { body: entry };
    meddle(set);
    const { value, ifVersion } = body as { value: unknown; ifVersion: number };
    const version = entry?.version ?? 0;
    if (ifVersion !== version) return refusal(412, 'VERSION_MISMATCH', { version });
    set(value);
    return { body: entry };
  };
}

const increment = (old: number | undefined) => (old ?? 0) + 1;

t.test('an update writes what it makes of the value that stands', async t => {
  const node = await fakeNode(t, register());
  const client = clientOf(t, [node.url]);
  t.match(await client.update('n', increment), { version: 1 });
  t.match(await client.update<number>('n', async old => increment(old)), { version: 2 });
  t.match(await client.get('n'), { value: 2 });
});

t.test('it begins again when another was faster, so that no update is lost', async t => {
  const node = await fakeNode(t, register());
  const clients = Array.from({ length: 5 }, () => clientOf(t, [node.url]));
  await Promise.all(clients.map(client => client.update('n', increment, { attempts: 100 })));
  t.match(await clients[0]!.get('n'), { value: 5 });
});

t.test('it gives up after its attempts, with what stands', async t => {
  let version = 0;
  const node = await fakeNode(
    t,
    register(set => set(++version)),
  );
  const error = await errorOfCall(clientOf(t, [node.url]).update('n', increment, { attempts: 3 }));
  t.ok(error instanceof VersionMismatchError);
  t.match(error, { version: 3 });
  t.equal(node.requests.length, 6);
});

t.test('an error of the caller’s own ends it', async t => {
  const node = await fakeNode(t, register());
  const own = new Error('no');
  await t.rejects(
    clientOf(t, [node.url]).update('n', () => Promise.reject(own)),
    own,
  );
  t.equal(node.requests.length, 1);
});
