import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Test } from 'tap';
import { build } from 'vite';

/** How long the page may take to show something, in milliseconds. Generous: the machine may be busy. */
const LIMIT_MS = 40_000;

/** Builds the page from the source that is tested. Another test may be using the last one, which is the same. */
export async function buildPage(): Promise<void> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  await build({ root, logLevel: 'warn', build: { emptyOutDir: false } });
}

/** Opens a page that may ask nobody but its node. */
export async function openPage(
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

/** Waits for what a locator cannot. */
export async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const endMs = Date.now() + LIMIT_MS;
  while (!(await condition())) {
    if (Date.now() > endMs) throw new Error(`Not within ${LIMIT_MS / 1_000} s: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
