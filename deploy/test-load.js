// The load of test-compose.sh, run in a container beside the nodes: writers that each put one unique value after
// another until SIGTERM. Then it looks whether each of the nodes has every write once, and says so in one line.
import { createClient } from '@quorate/client';

const WRITERS = 8;
/** Longer than the leader takes to restart. */
const PATIENCE_MS = 60_000;
const LEVEL_LIMIT_MS = 30_000;

// With `node -e` there is no file among the arguments.
const urls = process.argv.slice(1);
const client = createClient({ urls, timeoutMs: PATIENCE_MS });
/** @type {Map<string, { value: number, version: number }>} */
const acknowledged = new Map();
const failed = [];
let stopping = false;
let longestMs = 0;
process.on('SIGTERM', () => {
  stopping = true;
});

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

async function write(writer) {
  for (let i = 0; !stopping; i++) {
    const key = `load/${writer}/${i}`;
    const startedMs = performance.now();
    try {
      acknowledged.set(key, { value: i, version: (await client.put(key, i)).version });
    } catch (error) {
      failed.push(`${key}: ${error}`);
    }
    longestMs = Math.max(longestMs, performance.now() - startedMs);
    await pause(20);
  }
}

/** What a node holds otherwise than it was acknowledged: it lacks it, or has it under another version. */
async function wrongOn(url) {
  const lines = (await (await fetch(`${url}/dump?format=ndjson`)).text()).trimEnd().split('\n');
  const held = new Map(
    lines
      .map(line => JSON.parse(line))
      .filter(({ key }) => key.startsWith('load/'))
      .map(({ key, value, version }) => [key, `${value} ${version}`]),
  );
  const wrong = [...acknowledged].filter(
    ([key, { value, version }]) => held.get(key) !== `${value} ${version}`,
  );
  return wrong.length + Math.max(0, held.size - acknowledged.size);
}

console.log('started');
await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
const until = performance.now() + LEVEL_LIMIT_MS;
let wrong = await Promise.all(urls.map(wrongOn));
while (wrong.some(count => count > 0) && performance.now() < until) {
  await pause(250);
  wrong = await Promise.all(urls.map(wrongOn));
}
await client.close();
const good = failed.length === 0 && wrong.every(count => count === 0) && acknowledged.size > 0;
for (const line of failed.slice(0, 5)) console.log(line);
console.log(
  `${good ? 'good' : 'bad'}: ${acknowledged.size} acknowledged, ${failed.length} failed, ` +
    `the longest took ${Math.round(longestMs)} ms; wrong on the nodes: ${wrong.join(', ')}`,
);
process.exitCode = good ? 0 : 1;
