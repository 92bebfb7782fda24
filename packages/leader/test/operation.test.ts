import { type Entry, openMemoryStore } from '@quorate/store';
import t from 'tap';
import {
  contentOf,
  encodeEntry,
  entryOf,
  type Operation,
  unmetPrecondition,
} from '../src/write/operation.ts';

t.test('an operation’s entry and its text say the same', async t => {
  const operations: Operation[] = [
    { key: 'a', content: contentOf({ b: [null, 'é"'] }) },
    { key: '\u0000"', content: contentOf(null, 1_800_000_000_000) },
    { key: 'a', content: undefined },
  ];
  for (const operation of operations) {
    for (const end of [7, 9]) {
      const entry = entryOf(operation, 7, end);
      t.same(JSON.parse(encodeEntry(operation, 7, end)), entry);
      t.equal(entry.batchEnd, end === 7 ? undefined : 9);
    }
  }
});

t.test('a precondition holds, or the first that does not is named', async t => {
  const store = openMemoryStore();
  const entries: Entry[] = [
    { key: 'seven', version: 7, value: null },
    { key: 'gone', version: 8, tombstone: true },
  ];
  store.apply(entries);
  const table: readonly (readonly [Partial<Operation>, string | undefined, number?])[] = [
    [{}, undefined],
    [{ ifVersion: 7 }, undefined],
    [{ ifVersion: 6 }, 'VERSION_MISMATCH', 7],
    [{ ifVersion: 8 }, 'VERSION_MISMATCH', 7],
    [{ ifVersion: 0 }, 'VERSION_MISMATCH', 7],
    [{ ifVersion: 'any' }, undefined],
    [{ mustExist: true }, undefined],
    [{ key: 'new', ifVersion: 0 }, undefined],
    [{ key: 'new', ifVersion: 7 }, 'VERSION_MISMATCH', 0],
    [{ key: 'new', ifVersion: 'any' }, 'VERSION_MISMATCH', 0],
    [{ key: 'new', mustExist: true }, 'KEY_NOT_FOUND'],
    [{ key: 'gone', ifVersion: 0 }, undefined],
    [{ key: 'gone', ifVersion: 8 }, 'VERSION_MISMATCH', 0],
    [{ key: 'gone', mustExist: true }, 'KEY_NOT_FOUND'],
    [{ key: 'gone', mustExist: true, ifVersion: 8 }, 'VERSION_MISMATCH', 0],
  ];
  for (const [difference, code, version] of table) {
    const error = unmetPrecondition(store, [{ key: 'seven', content: undefined, ...difference }]);
    t.equal(error?.code, code, JSON.stringify(difference));
    t.equal(error?.details.version, version);
    t.equal(error?.details.outcome, undefined);
  }
  const [fine, first, second] = ['new', 'seven', 'seven'].map(key => ({
    key,
    content: undefined,
    ifVersion: 0,
  }));
  t.match(unmetPrecondition(store, [fine!, first!, second!])?.details, { operation: 1, version: 7 });
});
