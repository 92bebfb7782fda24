import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { ConfigError, loadConfig } from './config/load.ts';
import { readTls, validTo } from './config/tls.ts';
import { createNode, type Node } from './node.ts';

/** A stop that takes longer than this is cut short, in milliseconds. */
const STOP_LIMIT_MS = 10_000;

/** Nothing logs them; should something come to, it logs that it did and not what. */
const SECRETS = ['clusterToken', 'clientTokens', 'authorization', 'CLUSTER_TOKEN', 'CLIENT_TOKENS'].flatMap(
  name => [name, `*.${name}`, `*.*.${name}`],
);

const config = readConfig();
// Not pino's own destination: when nobody reads the log any more, that would wait for ever at the end.
process.stdout.on('error', () => {});
const log = pino({ level: config.LOG_LEVEL, redact: SECRETS }, process.stdout);
const node = await start();

// Renewed certificates are taken without a restart. Without any, SIGHUP stops a node as other signals do.
const kept: 'SIGHUP'[] = config.tls ? ['SIGHUP'] : [];
for (const signal of kept) process.on(signal, renewTls);

const grace = closeWithGrace({ delay: STOP_LIMIT_MS, logger: false, skip: kept }, async ({ err, signal }) => {
  if (err) log.fatal({ event: 'crash', err }, 'the node stops because of a fault');
  else log.info({ event: 'node_stopping', signal }, 'node stops');
  await node.stop();
});
// Under a supervisor: when that is gone, nobody would stop this node, so it stops itself.
process.once('disconnect', () => void grace.close());
process.send?.({ event: 'started' });

function readConfig() {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

function renewTls(): void {
  const faults: string[] = [];
  const files = readTls(config, faults);
  if (files === undefined)
    log.error({ event: 'tls_refused', faults }, 'the certificates are not taken; those from before stand');
  else {
    node.renewTls(files);
    log.info({ event: 'tls_renewed', validTo: validTo(files) }, 'the certificates were read again');
  }
}

async function start(): Promise<Node> {
  try {
    const node = createNode(config, log);
    await node.start();
    return node;
  } catch (error) {
    log.fatal({ event: 'start_failed', err: error }, (error as Error).message);
    process.exit(1);
  }
}
