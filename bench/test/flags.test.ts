import t from 'tap';
import {
  choice,
  choices,
  describeFlags,
  folder,
  integer,
  integers,
  parseFlags,
  UsageError,
} from '../src/cli/flags.ts';

const flags = {
  writes: integer(100, 1, 5000, 'writes for each quorum'),
  quorums: integers([1, 3, 5], 1, 15, 'write quorums'),
  durability: choice('sync', ['sync', 'memory'], 'of all nodes'),
  durabilities: choices(['memory', 'sync'], ['memory', 'async', 'sync'], 'of Quorate'),
  out: folder('results', 'for the report'),
};

t.test('defaults stand where nothing is given', async t => {
  t.strictSame(parseFlags(flags, []), {
    writes: 100,
    quorums: [1, 3, 5],
    durability: 'sync',
    durabilities: ['memory', 'sync'],
    out: 'results',
  });
});

t.test('values are read in both spellings, lists are put in order', async t => {
  const args = [
    '--writes=7',
    '--quorums',
    '5,1,5',
    '--durability',
    'memory',
    '--durabilities',
    'async',
    '--out',
    'x',
  ];
  t.strictSame(parseFlags(flags, args), {
    writes: 7,
    quorums: [1, 5],
    durability: 'memory',
    durabilities: ['async'],
    out: 'x',
  });
});

t.test('what does not fit is refused in one line that names it', async t => {
  const refusals = [
    ['--wriets', '7'],
    ['--writes'],
    ['--writes', '0'],
    ['--writes', '1e3'],
    ['--writes', '-5'],
    ['--quorums', '1,,3'],
    ['--durability', 'none'],
    ['--durabilities', 'sync,none'],
    ['--out', ''],
    ['stray'],
  ].map(args => {
    try {
      parseFlags(flags, args);
    } catch (error) {
      t.type(error, UsageError);
      t.notMatch((error as Error).message, /\n/);
      return `${args.join(' ')}: ${(error as Error).message}`;
    }
    return t.fail(`${args.join(' ')} was taken`);
  });
  t.matchSnapshot(refusals.join('\n'));
});

t.test('help shows every flag with its default', async t => {
  t.matchSnapshot(describeFlags(flags));
});
