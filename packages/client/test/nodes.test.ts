import t from 'tap';
import { baseUrl, Nodes } from '../src/connection/nodes.ts';

const [a, b, c] = ['http://a:1', 'http://b:1', 'http://c:1'] as const;
const none: ReadonlySet<string> = new Set();

t.test('reads go to each node in its turn', async t => {
  const nodes = new Nodes([a, b, c], () => 0);
  t.same(
    [1, 2, 3, 4].map(() => nodes.reader(none)),
    [a, b, c, a],
  );
  t.equal(nodes.reader(new Set([a, c])), b);
  t.equal(nodes.reader(new Set([a, b, c])), undefined);
});

t.test('a node that failed rests, longer each time, and is asked when there is no other', async t => {
  let now = 0;
  const nodes = new Nodes([a, b], () => now);
  nodes.failed(a);
  t.same([nodes.reader(none), nodes.reader(none)], [b, b]);
  t.equal(nodes.reader(new Set([b])), a);
  now = 500;
  t.ok([nodes.reader(none), nodes.reader(none)].includes(a));
  nodes.failed(a);
  now = 1_000;
  t.same([nodes.reader(none), nodes.reader(none)], [b, b]);
  nodes.answered(a);
  t.ok([nodes.reader(none), nodes.reader(none)].includes(a));
  for (let i = 0; i < 100; i++) nodes.failed(a);
  now += 30_000;
  t.ok([nodes.reader(none), nodes.reader(none)].includes(a), 'half a minute at most');
});

t.test('the leader is the one that says so with the highest epoch', async t => {
  const nodes = new Nodes([a, b, c], () => 0);
  const say = (url: string, role: 'leader' | 'follower', epoch: number) =>
    nodes.learn(url, { role, url, leader: null, epoch });
  say(a, 'leader', 1);
  t.equal(nodes.leader, a);
  say(b, 'leader', 2);
  t.equal(nodes.leader, b);
  say(a, 'leader', 1);
  say(c, 'follower', 2);
  t.equal(nodes.leader, b);
  say(b, 'follower', 3);
  t.equal(nodes.leader, undefined);
  say(a, 'leader', 3);
  nodes.failed(a);
  t.equal(nodes.leader, undefined);
});

t.test('a node that was named is read from once it has answered', async t => {
  const nodes = new Nodes([a], () => 0);
  nodes.learn(a, {
    role: 'leader',
    url: a,
    leader: a,
    epoch: 0,
    followers: [{ follower: b }, { follower: 'no URL' }],
  });
  t.same(nodes.urls, [a, b]);
  t.same([nodes.reader(none), nodes.reader(none)], [a, a]);
  nodes.answered(b);
  t.same(new Set([nodes.reader(none), nodes.reader(none)]), new Set([a, b]));
});

t.test('a leader that goes by another name is reached by the URL that the client was given', async t => {
  const nodes = new Nodes([a, b], () => 0);
  const inside = 'http://leader:5000';
  t.equal(nodes.refusedBy(b, inside), inside, 'nothing better is known');
  nodes.failed(inside);
  nodes.learn(a, { role: 'leader', url: inside, leader: inside, epoch: 0 });
  t.equal(nodes.leader, a);
  t.same(nodes.urls, [a, b]);
  t.equal(nodes.refusedBy(b, inside), a);
});

t.test('what others name is bounded', async t => {
  const nodes = new Nodes([a], () => 0);
  const followers = Array.from({ length: 200 }, (_, i) => ({ follower: `http://f${i}:1` }));
  nodes.learn(a, { role: 'leader', url: a, leader: a, epoch: 0, followers });
  t.equal(nodes.urls.length, 64);
  t.equal(nodes.refusedBy(a, 'http://yet-another:1'), undefined);
});

t.test('a base URL has no path', async t => {
  t.equal(baseUrl('http://a:1/x?y'), a);
  t.equal(baseUrl('HTTPS://A/'), 'https://a');
  for (const url of ['', 'a:1', 'ftp://a', 'javascript:0']) t.equal(baseUrl(url), undefined, url);
});
