import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { type EnvSchemaOpt, envSchema } from 'env-schema';
import { type ClientToken, parseTokens } from '../access/tokens.ts';
import { Settings } from './schema.ts';
import { readTls, type TlsFiles } from './tls.ts';

/** A node's settings, read and checked; `followers`, the tokens and `tls` are made from several of them. */
export interface Config extends Settings {
  readonly followers: readonly string[];
  readonly clusterToken: string | undefined;
  readonly clientTokens: readonly ClientToken[];
  /** With it the node serves HTTPS, and nothing else. */
  readonly tls: TlsFiles | undefined;
}

/** Names each fault of the configuration, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map(fault => `  ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

const MIN_TOKEN_LENGTH = 16;

/**
 * Reads the configuration from an environment. A variable that is empty counts as absent, since compose files
 * pass on what is not set as empty.
 *
 * @throws ConfigError with every fault at once
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(Settings.properties).flatMap(name => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const faults: string[] = [];
  const settings = check(given, faults);
  const followers = parseFollowers(given, faults);
  const clusterToken = readToken(given, faults);
  const clientTokens = readClientTokens(given, faults);
  crossCheck(settings, { given, followers, clusterToken, clientTokens }, faults);
  const tls = readTls(given, faults);
  crossCheckTls(given, followers, faults);
  if (faults.length > 0) throw new ConfigError([...new Set(faults)]);
  return { ...settings, followers, clusterToken, clientTokens, tls };
}

interface SchemaFault {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: { readonly missingProperty?: string; readonly allowedValues?: readonly string[] };
}

/**
 * With ajv's own `strictNumbers`, a number that was read from text as Infinity passes every bound; without it,
 * the bounds hold. env-schema takes such an object, though its types know a function only.
 */
const finite = { customOptions: { strictNumbers: false } } as unknown as NonNullable<EnvSchemaOpt['ajv']>;

/** What the schema alone can tell. With faults, the settings that have none are still good for the other checks. */
function check(given: Record<string, unknown>, faults: string[]): Settings {
  try {
    return envSchema<Settings>({ schema: Settings, data: given, env: false, ajv: finite });
  } catch (error) {
    const found = (error as { errors?: readonly SchemaFault[] }).errors ?? [];
    if (found.length === 0) throw error;
    for (const { instancePath, message, params } of found) {
      const name = params.missingProperty ?? instancePath.slice(1);
      if (params.missingProperty !== undefined) faults.push(`${name} is required: leader or follower`);
      else if (params.allowedValues !== undefined)
        faults.push(`${name} must be one of ${params.allowedValues.join(', ')}, not "${given[name]}"`);
      else faults.push(`${name} ${message}, not "${given[name]}"`);
    }
    return envSchema<Settings>({
      schema: Settings,
      data: {
        ROLE: 'follower',
        ...Object.fromEntries(
          Object.entries(given).filter(([name]) => !faults.some(fault => fault.startsWith(`${name} `))),
        ),
      },
      env: false,
      ajv: finite,
    });
  }
}

function parseFollowers(given: Record<string, string | undefined>, faults: string[]): string[] {
  const followers: string[] = [];
  for (const item of (given['FOLLOWERS'] ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')) {
    const url = URL.canParse(item) ? new URL(item) : undefined;
    if (
      url === undefined ||
      !/^https?:$/.test(url.protocol) ||
      url.pathname !== '/' ||
      url.search !== '' ||
      url.username !== ''
    ) {
      faults.push(`FOLLOWERS has "${item}", which is not a URL such as http://host:5001`);
    } else if (followers.includes(url.origin)) {
      faults.push(`FOLLOWERS has ${url.origin} twice`);
    } else {
      followers.push(url.origin);
    }
  }
  return followers;
}

function readToken(given: Record<string, string | undefined>, faults: string[]): string | undefined {
  const { CLUSTER_TOKEN: inline, CLUSTER_TOKEN_FILE: file } = given;
  if (inline !== undefined && file !== undefined)
    faults.push('CLUSTER_TOKEN and CLUSTER_TOKEN_FILE are both set; set one');
  let token = inline;
  if (file !== undefined && inline === undefined) {
    try {
      token = readFileSync(file, 'utf8').trim();
    } catch (error) {
      faults.push(`CLUSTER_TOKEN_FILE cannot be read: ${(error as Error).message}`);
      return undefined;
    }
  }
  if (token !== undefined && token.length < MIN_TOKEN_LENGTH) {
    faults.push(
      `${file === undefined ? 'CLUSTER_TOKEN' : 'CLUSTER_TOKEN_FILE'} has fewer than ${MIN_TOKEN_LENGTH} characters`,
    );
  }
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
    faults.push('CLUSTER_TOKEN has characters that a header cannot carry');
  return token;
}

function readClientTokens(given: Record<string, string | undefined>, faults: string[]): ClientToken[] {
  const { CLIENT_TOKENS: inline, CLIENT_TOKENS_FILE: file } = given;
  if (inline !== undefined && file !== undefined)
    faults.push('CLIENT_TOKENS and CLIENT_TOKENS_FILE are both set; set one');
  if (inline !== undefined) return parseTokens(inline, 'CLIENT_TOKENS', faults);
  if (file === undefined) return [];
  try {
    return parseTokens(readFileSync(file, 'utf8'), 'CLIENT_TOKENS_FILE', faults);
  } catch (error) {
    faults.push(`CLIENT_TOKENS_FILE cannot be read: ${(error as Error).message}`);
    return [];
  }
}

interface Read {
  readonly given: Record<string, string | undefined>;
  readonly followers: readonly string[];
  readonly clusterToken: string | undefined;
  readonly clientTokens: readonly ClientToken[];
}

function crossCheck(
  settings: Settings,
  { given, followers, clusterToken: token, clientTokens }: Read,
  faults: string[],
): void {
  if (given['ROLE'] === 'leader') {
    if (followers.length === 0) faults.push('FOLLOWERS is required on a leader: comma-separated URLs');
    else if (settings.WRITE_QUORUM > followers.length) {
      faults.push(`WRITE_QUORUM is ${settings.WRITE_QUORUM}, more than the ${followers.length} FOLLOWERS`);
    }
  }
  if (settings.MIN_DELAY > settings.MAX_DELAY) {
    faults.push(`MIN_DELAY is ${settings.MIN_DELAY}, more than MAX_DELAY, which is ${settings.MAX_DELAY}`);
  }
  if (settings.ADVERTISE_URL !== '' && !URL.canParse(settings.ADVERTISE_URL)) {
    faults.push(`ADVERTISE_URL is "${settings.ADVERTISE_URL}", which is not a URL`);
  }
  const hasAdmin = clientTokens.some(({ scope }) => scope === 'admin');
  if (settings.FAULTS === 'true' && !isLoopback(settings.HOST) && !hasAdmin) {
    faults.push(
      `FAULTS is true and HOST is ${settings.HOST}, beyond loopback: that needs a token with the scope admin in CLIENT_TOKENS`,
    );
  }
  if (!isLoopback(settings.HOST) && token === undefined && given['CLUSTER_TOKEN_FILE'] === undefined) {
    faults.push(`CLUSTER_TOKEN is required when HOST is ${settings.HOST}, beyond loopback`);
  }
}

/** What would be sent in the clear, or to a port that speaks otherwise. */
function crossCheckTls(
  given: Record<string, string | undefined>,
  followers: readonly string[],
  faults: string[],
): void {
  if (given['TLS_CA_FILE'] !== undefined) {
    for (const url of followers.filter(url => url.startsWith('http:')))
      faults.push(`FOLLOWERS has ${url}, which must be https where TLS_CA_FILE is set`);
  }
  const advertised = given['ADVERTISE_URL'];
  if (given['TLS_CERT_FILE'] !== undefined && advertised?.startsWith('http:'))
    faults.push(`ADVERTISE_URL is ${advertised}, but with TLS_CERT_FILE this node serves https only`);
}

/** Whether nobody from another machine reaches a node that listens there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
