import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { loadConfig } from '../src/index.ts';
import { faultsOf } from './config-faults.ts';

const script = fileURLToPath(new URL('../../../deploy/make-certificates.sh', import.meta.url));
const dir = t.testdir({ nonsense: 'nonsense, and a secret', empty: '' });
execFileSync('sh', [script, dir, 'a', 'b'], { timeout: 60_000 });

const follower = { ROLE: 'follower' };
const leader = { ROLE: 'leader', FOLLOWERS: 'https://a:1,https://b:2', WRITE_QUORUM: '1' };
const pair = { TLS_CERT_FILE: `${dir}/a/cert.pem`, TLS_KEY_FILE: `${dir}/a/key.pem` };
const mutual = { ...pair, TLS_CA_FILE: `${dir}/ca.pem` };

t.test('files that fit are read', async t => {
  t.equal(loadConfig(follower).tls, undefined);
  t.match(loadConfig({ ...follower, ...pair }).tls, {
    cert: /CERTIFICATE/,
    key: /PRIVATE KEY/,
    ca: undefined,
  });
  t.match(loadConfig({ ...leader, ...mutual }).tls, { ca: /CERTIFICATE/ });
  t.strictSame(faultsOf({ ...leader, ...mutual, ADVERTISE_URL: 'https://a.example' }), []);
  t.strictSame(faultsOf({ ...leader, ADVERTISE_URL: 'https://a.example' }), [], 'a proxy may speak TLS');
});

t.test('each fault is named by its setting, and says what is wrong', async t => {
  const { TLS_CERT_FILE, TLS_KEY_FILE, TLS_CA_FILE } = mutual;
  const cases: [RegExp, Record<string, string>][] = [
    [/^TLS_CERT_FILE is set without TLS_KEY_FILE/, { ...follower, TLS_CERT_FILE }],
    [/^TLS_KEY_FILE is set without TLS_CERT_FILE/, { ...follower, TLS_KEY_FILE }],
    [/^TLS_CA_FILE is set without TLS_CERT_FILE and TLS_KEY_FILE/, { ...follower, TLS_CA_FILE }],
    [/^TLS_CERT_FILE cannot be read: ENOENT/, { ...follower, ...pair, TLS_CERT_FILE: `${dir}/absent` }],
    [/^TLS_KEY_FILE cannot be read: ENOENT/, { ...follower, ...pair, TLS_KEY_FILE: `${dir}/absent` }],
    [/^TLS_CA_FILE cannot be read: EISDIR/, { ...follower, ...mutual, TLS_CA_FILE: dir }],
    [/^TLS_CERT_FILE holds no PEM of a cert/, { ...follower, ...pair, TLS_CERT_FILE: `${dir}/nonsense` }],
    [/^TLS_CERT_FILE holds no PEM of a cert/, { ...follower, ...pair, TLS_CERT_FILE: TLS_KEY_FILE }],
    [/^TLS_KEY_FILE holds no PEM of a priv/, { ...follower, ...pair, TLS_KEY_FILE: `${dir}/nonsense` }],
    [/^TLS_CA_FILE holds no PEM of a cert/, { ...follower, ...mutual, TLS_CA_FILE: `${dir}/empty` }],
    [/^TLS_KEY_FILE is not the key of the/, { ...follower, ...pair, TLS_KEY_FILE: `${dir}/b/key.pem` }],
    [
      /^FOLLOWERS has http:\/\/b:2, which must/,
      { ...leader, ...mutual, FOLLOWERS: 'https://a:1,http://b:2' },
    ],
    [/^ADVERTISE_URL is http:/, { ...follower, ...pair, ADVERTISE_URL: 'http://a.example' }],
  ];
  for (const [fault, environment] of cases) {
    const faults = faultsOf(environment);
    t.equal(faults.length, 1, faults.join('; '));
    t.match(faults[0], fault);
    t.notMatch(faults[0], /secret|BEGIN/, 'what a file holds is not told');
  }
});
