import t from 'tap';
import { readOptions } from '../src/cli/options.ts';

t.test('options have defaults, and a fresh seed', async t => {
  t.same(
    readOptions([], () => 0.5),
    { scenario: 'chaos', seconds: 60, seed: 1_073_741_823, durability: 'sync', rate: 300 },
  );
  t.match(
    readOptions(
      ['--seed', '7', '--seconds=5', '--durability', 'memory', '--scenario', 'frozen'],
      Math.random,
    ),
    { seed: 7, seconds: 5, durability: 'memory', scenario: 'frozen' },
  );
});

t.test('what does not fit is refused in one line', async t => {
  const refusals = [
    [['--seconds', '0'], '--seconds must be a whole number from 1 to 86400, not "0".'],
    [['--seed', '-1'], /--seed/],
    [['--durability', 'none'], '--durability must be sync or async or memory, not "none".'],
    [['--scenario', 'x'], '--scenario must be chaos or frozen, not "x".'],
    [['--nothing'], "Unknown option '--nothing'; --help lists the options."],
    [['60'], /--help lists the options\.$/],
  ] as const;
  for (const [args, message] of refusals) {
    t.throws(() => readOptions(args, Math.random), { name: 'UsageError', message });
  }
});
