import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Cluster, startCluster } from '@quorate/cluster';
import type { Browser } from 'playwright-core';
import t, { type Test } from 'tap';
import { noBrowser, openBrowser } from './chromium.ts';
import { lightLoad } from './load.ts';
import { buildPage, openPage } from './pages.ts';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

t.test('the page is for everybody, on any node', { skip: noBrowser }, async t => {
  await buildPage();
  const cluster = await startCluster({ durability: 'memory', env: { FAULTS: 'true' } });
  t.teardown(() => cluster.stop());
  const browser = await openBrowser();
  t.teardown(() => browser.close());
  const stopLoad = lightLoad(cluster.leader.url, 50);
  t.teardown(stopLoad);
  await onEveryNode(t, cluster, browser);
});

t.test('a token that the cluster asks for goes in a header, and in no URL', { skip: noBrowser }, async t => {
  await buildPage();
  const token = 'open-sesame-open-sesame-open-sesame-open-se';
  const hash = createHash('sha256').update(token).digest('hex');
  const env = { CLIENT_TOKENS: `reader:read:${hash}` };
  const cluster = await startCluster({ followers: 1, durability: 'memory', env });
  t.teardown(() => cluster.stop());
  const browser = await openBrowser();
  t.teardown(() => browser.close());

  const { page } = await openPage(t, browser, cluster.leader.url);
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

async function onEveryNode(t: Test, cluster: Cluster, browser: Browser): Promise<void> {
  const url = cluster.leader.url;

  await t.test('by keyboard alone: a write', async t => {
    const { page } = await openPage(t, browser, url);
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
      const { page } = await openPage(t, browser, url, { reducedMotion: 'reduce', ...options });
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
    const { page, complaints } = await openPage(t, browser, cluster.followers[0]!.url);
    const link = page.getByRole('link', { name: /Open the leader’s page/ });
    await link.waitFor();
    t.equal(await link.getAttribute('href'), `${url}/ui`);
    t.equal(await page.getByRole('form', { name: 'Write' }).count(), 0);
    t.strictSame(complaints, []);
  });

  await t.test('a node that is gone is said to be, and what it said last stays', async t => {
    const node = cluster.followers[4]!;
    const { page } = await openPage(t, browser, node.url);
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
