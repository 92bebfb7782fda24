import t from 'tap';
import { Overlay } from '../src/disk/overlay.ts';
import type { Entry } from '../src/index.ts';

const put = (key: string, version: number): Entry => ({ key, version, value: version });
const versions = (overlay: Overlay) => [...overlay.aboveVersion(0)].map(({ version }) => version);
const keys = (overlay: Overlay) => [...overlay.aboveKey('')].map(({ key }) => key);

t.test('the newest of each key stands, over both generations, in either order', async t => {
  const overlay = new Overlay();
  overlay.put(put('b', 1), undefined);
  overlay.put(put('a', 2), undefined);
  overlay.age();
  overlay.put(put('b', 3), undefined);
  overlay.put(put('c', 4), undefined);
  t.same(versions(overlay), [2, 3, 4]);
  t.same(keys(overlay), ['a', 'b', 'c']);
  t.equal(overlay.find('b')?.version, 3);
  t.ok(overlay.hasVersion(4));
  t.notOk(overlay.hasVersion(1));
  overlay.settle();
  t.same(versions(overlay), [3, 4]);
});

t.test('each entry names what the tree has of its key when its turn comes', async t => {
  const overlay = new Overlay();
  overlay.put(put('a', 5), { version: 1, live: true });
  overlay.put(put('a', 6), undefined);
  t.same(overlay.find('a')?.replaces, { version: 1, live: true }, 'the tree never gets 5');
  overlay.age();
  overlay.put(put('a', 7), undefined);
  t.same(overlay.find('a')?.replaces, { version: 6, live: true }, 'the tree is getting 6');
});

t.test('what the tree refused waits on, under what came since', async t => {
  const overlay = new Overlay();
  overlay.put(put('a', 5), { version: 1, live: true });
  overlay.put(put('b', 6), undefined);
  overlay.put(put('c', 7), undefined);
  const aged = overlay.age();
  overlay.put(put('a', 8), undefined);
  overlay.takeBack(new Set(aged.filter(({ key }) => key === 'c')));
  t.same(versions(overlay), [6, 8]);
  t.same(overlay.find('a')?.replaces, { version: 1, live: true }, 'the tree never got 5');
  t.equal(overlay.find('c'), undefined, 'c is in the tree');
});

t.test('a tombstone that is removed is gone at once, and its key may be written anew', async t => {
  const overlay = new Overlay();
  overlay.remove({ key: 'a', version: 4, tombstone: true });
  t.same(versions(overlay), []);
  t.equal(overlay.find('a')?.removed, true);
  overlay.put(put('a', 9), undefined);
  t.same(versions(overlay), [9]);
  t.same(overlay.find('a')?.replaces, { version: 4, live: false }, 'its row is still in the tree');
});
