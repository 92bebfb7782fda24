import t from 'tap';
import { ConfigError, loadConfig, Settings } from '../src/index.ts';
import { faultsOf } from './config-faults.ts';

const TOKEN = 'a-secret-of-the-cluster';
const follower = { ROLE: 'follower' };
const leader = { ROLE: 'leader', FOLLOWERS: 'http://a:1,http://b:2,http://c:3' };

t.test('every setting but the role has the default that its schema states', async t => {
  const config: Record<string, unknown> = { ...loadConfig(follower) };
  for (const [name, { default: fallback }] of Object.entries(Settings.properties)) {
    if (name !== 'ROLE') t.equal(config[name], fallback, name);
  }
  t.equal(config['HOST'], '127.0.0.1');
  t.equal(config['PORT'], 5000);
  t.equal(config['WRITE_QUORUM'], 3);
  t.equal(config['DURABILITY'], 'sync');
  t.strictSame([config['MIN_DELAY'], config['MAX_DELAY'], config['DELAY_SEED']], [0, 0, undefined]);
  t.strictSame([config['followers'], config['clusterToken']], [[], undefined]);
});

t.test('numbers are read from text, and followers become plain origins', async t => {
  const config = loadConfig({
    ...leader,
    FOLLOWERS: ' http://a:1/ , http://B:2,http://[::1]:3,',
    PORT: '7000',
    DELAY_SEED: '0',
  });
  t.strictSame([config.PORT, config.DELAY_SEED], [7000, 0]);
  t.strictSame(config.followers, ['http://a:1', 'http://b:2', 'http://[::1]:3']);
});

t.test('an empty variable counts as absent', async t => {
  const empty = Object.fromEntries(Object.keys(Settings.properties).map(name => [name, '']));
  t.strictSame(loadConfig({ ...empty, ...follower }), loadConfig(follower));
  t.strictSame(faultsOf(empty), ['ROLE is required: leader or follower']);
});

t.test('each fault is named by its setting', async t => {
  const cases: [string, Record<string, string>][] = [
    ['ROLE', { ROLE: 'king' }],
    ['ROLE', { ROLE: 'Leader' }],
    ['PORT', { ...follower, PORT: '0' }],
    ['PORT', { ...follower, PORT: '65536' }],
    ['PORT', { ...follower, PORT: '80a' }],
    ['DURABILITY', { ...follower, DURABILITY: 'maybe' }],
    ['LOG_LEVEL', { ...follower, LOG_LEVEL: 'loud' }],
    ['WRITE_TIMEOUT_MS', { ...follower, WRITE_TIMEOUT_MS: '1.5' }],
    ['WRITE_TIMEOUT_MS', { ...follower, WRITE_TIMEOUT_MS: '60001' }],
    ['BODY_LIMIT_BYTES', { ...follower, BODY_LIMIT_BYTES: '1e999' }],
    ['DELAY_SEED', { ...follower, DELAY_SEED: '-1' }],
    ['MIN_DELAY', { ...follower, MIN_DELAY: '20', MAX_DELAY: '10' }],
    ['MIN_DELAY', { ...follower, MIN_DELAY: '20' }],
    ['ADVERTISE_URL', { ...follower, ADVERTISE_URL: 'over there' }],
    ['FOLLOWERS', { ROLE: 'leader' }],
    ['FOLLOWERS', { ROLE: 'leader', FOLLOWERS: ' , ' }],
    ['FOLLOWERS', { ...leader, FOLLOWERS: `${leader.FOLLOWERS},nonsense` }],
    ['FOLLOWERS', { ...leader, FOLLOWERS: `${leader.FOLLOWERS},ftp://d:4` }],
    ['FOLLOWERS', { ...leader, FOLLOWERS: `${leader.FOLLOWERS},http://d:4/path` }],
    ['FOLLOWERS', { ...leader, FOLLOWERS: `${leader.FOLLOWERS},http://me@d:4` }],
    ['FOLLOWERS', { ...leader, FOLLOWERS: `${leader.FOLLOWERS},http://a:1/` }],
    ['WRITE_QUORUM', { ...leader, WRITE_QUORUM: '4' }],
    ['WRITE_QUORUM', { ...leader, WRITE_QUORUM: '0' }],
    ['WRITE_QUORUM', { ...leader, FOLLOWERS: 'http://a:1' }],
  ];
  for (const [name, environment] of cases) {
    const faults = faultsOf(environment);
    t.equal(faults.length, 1, `one fault for ${JSON.stringify(environment)}`);
    t.match(faults[0], new RegExp(`^${name} `), JSON.stringify(environment));
  }
});

t.test('all faults of a very wrong environment come at once', async t => {
  const wrong = {
    ROLE: 'king',
    FOLLOWERS: 'http://a:1,nonsense,http://a:1',
    WRITE_QUORUM: 'most',
    MIN_DELAY: '20',
    MAX_DELAY: '10',
    HOST: '0.0.0.0',
    PORT: '99999',
    ADVERTISE_URL: 'over there',
    DURABILITY: 'maybe',
    WRITE_TIMEOUT_MS: '-5',
    CLUSTER_TOKEN: 'short',
    LOG_LEVEL: 'loud',
    MAX_CONNECTIONS: '1.5',
  };
  t.throws(() => loadConfig(wrong), ConfigError);
  t.matchSnapshot(new ConfigError(faultsOf(wrong)).message, 'message');
  for (const name of Object.keys(wrong).filter(name => name !== 'HOST' && name !== 'MAX_DELAY')) {
    t.ok(
      faultsOf(wrong).some(fault => fault.startsWith(name)),
      `${name} is named`,
    );
  }
});

t.test('the cluster token comes inline or from a file, not from both', async t => {
  const dir = t.testdir({ token: `${TOKEN}\n`, short: 'short', empty: '' });
  t.equal(loadConfig({ ...follower, CLUSTER_TOKEN: TOKEN }).clusterToken, TOKEN);
  t.equal(loadConfig({ ...follower, CLUSTER_TOKEN_FILE: `${dir}/token` }).clusterToken, TOKEN);
  const both = faultsOf({ ...follower, CLUSTER_TOKEN: TOKEN, CLUSTER_TOKEN_FILE: `${dir}/token` });
  t.match(both, [/^CLUSTER_TOKEN and CLUSTER_TOKEN_FILE are both set/]);
  t.match(faultsOf({ ...follower, CLUSTER_TOKEN: 'short' }), [/^CLUSTER_TOKEN has fewer than 16/]);
  t.match(faultsOf({ ...follower, CLUSTER_TOKEN: `${TOKEN} é` }), [/^CLUSTER_TOKEN has characters/]);
  for (const file of ['short', 'empty', 'absent']) {
    const faults = faultsOf({ ...follower, CLUSTER_TOKEN_FILE: `${dir}/${file}` });
    t.match(faults[0], /^CLUSTER_TOKEN_FILE /, file);
    t.notMatch(faults.join(), TOKEN, 'the secret is not in the message');
  }
});

t.test('a node beyond loopback needs a token', async t => {
  for (const HOST of ['0.0.0.0', '::', '192.168.1.2', 'example.com', '127.example.com']) {
    t.match(faultsOf({ ...follower, HOST }), [/^CLUSTER_TOKEN is required when HOST is /], HOST);
    t.strictSame(faultsOf({ ...follower, HOST, CLUSTER_TOKEN: TOKEN }), [], `${HOST} with a token`);
  }
  const unreadable = faultsOf({ ...follower, HOST: '0.0.0.0', CLUSTER_TOKEN_FILE: '/no/such/file' });
  t.match(unreadable, [/^CLUSTER_TOKEN_FILE cannot be read/]);
  for (const HOST of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) {
    t.strictSame(faultsOf({ ...follower, HOST }), [], HOST);
  }
});

t.test('clients’ tokens come inline or from a file, and faults beyond loopback need an admin’s', async t => {
  const line = (scope: string) => `${scope}er:${scope}:${'0a'.repeat(32)}`;
  const dir = t.testdir({ tokens: `# who may what\n${line('read')}\n${line('admin')}\n` });
  const CLIENT_TOKENS_FILE = `${dir}/tokens`;
  t.same(loadConfig(follower).clientTokens, []);
  t.match(loadConfig({ ...follower, CLIENT_TOKENS: line('write') }).clientTokens, [{ scope: 'write' }]);
  t.match(loadConfig({ ...follower, CLIENT_TOKENS_FILE }).clientTokens, [
    { scope: 'read' },
    { scope: 'admin' },
  ]);
  t.match(faultsOf({ ...follower, CLIENT_TOKENS_FILE, CLIENT_TOKENS: line('read') }), [/are both set/]);
  t.match(faultsOf({ ...follower, CLIENT_TOKENS_FILE: '/no/such/file' }), [/cannot be read/]);

  const open = { ...follower, HOST: '0.0.0.0', CLUSTER_TOKEN: TOKEN, FAULTS: 'true' };
  t.match(faultsOf(open), [/^FAULTS is true and HOST is 0.0.0.0/]);
  t.match(faultsOf({ ...open, CLIENT_TOKENS: line('write') }), [/^FAULTS is true/]);
  t.strictSame(faultsOf({ ...open, CLIENT_TOKENS_FILE }), []);
  t.strictSame(faultsOf({ ...follower, FAULTS: 'true' }), [], 'on loopback');
  t.match(faultsOf({ ...follower, FAULTS: 'yes' }), [/^FAULTS must be one of true, false/]);
});
