import { MAX_WRITE_TIMEOUT_MS } from '@quorate/protocol';
import { type Static, Type } from '@sinclair/typebox';

const integer = (minimum: number, maximum: number, fallback: number, description: string) =>
  Type.Integer({ minimum, maximum, default: fallback, description });
const text = (description: string, fallback?: string) =>
  Type.String({ description, ...(fallback === undefined ? {} : { default: fallback }) });

const MINUTE_MS = 60_000;

/** Every setting of a node: its name in the environment, type, bounds, default and meaning. */
export const Settings = Type.Object({
  ROLE: Type.Unsafe<'leader' | 'follower'>({
    type: 'string',
    enum: ['leader', 'follower'],
    description: 'What this node is; required',
  }),
  FOLLOWERS: text('Comma-separated URLs of the followers; required on a leader', ''),
  WRITE_QUORUM: integer(1, 100, 3, 'Followers that must ack a write; at most the number of followers'),
  MIN_DELAY: integer(0, MINUTE_MS, 0, 'Simulated network delay, least, in ms'),
  MAX_DELAY: integer(
    0,
    MINUTE_MS,
    0,
    'Simulated network delay, most, in ms; drawn for each write and follower',
  ),
  DELAY_SEED: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 2 ** 32 - 1,
      description: 'Seed of the simulated delays, to repeat a run',
    }),
  ),
  FAULTS: Type.Unsafe<'true' | 'false'>({
    type: 'string',
    enum: ['true', 'false'],
    default: 'false',
    description:
      '`true`: faults can be made on purpose through `/faults`; on loopback, or with an admin token',
  }),
  HOST: text('Address to listen on', '127.0.0.1'),
  PORT: integer(1, 65_535, 5000, 'Port to listen on'),
  NODE_ID: text('Name of this node in replies and logs; the role and port if absent', ''),
  ADVERTISE_URL: text('What clients are told to call this node; its own address if absent', ''),
  DATA_DIR: text('Folder of this node’s data', './data/node'),
  DURABILITY: Type.Unsafe<'sync' | 'async' | 'memory'>({
    type: 'string',
    enum: ['sync', 'async', 'memory'],
    default: 'sync',
    description: '`sync`: on disk before an ack; `async`: at most a second later; `memory`: never',
  }),
  WRITE_TIMEOUT_MS: integer(
    1,
    MAX_WRITE_TIMEOUT_MS,
    5_000,
    'How long a write waits for its quorum, unless it says so itself',
  ),
  IDEMPOTENCY_WINDOW_MS: integer(
    1_000,
    86_400_000,
    600_000,
    'How long a request with an idempotency key is remembered',
  ),
  READ_TIMEOUT_MS: integer(
    1,
    MINUTE_MS,
    2_000,
    'How long a read waits for the consistency or version that it asks for',
  ),
  CLUSTER_TOKEN: text(
    'Secret that nodes show each other, at least 16 characters; required beyond loopback',
    '',
  ),
  CLUSTER_TOKEN_FILE: text('File that holds the cluster token', ''),
  CLIENT_TOKENS: text(
    'Tokens that clients must show, comma-separated `name:scope:sha256`; scopes `read`, `write`, `admin`. None: everybody may do everything',
    '',
  ),
  CLIENT_TOKENS_FILE: text('File that holds them, one a line', ''),
  TLS_CERT_FILE: text('PEM file of this node’s certificate; with it and its key, HTTPS only', ''),
  TLS_KEY_FILE: text('PEM file of the key of that certificate', ''),
  TLS_CA_FILE: text(
    'PEM file of the CA that signs the nodes’ certificates; makes TLS between them mutual',
    '',
  ),
  LOG_LEVEL: Type.Unsafe<string>({
    type: 'string',
    enum: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    default: 'info',
    description: '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`',
  }),
  BODY_LIMIT_BYTES: integer(1024, 4 << 20, 1 << 20, 'Largest body taken from a client'),
  MAX_CONNECTIONS: integer(1, 100_000, 4_096, 'Connections at once; further ones are closed'),
  HEADERS_TIMEOUT_MS: integer(100, MINUTE_MS, 10_000, 'How long a connection may take to send its headers'),
  REQUEST_TIMEOUT_MS: integer(
    15_000,
    10 * MINUTE_MS,
    30_000,
    'How long a request may take to arrive whole; replication needs 15 s',
  ),
  MAX_EVENT_LOOP_DELAY_MS: integer(
    0,
    MINUTE_MS,
    2_000,
    'Median delay of the event loop above which requests get 503; 0: never',
  ),
  MAX_HEAP_PERCENT: integer(0, 100, 90, 'The same for the heap, in percent of what Node may use; 0: never'),
  RATE_LIMIT_PER_SECOND: integer(
    0,
    1_000_000,
    0,
    'Requests of one client in a second, beyond which they get 429; 0: as many as it likes',
  ),
  MAX_IN_FLIGHT_WRITES: integer(1, 1_000_000, 10_000, 'Writes that wait for their quorum; one more gets 503'),
  MAX_QUEUE_ENTRIES: integer(
    1,
    1_000_000,
    20_000,
    'Writes that wait for one follower; beyond it the follower catches up from the store',
  ),
  MAX_QUEUE_BYTES: integer(1024, 1 << 30, 16 << 20, 'The same in bytes'),
  FOLLOWER_TIMEOUT_MS: integer(
    50,
    MINUTE_MS,
    3_000,
    'After so long without an answer a follower counts as down',
  ),
  TOMBSTONE_RETENTION_MS: integer(
    0,
    86_400_000,
    600_000,
    'How long deletions can be told to who follows the changes, once every follower has them',
  ),
  SCRUB_INTERVAL_MS: integer(
    0,
    24 * 60 * MINUTE_MS,
    60_000,
    'How often the leader compares each follower with its own store; 0: never',
  ),
  HEARTBEAT_MS: integer(10, MINUTE_MS, 500, 'How often an idle follower is asked whether it is there'),
});
export type Settings = Static<typeof Settings>;
