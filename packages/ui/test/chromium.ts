import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const path = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why there is no test in a browser here, if there is none. */
export const noBrowser: string | false = existsSync(path)
  ? false
  : `there is no Chromium at ${path}; name one in CHROMIUM`;

/** A browser that talks to nobody but the pages that it is shown. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
