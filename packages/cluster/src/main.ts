import { ConfigError } from '@quorate/node';
import closeWithGrace from 'close-with-grace';
import { banner } from './banner.ts';
import { startCluster } from './cluster.ts';
import { readSettings, type StartSettings } from './settings.ts';

/** A stop that takes longer than this is cut short, in milliseconds. */
const STOP_LIMIT_MS = 20_000;

/** `npm start`: six nodes on this machine, until Ctrl-C. */
const settings = read();
let stopping = false;
const starting = startCluster({
  ...settings.cluster,
  onDeath: node => {
    if (stopping) return;
    console.error(`\n${node.id} (process ${node.pid}) has died; the others go on. Its last words:`);
    for (const line of node.lastLines.slice(-3)) console.error(`  ${line}`);
  },
  onLog: (id, line) => console.log(`${id.padEnd(10)} ${line}`),
});

closeWithGrace({ delay: STOP_LIMIT_MS, logger: false }, async ({ err }) => {
  stopping = true;
  if (err) console.error(err.message);
  else console.log('\nStopping the nodes; what was acknowledged is on disk.');
  const cluster = await starting.catch(() => undefined);
  await cluster?.stop();
});

try {
  console.log(
    banner(await starting, settings.writeQuorum, settings.durability, settings.cluster.env?.['TLS_CA_FILE']),
  );
} catch (error) {
  if (!stopping) console.error((error as Error).message);
  process.exit(1);
}

function read(): StartSettings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
