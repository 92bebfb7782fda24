import t from 'tap';
import { describeFault, type Fault, type Round } from '../src/nemesis/fault.ts';
import { plan } from '../src/nemesis/plan.ts';

const followers = ['follower-1', 'follower-2', 'follower-3', 'follower-4', 'follower-5'];

function rounds(seed: number, losesOnKill = false): Round[] {
  const rounds = plan({ seed, followers, losesOnKill });
  return Array.from({ length: 200 }, () => rounds.next().value);
}

t.test('the same seed gives the same plan, another one another', async t => {
  t.same(rounds(1), rounds(1));
  t.notSame(rounds(1), rounds(2));
});

t.test('every kind of fault comes soon', async t => {
  const kinds = (all: readonly Round[]) =>
    new Set(all.flatMap(({ faults }) => faults.map(({ kind }) => kind)));
  t.same([...kinds(rounds(3).slice(0, 18))].sort(), [
    'cut',
    'delay',
    'freeze',
    'kill',
    'on-purpose',
    'restart',
    'second-leader',
    'wipe',
  ]);
  t.same([...kinds(rounds(3, true))].sort(), [
    'cut',
    'delay',
    'freeze',
    'on-purpose',
    'second-leader',
    'wipe',
  ]);
});

t.test('faults stay within what Quorate promises', async t => {
  for (const { faults, fromLevel } of [...rounds(4), ...rounds(5, true)]) {
    const wiped = faults.filter(fault => fault.kind === 'wipe');
    const members = faults.flatMap(membersOf);
    const lossy = wiped.length > 0 || faults.some(({ kind }) => kind === 'second-leader');
    const good =
      // One disk at a time, only while all others have everything, and the leader's only while all are there.
      wiped.length <= 1 &&
      (fromLevel || !lossy) &&
      (wiped.length === 0 || wiped[0]!.member !== 'leader' || faults.length === 1) &&
      new Set(members).size === members.length;
    if (!good) t.fail(faults.map(describeFault).join('; '));
  }
});

t.test('every fault says what it is', async t => {
  const all = rounds(6).flatMap(({ faults }) => faults);
  t.ok(all.every(fault => /\d+ ms/.test(describeFault(fault))));
});

function membersOf(fault: Fault): readonly string[] {
  if (fault.kind === 'kill' || fault.kind === 'freeze') return fault.members;
  if (fault.kind === 'cut' || fault.kind === 'delay') return fault.followers;
  if (fault.kind === 'on-purpose') return [fault.follower];
  return fault.kind === 'second-leader' ? ['leader'] : [fault.member];
}
