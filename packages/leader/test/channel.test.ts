import { PassThrough, type Readable } from 'node:stream';
import { mock } from 'node:test';
import type { ReplicateReply } from '@quorate/protocol';
import t from 'tap';
import { Channel } from '../src/followers/channel.ts';
import { FollowerError } from '../src/followers/follower-error.ts';
import { turns } from './until.ts';

/** A channel to a follower that is the test, with the test's clock. */
function setUp(open?: (body: Readable) => Promise<Readable>) {
  const answer = new PassThrough();
  const clock = { nowMs: 0 };
  let sent = '';
  let ended = false;
  const channel = new Channel({
    timeoutMs: 1_000,
    now: () => clock.nowMs,
    open:
      open ??
      (async body => {
        body.on('data', chunk => {
          sent += String(chunk);
        });
        body.on('end', () => {
          ended = true;
        });
        return answer;
      }),
  });
  const send = (text: string) => {
    const ack = channel.send(Buffer.from(`${text}\n`));
    ack.catch(() => {});
    return ack;
  };
  return { channel, answer, clock, send, sent: () => sent, ended: () => ended };
}

function ack(lastVersion: number): ReplicateReply {
  return { epoch: 0, incarnation: 'f', watermark: 0, lastVersion, collected: 0, digest: '' };
}
const line = (answer: object) => `${JSON.stringify(answer)}\n`;
const refusal = { code: 'STALE_EPOCH', message: 'Step down.', requestId: 'r', epoch: 4 } as const;

t.test('batches go out as lines, and acks come back in their order', async t => {
  const { answer, send, sent } = setUp();
  const acks = ['one', 'two', 'three'].map(send);
  await turns();
  t.equal(sent(), 'one\ntwo\nthree\n');
  answer.write(`${line(ack(1))}${line(ack(2))}{"epoch":0,"collected":0,"digest":"",`);
  t.same(await Promise.all(acks.slice(0, 2)), [ack(1), ack(2)]);
  answer.write('"incarnation":"f","watermark":0,"lastVersion":3}\n');
  t.same(await acks[2], ack(3));
});

t.test('a refusal concerns one batch, and the channel goes on', async t => {
  const { channel, answer, send } = setUp();
  const [first, second] = [send('one'), send('two')];
  answer.write(line({ error: refusal }) + line(ack(2)));
  await t.rejects(first, { name: 'FollowerError', refusal: { code: 'STALE_EPOCH', epoch: 4 } });
  t.same(await second, ack(2));
  t.ok(channel.usable);
});

t.test('a follower that ends the request fails what is unanswered, and the channel is done', async t => {
  const { channel, answer, send } = setUp();
  const [first, second] = [send('one'), send('two')];
  await turns();
  answer.end(line(ack(1)));
  t.same(await first, ack(1));
  await t.rejects(second, FollowerError);
  t.notOk(channel.usable);
  await t.rejects(send('three'), FollowerError);
});

t.test('an answer that breaks, or makes no sense, fails what is unanswered', async t => {
  const broken = setUp();
  const lost = broken.send('one');
  await turns();
  broken.answer.destroy(new Error('reset'));
  await t.rejects(lost, { message: 'no answer: reset' });
  const odd = setUp();
  const unread = odd.send('one');
  odd.answer.write('<html>\n');
  await t.rejects(unread, FollowerError);
});

t.test('a request that cannot be opened fails every batch with its reason', async t => {
  const { channel, send } = setUp(async () => {
    throw FollowerError.refused({ code: 'UNAUTHORIZED', message: 'No token.', requestId: 'r' });
  });
  await t.rejects(send('one'), { name: 'FollowerError', message: /UNAUTHORIZED/ });
  t.notOk(channel.usable);
});

t.test('a follower that does not answer in time is given up', async t => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.teardown(() => mock.timers.reset());
  const { channel, answer, clock, send } = setUp();
  const passes = (ms: number) => {
    clock.nowMs += ms;
    mock.timers.tick(ms);
  };
  const first = send('one');
  passes(600);
  const second = send('two');
  answer.write(line(ack(1)));
  t.same(await first, ack(1));
  passes(600);
  t.ok(channel.usable, 'the second has been on the wire for 600 ms');
  passes(400);
  await t.rejects(second, { message: 'no answer within 1000 ms' });
  t.notOk(channel.usable);
});

t.test('an idle channel is no fault', async t => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.teardown(() => mock.timers.reset());
  const { channel, answer, clock, send } = setUp();
  const first = send('one');
  answer.write(line(ack(1)));
  await first;
  clock.nowMs += 5_000;
  mock.timers.tick(5_000);
  t.ok(channel.usable);
});

t.test('a channel that is old takes no more, and what was sent is still acked', async t => {
  const { channel, answer, clock, send, ended } = setUp();
  const last = send('one');
  clock.nowMs = 9_999;
  t.ok(channel.usable);
  clock.nowMs = 10_000;
  t.notOk(channel.usable);
  channel.end();
  await turns();
  t.ok(ended());
  answer.end(line(ack(1)));
  t.same(await last, ack(1));
});
