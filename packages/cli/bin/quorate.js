#!/usr/bin/env node
// Plain JavaScript that any Node of the last years can read, so that an old one gets on too, or says what is wrong.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath } from 'node:url';

const here = path => new URL(path, import.meta.url);

if (Number(process.versions.node.split('.')[0]) < 24) {
  // npm ci brings the right Node along on Linux.
  const node = fileURLToPath(here('../../../node_modules/.bin/node'));
  if (existsSync(node)) runOn(node);
  else refuse();
} else if (existsSync(here('../src/main.ts'))) {
  // In a checkout, as every other script does there: the sources, never a build that may be older.
  module.registerHooks({
    resolve: (name, context, next) =>
      next(name, { ...context, conditions: [...context.conditions, '@quorate/source'] }),
  });
  await import('../src/main.ts');
} else {
  await import(here('../dist/main.js').href);
}

/** Runs this file again; what ends this process is passed on, so that the other one can end in good order. */
function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // A Ctrl-C reaches the child by itself: the terminal sends it to both.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', error => {
    console.error(`quorate: ${node} cannot be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}

function refuse() {
  console.error(
    `quorate: It needs Node 24 or newer, and this is Node ${process.versions.node}. ` +
      'Install it, or run "npm ci" with optional dependencies, which bring it along on Linux.',
  );
  process.exitCode = 1;
}
