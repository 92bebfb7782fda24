import { fileURLToPath } from 'node:url';
import { startCluster } from '@quorate/cluster';
import { type Browser, type BrowserContextOptions, devices } from 'playwright-core';
import { build } from 'vite';
import { noBrowser, openBrowser } from '../test/chromium.ts';
import { lightLoad } from '../test/load.ts';

/** `npm run screenshots`: the pictures of docs/images, of a real cluster on `PORT` under a light load. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const LOAD_EVERY_MS = 60;
/** Enough for the charts of the last minutes to have a shape. */
const WARM_UP_MS = 60_000;
/** The recent curve forgets what was before within so long. */
const SETTLE_MS = 22_000;
const phone = { ...devices['iPhone 13'], viewport: { width: 375, height: 1_190 }, deviceScaleFactor: 2 };
const desktop = { viewport: { width: 1280, height: 1180 }, deviceScaleFactor: 1.5 };

if (noBrowser !== false) {
  console.error(`No screenshots: ${noBrowser}.`);
  process.exit(1);
}
await build({ root: `${root}packages/ui`, logLevel: 'warn' });
// The delays stand in for a network, so that the curve looks as it would on several machines.
const cluster = await startCluster({
  basePort: Number(process.env['PORT'] ?? 5000),
  minDelayMs: 2,
  maxDelayMs: 20,
  delaySeed: 1,
  env: { FAULTS: 'true' },
});
const stopLoad = lightLoad(cluster.leader.url, LOAD_EVERY_MS);
const browser = await openBrowser();
try {
  await wait(WARM_UP_MS - SETTLE_MS);
  // One after another: the browser takes its time from the same cores.
  await shoot(browser, 'ui-light', { ...desktop, colorScheme: 'light' });
  await shoot(browser, 'ui-dark', { ...desktop, colorScheme: 'dark' });
  await shoot(browser, 'ui-phone', { ...phone, colorScheme: 'light' });
  await fault({ follower: cluster.followers[4]!.url, kind: 'delay', minMs: 60, maxMs: 120 });
  await fault({ follower: cluster.followers[1]!.url, kind: 'cut' });
  await shoot(browser, 'ui-fault', {
    ...desktop,
    viewport: { width: 1280, height: 1720 },
    deviceScaleFactor: 1,
    colorScheme: 'light',
  });
} finally {
  await browser.close();
  await stopLoad();
  await cluster.stop();
}

async function shoot(browser: Browser, name: string, options: BrowserContextOptions): Promise<void> {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${cluster.leader.url}/ui`);
  await wait(SETTLE_MS);
  await page.screenshot({ path: `${root}docs/images/${name}.png` });
  await context.close();
  console.log(`docs/images/${name}.png`);
}

async function fault(request: object): Promise<void> {
  await fetch(`${cluster.leader.url}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...request, durationMs: 120_000 }),
  });
}

function wait(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
