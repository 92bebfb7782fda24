import t from 'tap';
import { VersionIssuer } from '../src/write/version.ts';

function issue(issuer: VersionIssuer): number | undefined {
  const version = issuer.next;
  if (version !== undefined) issuer.issue(version);
  return version;
}

t.test('the first leadership issues 1, 2, 3', async t => {
  const issuer = new VersionIssuer(0);
  t.equal(issuer.last, 0);
  t.same([issue(issuer), issue(issuer), issue(issuer)], [1, 2, 3]);
  t.equal(issuer.last, 3);
  t.equal(issuer.next, 4, 'looking at the next one does not take it');
  t.equal(issuer.next, 4);
});

t.test('the one after starts at 1000000001', async t => {
  const issuer = new VersionIssuer(1);
  t.same([issue(issuer), issue(issuer)], [1_000_000_001, 1_000_000_002]);
});

t.test('an epoch whose counter is used up issues nothing more', async t => {
  const issuer = new VersionIssuer(2);
  issuer.issue(2_999_999_998);
  t.ok(issuer.has(1));
  t.notOk(issuer.has(2));
  t.equal(issue(issuer), 2_999_999_999);
  t.equal(issue(issuer), undefined);
  t.equal(issue(issuer), undefined);
  t.equal(issuer.last, 2_999_999_999);
});
