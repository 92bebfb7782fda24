import type { ReplicateRequest } from '@quorate/protocol';
import t from 'tap';
import { createEncoder } from '../src/followers/wire.ts';

const leader = { id: 'leader "1"', url: 'http://leader', incarnation: 'run\n1' };

t.test('a request is one line of JSON', async t => {
  const encode = createEncoder(3, leader);
  const parts = ['{"key":"a","version":1,"value":"é"}', '{"key":"b","version":2,"tombstone":true}'];
  for (const count of [0, 1, 2]) {
    const entries = parts.slice(0, count);
    const line = encode(
      { incarnation: 'run "2"', watermark: 9, collect: 4 },
      entries.map(part => Buffer.from(part)),
    ).toString();
    t.equal(line.indexOf('\n'), line.length - 1);
    const expected: ReplicateRequest = {
      epoch: 3,
      leader,
      incarnation: 'run "2"',
      watermark: 9,
      collect: 4,
      entries: entries.map(part => JSON.parse(part) as ReplicateRequest['entries'][number]),
    };
    t.same(JSON.parse(line), expected);
  }
});
