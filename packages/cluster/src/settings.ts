import { ConfigError, loadConfig, Settings } from '@quorate/node';
import type { ClusterOptions } from './cluster.ts';

const FOLLOWERS = 5;

/** Set for each node on its own, so not taken from the environment. */
const perNode = new Set(['ROLE', 'FOLLOWERS', 'NODE_ID', 'PORT', 'ADVERTISE_URL', 'DATA_DIR']);

export interface StartSettings {
  readonly cluster: ClusterOptions;
  readonly writeQuorum: number;
  readonly durability: string;
}

/**
 * The settings of `npm start`: those of a node, where `PORT` is the leader's and `DATA_DIR` the folder of all.
 *
 * @throws ConfigError with every fault at once, before anything is started
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): StartSettings {
  const scheme = environment['TLS_CERT_FILE'] ? 'https' : 'http';
  // Only their number matters here: their ports follow from PORT, which is checked first.
  const followers = Array.from({ length: FOLLOWERS }, (_, i) => `${scheme}://127.0.0.1:${i + 1}`);
  const config = loadConfig({
    LOG_LEVEL: 'warn',
    DATA_DIR: './data',
    ...environment,
    ROLE: 'leader',
    FOLLOWERS: followers.join(','),
  });
  if (config.PORT + FOLLOWERS > 65_535)
    throw new ConfigError([
      `PORT is ${config.PORT}, which leaves no room for ${FOLLOWERS} followers above it`,
    ]);
  const shared = Object.keys(Settings.properties).flatMap(name => {
    const value = environment[name];
    return value && !perNode.has(name) ? [[name, value]] : [];
  });
  return {
    cluster: {
      followers: FOLLOWERS,
      basePort: config.PORT,
      dataDir: config.DATA_DIR,
      env: { LOG_LEVEL: config.LOG_LEVEL, ...Object.fromEntries(shared) },
    },
    writeQuorum: config.WRITE_QUORUM,
    durability: config.DURABILITY,
  };
}
