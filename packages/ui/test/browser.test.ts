import { type Cluster, startCluster } from '@quorate/cluster';
import type { Browser, Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { noBrowser, openBrowser } from './chromium.ts';
import { lightLoad } from './load.ts';
import { buildPage, openPage, until } from './pages.ts';

t.test('the page in a browser', { skip: noBrowser }, async t => {
  await buildPage();
  const cluster = await startCluster({ durability: 'memory', env: { FAULTS: 'true' } });
  t.teardown(() => cluster.stop());
  const browser = await openBrowser();
  t.teardown(() => browser.close());
  await withoutWrites(t, cluster, browser);
  const stopLoad = lightLoad(cluster.leader.url, 50);
  t.teardown(stopLoad);
  await atTheLeader(t, cluster, browser);
});

/** What the table says of a quorum's p50, in milliseconds; undefined where it says nothing. */
async function p50Of(page: Page, quorum: number): Promise<number | undefined> {
  const text = (await page.getByTestId(`p50-${quorum}`).textContent()) ?? '';
  const [, number, unit] = /^([\d.]+) (m?s)$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * (unit === 's' ? 1_000 : 1);
}

async function withoutWrites(t: Test, cluster: Cluster, browser: Browser): Promise<void> {
  await t.test('without writes it says so, and makes some', async t => {
    const { page, complaints } = await openPage(t, browser, cluster.leader.url);
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
    const { page, complaints } = await openPage(t, browser, url);
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
    const { page, complaints } = await openPage(t, browser, url);
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
    const { page, complaints } = await openPage(t, browser, url);
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
    const { page } = await openPage(t, browser, url);
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
}
