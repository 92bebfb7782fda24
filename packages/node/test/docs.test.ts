import { bodyValidation, errorTable, operations } from '@quorate/protocol';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { pino } from 'pino';
import t from 'tap';
import { createNode, loadConfig, type Node } from '../src/index.ts';

type Schema = Record<string, unknown>;
interface Content {
  readonly schema: Schema;
  readonly examples: Record<string, { readonly value?: unknown; readonly $ref?: string }>;
}
interface Body {
  readonly content?: Record<string, Content>;
}
interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly schema: Schema;
    readonly example?: unknown;
  }[];
  readonly requestBody?: Body;
  readonly responses: Record<string, Body>;
}
interface Document {
  readonly info: { version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly schemas: Record<string, Schema>;
    readonly examples: Record<string, { readonly value: unknown }>;
  };
}

function makeNode(role: 'leader' | 'follower'): Node {
  const followers = role === 'leader' ? { FOLLOWERS: 'http://127.0.0.1:1', WRITE_QUORUM: '1' } : {};
  const config = loadConfig({ ROLE: role, DURABILITY: 'memory', MAX_EVENT_LOOP_DELAY_MS: '0', ...followers });
  return createNode(config, pino({ level: 'silent' }));
}

const leader = makeNode('leader');
const follower = makeNode('follower');
t.teardown(() => Promise.all([leader.stop(), follower.stop()]));

/** Routes of both roles as `GET /path`, gathered as they are registered. */
const routes = new Set<string>();
for (const { app } of [leader, follower]) {
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.add(`${one} ${url}`);
  });
}

const document = (await leader.app.inject('/docs/json')).json<Document>();
const paths = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);

t.test('the document is as it was', async t => {
  t.matchSnapshot(JSON.stringify({ ...document, info: { ...document.info, version: 'VERSION' } }, null, 1));
});

t.test('leader and follower serve the same document', async t => {
  t.strictSame((await follower.app.inject('/docs/json')).json(), document);
});

t.test('every route of a real node is in it, and no other', async t => {
  const own = [...routes].filter(route => !route.startsWith('HEAD ') && !/ \/(docs|ui)(\/|$)/.test(route));
  t.ok(own.length > 15, `${own.length} routes`);
  t.strictSame(
    paths.map(({ name }) => name).toSorted(),
    own.map(route => route.replaceAll(/:(\w+)/g, '{$1}')).toSorted(),
  );
  t.strictSame(Object.keys(operations).toSorted(), own.toSorted(), 'nothing is described that is gone');
});

t.test('every error is an answer of some route, under its status', async t => {
  const answered = new Map<string, string>();
  for (const { operation } of paths) {
    for (const [status, { content = {} }] of Object.entries(operation.responses)) {
      for (const { examples } of Object.values(content))
        for (const name of Object.keys(examples)) answered.set(name, status);
    }
  }
  for (const [code, { status }] of Object.entries(errorTable))
    t.equal(answered.get(code), String(status), code);
});

t.test('examples fit their schemas', async t => {
  const ajv = new Ajv2020({ strict: false, formats: bodyValidation.formats });
  const whole = (part: unknown) => JSON.parse(JSON.stringify(part).replaceAll('"#/', '"document#/'));
  ajv.addSchema({ $id: 'document', components: whole(document.components) });
  const fits = (schema: Schema, value: unknown, name: string) => {
    const check = ajv.compile(whole(schema));
    t.ok(check(value), `${name} ${JSON.stringify(check.errors)}`);
  };
  let bodies = 0;
  for (const { name, operation } of paths) {
    for (const { name: parameter, schema, example } of operation.parameters ?? []) {
      if (example !== undefined) fits(schema, example, `${name} ${parameter}`);
    }
    for (const { content = {} } of [operation.requestBody ?? {}, ...Object.values(operation.responses)]) {
      for (const { schema, examples } of Object.values(content)) {
        for (const [title, { value, $ref }] of Object.entries(examples)) {
          const shared = document.components.examples[$ref?.split('/').at(-1) ?? ''];
          fits(schema, shared === undefined ? value : shared.value, `${name} ${title}`);
          bodies++;
        }
      }
    }
  }
  t.ok(bodies > 100, `${bodies} examples of bodies`);
});

t.test('the page loads nothing from elsewhere', async t => {
  for (const path of ['/docs', '/docs/']) {
    const page = await follower.app.inject(path);
    t.equal(page.statusCode, 200);
    t.notMatch(page.headers['content-security-policy'], /https?:|upgrade|unsafe/);
    t.notMatch(page.body, /https?:\/\//);
    t.notMatch(page.body, /<script>|<style|style=/, 'nothing inline, which its policy would stop');
    const parts = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part!);
    t.ok(parts.length >= 5);
    for (const part of parts)
      t.equal((await follower.app.inject(new URL(part, 'http://node/docs/').pathname)).statusCode, 200, part);
  }
});

t.test('the document as YAML; what is not there is refused as anywhere', async t => {
  t.match((await leader.app.inject('/docs/yaml')).body, /^openapi: 3\.1\.0\n/);
  const missing = await leader.app.inject('/docs/nothing');
  t.equal(missing.statusCode, 404);
  t.equal(missing.json().error.code, 'ROUTE_NOT_FOUND');
});
