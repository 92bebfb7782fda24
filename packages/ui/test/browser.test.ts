import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Cluster, startCluster } from '@quorate/cluster';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { build } from 'vite';
import { noBrowser, openBrowser } from './chromium.ts';
import { lightLoad } from './load.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
/** How long the page may take to show something, in milliseconds. Generous: the machine may be busy. */
const LIMIT_MS = 40_000;

t.test('the page in a browser', { skip: noBrowser }, async t => {
  await build({ root: folder, logLevel: 'warn' });
  const cluster = await startCluster({ durability: 'memory', env: { FAULTS: 'true' } });
  t.teardown(() => cluster.stop());
  const browser = await openBrowser();
  t.teardown(() => browser.close());
  await withoutWrites(t, cluster, browser);
  const stopLoad = lightLoad(cluster.leader.url, 50);
  t.teardown(stopLoad);
  await atTheLeader(t, cluster, browser);
});

t.test('a token that the cluster asks for goes in a header, and in no URL', { skip: noBrowser }, async t => {
  await build({ root: folder, logLevel: 'warn' });
  const token = 'open-sesame-open-sesame-open-sesame-open-se';
  const hash = createHash('sha256').update(token).digest('hex');
  const env = { CLIENT_TOKENS: `reader:read:${hash}` };
  const cluster = await startCluster({ followers: 1, durability: 'memory', env });
  t.teardown(() => cluster.stop());
  const browser = await openBrowser();
  t.teardown(() => browser.close());

  const { page } = await open(t, browser, cluster.leader.url);
  const urls: string[] = [];
  page.on('request', request => urls.push(request.url()));
  const field = page.getByLabel(/^This cluster asks for a token/);
  await field.fill('wrong');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('The node does not know that token.').waitFor();
  await field.fill(token);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('Live', { exact: true }).waitFor();

  const read = page.getByRole('form', { name: 'Read' });
  await read.getByRole('button', { name: 'Read' }).click();
  await read.getByText(/^KEY_NOT_FOUND: /).waitFor();
  const write = page.getByRole('form', { name: 'Write' });
  await write.getByRole('button', { name: 'Write' }).click();
  await write.getByText(/^FORBIDDEN: .* scope write/).waitFor();
  t.notMatch(urls.join(), 'sesame');
});

/** Opens a page that may ask nobody but its node. */
async function open(
  t: Test,
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(options);
  t.teardown(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('request', request => {
    if (!request.url().startsWith(`${url}/`)) complaints.push(`it asks ${request.url()}`);
  });
  await page.goto(`${url}/ui`);
  return { page, complaints };
}

/** What the table says of a quorum's p50, in milliseconds; undefined where it says nothing. */
async function p50Of(page: Page, quorum: number): Promise<number | undefined> {
  const text = (await page.getByTestId(`p50-${quorum}`).textContent()) ?? '';
  const [, number, unit] = /^([\d.]+) (m?s)$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * (unit === 's' ? 1_000 : 1);
}

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const endMs = Date.now() + LIMIT_MS;
  while (!(await condition())) {
    if (Date.now() > endMs) throw new Error(`Not within ${LIMIT_MS / 1_000} s: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

async function withoutWrites(t: Test, cluster: Cluster, browser: Browser): Promise<void> {
  await t.test('without writes it says so, and makes some', async t => {
    const { page, complaints } = await open(t, browser, cluster.leader.url);
    await page.getByText('No writes in the last seconds.').waitFor();
    await page.getByText(/^No writes yet/).waitFor();
    await page.getByRole('button', { name: 'Make some writes' }).click();
    await page.getByTestId('verdict').getByText('A write now takes').waitFor();
    await page.locator('.lane').first().waitFor();
    await page.getByRole('button', { name: 'Stop writing' }).click();
    await page.getByRole('button', { name: 'Make some writes' }).waitFor();
    t.strictSame(complaints, []);
  });
}

async function atTheLeader(t: Test, cluster: Cluster, browser: Browser): Promise<void> {
  const url = cluster.leader.url;

  await t.test('a delay made on the page moves the curve, and undoing it brings it back', async t => {
    const { page, complaints } = await open(t, browser, url);
    await page.getByTestId('verdict').getByText('A write now takes').waitFor();
    await until('the table has numbers', async () => ((await p50Of(page, 5)) ?? 1e9) < 390);

    const form = page.getByRole('form', { name: 'Make a fault' });
    await form.getByLabel('Follower').selectOption({ label: 'Follower 5' });
    await form.getByLabel('At most, ms').fill('500');
    await form.getByLabel('At least, ms').fill('400');
    await form.getByRole('radio', { name: '2 min' }).check();
    await form.getByRole('button', { name: 'Make this fault' }).click();
    await page.getByText('Follower 5: delayed by 400 to 500 ms.').waitFor();
    await page.getByTestId('follower-5').getByText('On purpose: delayed by 400 to 500 ms').waitFor();
    await until('quorum 5 costs the delay', async () => ((await p50Of(page, 5)) ?? 0) >= 390);
    t.ok(((await p50Of(page, 3)) ?? 1e9) < 390, 'quorum 3 does not wait for it');
    t.match(await page.getByTestId('verdict').textContent(), /quorum 5 would cost \d+ ms more/);

    await page.getByRole('button', { name: 'Undo all' }).click();
    await page.getByText('All faults are undone.').waitFor();
    await until('quorum 5 is cheap again', async () => ((await p50Of(page, 5)) ?? 1e9) < 390);
    t.strictSame(complaints, []);
  });

  await t.test('a follower that is cut off is down, and comes back when that is undone', async t => {
    const { page, complaints } = await open(t, browser, url);
    const form = page.getByRole('form', { name: 'Make a fault' });
    await form.getByLabel('Follower').selectOption({ label: 'Follower 2' });
    await form.getByRole('radio', { name: 'Cut' }).check();
    await form.getByRole('radio', { name: '10 min' }).check();
    await form.getByRole('button', { name: 'Make this fault' }).click();
    const card = page.getByTestId('follower-2');
    await card.getByText('down', { exact: true }).waitFor();
    await card.getByText(/^no answer/).waitFor();
    await page.getByTestId('verdict').getByText('one of which is lost already').waitFor();

    await page.getByRole('button', { name: 'Undo: Follower 2 cut off' }).click();
    await card.getByText('stream', { exact: true }).waitFor();
    t.equal(await card.getByText('On purpose').count(), 0);
    t.strictSame(complaints, []);
  });

  await t.test('write, read on a follower, and watch; refusals in the words of the API', async t => {
    const { page, complaints } = await open(t, browser, url);
    const watch = page.getByRole('form', { name: 'Watch' });
    await watch.getByLabel(/^Keys that begin with/).fill('greet');
    await watch.getByRole('button', { name: 'Watch' }).click();
    await watch.getByText('Watching;').waitFor();

    const write = page.getByRole('form', { name: 'Write' });
    await write.getByLabel('Value, as JSON').fill('{"said":"hello"}');
    await write.getByLabel('Quorum').selectOption('5');
    await write.getByRole('button', { name: 'Write' }).click();
    await write.getByText(/^Version \d+: 5 of 5 followers had it after/).waitFor();
    await watch.getByText('{"said":"hello"}').waitFor();

    const read = page.getByRole('form', { name: 'Read' });
    await read.getByLabel('On', { exact: true }).selectOption('4');
    await read.getByRole('button', { name: 'Read' }).click();
    await read.getByText(/^{"said":"hello"}, version \d+\.$/).waitFor();
    await read.getByLabel('On', { exact: true }).selectOption('0');
    await read.getByLabel('Consistency').selectOption('linearizable');
    await read.getByRole('button', { name: 'Read' }).click();
    await read.getByText(/^{"said":"hello"}, version \d+, committed\.$/).waitFor();

    await write.getByLabel('Value, as JSON').fill('hello');
    await write.getByRole('button', { name: 'Write' }).click();
    await write.getByText(/^The value is not JSON/).waitFor();
    t.strictSame(complaints, []);

    // The browser itself notes what is not found.
    await read.getByLabel('Key').fill('nothing-here');
    await read.getByRole('button', { name: 'Read' }).click();
    await read.getByText(/^KEY_NOT_FOUND: /).waitFor();
    await watch.getByRole('button', { name: 'Stop' }).click();
    await watch.getByText('Stopped.').waitFor();
  });

  await t.test('the race can be held still', async t => {
    const { page } = await open(t, browser, url);
    const lanes = page.locator('.lane');
    await until('there are eight lanes', async () => (await lanes.count()) === 8);
    await page.getByRole('button', { name: 'Pause' }).click();
    const held = await lanes.allTextContents();
    const factOf = () => page.locator('.facts').textContent();
    const before = await factOf();
    await until('the leader has gone on', async () => (await factOf()) !== before);
    t.strictSame(await lanes.allTextContents(), held);
    await page.getByRole('button', { name: 'Go on' }).click();
    await until('so do the lanes', async () => (await lanes.allTextContents()).join() !== held.join());
  });

  await t.test('by keyboard alone: a write', async t => {
    const { page } = await open(t, browser, url);
    await page.getByRole('form', { name: 'Write' }).waitFor();
    await page.keyboard.press('Tab');
    t.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the content');
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement;
        const form = element?.closest('form')?.querySelector('h3')?.textContent;
        return `${form} ${(element as HTMLInputElement | null)?.labels?.[0]?.textContent ?? element?.textContent}`;
      });
    for (let i = 0; i < 40 && (await focused()) !== 'Write Key'; i++) await page.keyboard.press('Tab');
    t.equal(await focused(), 'Write Key');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    t.equal(outline, 'solid', 'the focus can be seen');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('typed');
    await page.keyboard.press('Enter');
    await page
      .getByRole('form', { name: 'Write' })
      .getByText(/^Version \d+: /)
      .waitFor();
    t.match(await (await fetch(`${url}/read?key=typed`)).json(), { key: 'typed', value: 'hello' });
  });

  for (const [name, options] of [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['a phone', { viewport: { width: 375, height: 800 } }],
  ] as const) {
    await t.test(`axe finds nothing: ${name}`, async t => {
      const { page } = await open(t, browser, url, { reducedMotion: 'reduce', ...options });
      await page.locator('.lane').first().waitFor();
      await page.getByText('stream', { exact: true }).first().waitFor();
      const fault = { follower: `${cluster.followers[0]!.url}`, kind: 'delay', maxMs: 5, durationMs: 60_000 };
      const headers = { 'content-type': 'application/json' };
      await fetch(`${url}/faults`, { method: 'POST', headers, body: JSON.stringify(fault) });
      await page.getByRole('button', { name: 'Undo all' }).waitFor();
      // A script tag would be against the page's policy.
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as AxeWindow).axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      t.strictSame(violations, []);
      const width = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      t.equal(width[0], width[1], 'nothing sticks out sideways');
      await fetch(`${url}/faults`, { method: 'DELETE' });
    });
  }

  await t.test('a follower’s page leads to the leader’s', async t => {
    const { page, complaints } = await open(t, browser, cluster.followers[0]!.url);
    const link = page.getByRole('link', { name: /Open the leader’s page/ });
    await link.waitFor();
    t.equal(await link.getAttribute('href'), `${url}/ui`);
    t.equal(await page.getByRole('form', { name: 'Write' }).count(), 0);
    t.strictSame(complaints, []);
  });

  await t.test('a node that is gone is said to be, and what it said last stays', async t => {
    const node = cluster.followers[4]!;
    const { page } = await open(t, browser, node.url);
    await page.getByText('Live', { exact: true }).waitFor();
    await node.stop();
    await page.getByText('The node does not answer; trying again.').waitFor();
    await page.getByText('holds a copy', { exact: true }).waitFor();
    node.restart();
    await page.getByText('Live', { exact: true }).waitFor();
    t.equal(await page.getByText('trying again').count(), 0);
  });
}

interface AxeWindow {
  readonly axe: {
    run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
  };
}
