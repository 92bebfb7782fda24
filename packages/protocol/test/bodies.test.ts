import t from 'tap';
import { bodyExamples } from './examples.ts';
import { bodyFaults } from './validator.ts';

for (const [name, { schema, good, optional = [], bad = [] }] of Object.entries(bodyExamples)) {
  t.test(`${name} takes a good body, and leaves it as it is`, async t => {
    const body = structuredClone(good);
    t.equal(bodyFaults(schema, body), undefined);
    t.same(body, good);
  });

  t.test(`${name} refuses an unknown property and a body that is no object`, async t => {
    t.ok(bodyFaults(schema, { ...good, extra: 1 }));
    t.ok(bodyFaults(schema, JSON.parse(`{"__proto__":1,${JSON.stringify(good).slice(1)}`)), '__proto__');
    for (const body of [null, [], 'text', 7, true]) t.ok(bodyFaults(schema, body), JSON.stringify(body));
  });

  t.test(`${name} needs each member that is not optional`, async t => {
    for (const member of Object.keys(good)) {
      const { [member]: _, ...rest } = good;
      t.equal(bodyFaults(schema, rest) === undefined, optional.includes(member), `without ${member}`);
    }
  });

  t.test(`${name} coerces nothing and keeps every member within its bounds`, async t => {
    for (const [i, difference] of bad.entries()) {
      const body = { ...good, ...difference };
      t.ok(bodyFaults(schema, body), `${i}: ${Object.keys(difference)[0]}`);
    }
  });
}
