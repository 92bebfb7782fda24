import t from 'tap';
import { Waiters } from '../src/waiters.ts';

const NEVER_MS = 60_000;

t.test('what holds already is not waited for', async t => {
  t.equal(await new Waiters(0, NEVER_MS).wait(() => true), true);
});

t.test('a waiter is told when its condition holds, and not before', async t => {
  const waiters = new Waiters(10, NEVER_MS);
  let version = 0;
  const met: number[] = [];
  const waits = [2, 1].map(async wanted => {
    t.equal(await waiters.wait(() => version >= wanted), true);
    met.push(wanted);
  });
  waiters.notify();
  await Promise.resolve();
  t.strictSame(met, []);
  version = 1;
  waiters.notify();
  await waits[1];
  t.strictSame(met, [1]);
  version = 2;
  waiters.notify();
  await Promise.all(waits);
  t.strictSame(met, [1, 2]);
});

t.test('a waiter gives up in time, and is asked no more', async t => {
  const waiters = new Waiters(1, 1);
  let asked = 0;
  const never = () => {
    asked++;
    return false;
  };
  t.equal(await waiters.wait(never), false);
  const before = asked;
  waiters.notify();
  t.equal(asked, before);
  t.equal(await waiters.wait(never), false, 'its place is free again');
});

t.test('one waiter too many is turned away at once', async t => {
  const waiters = new Waiters(1, NEVER_MS);
  let open = false;
  const first = waiters.wait(() => open);
  t.equal(await waiters.wait(() => open), false);
  open = true;
  waiters.notify();
  t.equal(await first, true);
});
