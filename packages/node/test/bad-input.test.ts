import { gzipSync } from 'node:zlib';
import { type ErrorCode, errorTable } from '@quorate/protocol';
import type { InjectOptions } from 'fastify';
import t from 'tap';
import { holdings, startReplicas, write } from './nodes.ts';

type Case = readonly [name: string, request: InjectOptions, code?: ErrorCode];

const TYPE = 'application/json';
const post = (payload: string | Buffer, type: string | undefined = TYPE): InjectOptions => ({
  method: 'POST',
  url: '/write',
  payload,
  headers: type === undefined ? {} : { 'content-type': type },
});
const body = (members: string) => post(`{"key":"k","value":1,${members}}`);
const key = (json: string) => post(`{"key":${json},"value":1}`);
const value = (json: string) => post(`{"key":"k","value":${json}}`);

const bodies: readonly Case[] = [
  ['no key', post('{"value":1}')],
  ['no value', post('{"key":"k"}')],
  ['a key that is a number', key('1')],
  ['a key that is null', key('null')],
  ['a key that is a list', key('["k"]')],
  ['an empty key', key('""')],
  ['a key of 513 bytes', key(JSON.stringify('k'.repeat(513)))],
  ['a key of 514 bytes in 257 characters', key(JSON.stringify('é'.repeat(257)))],
  ['a key of 513 bytes in 257 characters', key(JSON.stringify(`${'é'.repeat(256)}k`))],
  ['a key of 515 bytes in emoji', key(JSON.stringify(`${'😀'.repeat(128)}kkk`))],
  ['a key with a lone high surrogate', key('"a\\ud83d"')],
  ['a key with a lone low surrogate', key('"\\ude00a"')],
  [
    'a key that is not UTF-8',
    post(Buffer.from([...Buffer.from('{"key":"'), 0xff, ...Buffer.from('","value":1}')])),
  ],
  ['a value that is not UTF-8', post(Buffer.from('{"key":"k","value":"é"}', 'latin1'))],
  ['quorum 0', body('"quorum":0')],
  ['quorum -1', body('"quorum":-1')],
  ['quorum 1.5', body('"quorum":1.5')],
  ['quorum "3"', body('"quorum":"3"')],
  ['quorum null', body('"quorum":null')],
  ['quorum true', body('"quorum":true')],
  ['a quorum of one too many', body('"quorum":4'), 'QUORUM_TOO_LARGE'],
  ['a huge quorum', body('"quorum":9007199254740991'), 'QUORUM_TOO_LARGE'],
  ['a quorum beyond a double', body('"quorum":1e999')],
  ['timeoutMs 0', body('"timeoutMs":0')],
  ['timeoutMs "100"', body('"timeoutMs":"100"')],
  ['timeoutMs over the limit', body('"timeoutMs":60001')],
  ['timeoutMs beyond a double', body('"timeoutMs":1e999')],
  ['ifVersion -1', body('"ifVersion":-1')],
  ['ifVersion 0.5', body('"ifVersion":0.5')],
  ['ifVersion "1"', body('"ifVersion":"1"')],
  ['ifVersion null', body('"ifVersion":null')],
  ['ifVersion beyond safe integers', body('"ifVersion":9007199254740992')],
  ['an unknown property', body('"ttl":5')],
  ['a property in the wrong case', body('"Quorum":2')],
  ['a member __proto__', body('"__proto__":{"quorum":1}')],
  ['a member constructor', body('"constructor":{"prototype":{}}')],
  ['a number beyond a double', value('1e999')],
  ['a number beyond a double, deep inside', value('{"a":[0,{"b":-1e999}]}')],
  ['NaN', value('NaN')],
  ['nesting of 501', value(`${'['.repeat(501)}${']'.repeat(501)}`)],
  ['nesting of 200,000', value(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)],
  ['nesting of 10,000 objects', value(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)],
  ['broken JSON', post('{"key":"k","value":')],
  ['JSON with something after it', post('{"key":"k","value":1} {}')],
  ['single quotes', post("{'key':'k','value':1}")],
  ['an empty body', post('')],
  ['blanks', post('   ')],
  ['a list', post('[{"key":"k","value":1}]')],
  ['null', post('null')],
  ['a string', post('"k"')],
  ['a number', post('7')],
  ['plain text', post('{"key":"k","value":1}', 'text/plain'), 'UNSUPPORTED_MEDIA_TYPE'],
  ['a form', post('key=k&value=1', 'application/x-www-form-urlencoded'), 'UNSUPPORTED_MEDIA_TYPE'],
  ['a nonsense type', post('{"key":"k","value":1}', 'nonsense'), 'UNSUPPORTED_MEDIA_TYPE'],
  ['no type', { ...post('{"key":"k","value":1}'), headers: {} }, 'UNSUPPORTED_MEDIA_TYPE'],
  ['a compressed body', post(gzipSync('{"key":"k","value":1}'))],
  ['a body over the limit', value(`"${'x'.repeat(1 << 20)}"`), 'BODY_TOO_LARGE'],
];

const get = (url: string): InjectOptions => ({ method: 'GET', url });

const queries: readonly Case[] = [
  ['a read without a key', get('/read')],
  ['a read of an empty key', get('/read?key=')],
  ['a read of two keys', get('/read?key=a&key=b')],
  ['a read of a long key', get(`/read?key=${'k'.repeat(513)}`)],
  ['a key with broken percent-encoding', get('/read?key=%zz')],
  ['a key that is not UTF-8 in the query', get('/read?key=%ff')],
  ['an unknown level', get('/read?key=a&consistency=eventual')],
  ['two levels', get('/read?key=a&consistency=local&consistency=local')],
  ['minVersion -1', get('/read?key=a&minVersion=-1')],
  ['minVersion 1.5', get('/read?key=a&minVersion=1.5')],
  ['minVersion abc', get('/read?key=a&minVersion=abc')],
  ['an empty minVersion', get('/read?key=a&minVersion=')],
  ['minVersion beyond safe integers', get('/read?key=a&minVersion=9007199254740992')],
  ['minVersion beyond a double', get('/read?key=a&minVersion=1e999')],
  ['an unknown parameter of a read', get('/read?key=a&quorum=2')],
  ['an unknown format of a dump', get('/dump?format=xml')],
  ['two formats of a dump', get('/dump?format=json&format=ndjson')],
  ['an unknown parameter of a dump', get('/dump?prefix=a')],
  ['an unknown parameter of a write', { ...post('{"key":"k","value":1}'), url: '/write?quorum=3' }],
  ['an unknown parameter of a write’s status', get('/writes/1?x=1')],
  ['version 0', get('/writes/0')],
  ['version -1', get('/writes/-1')],
  ['version abc', get('/writes/abc')],
  ['version 1.5', get('/writes/1.5')],
  ['a blank version', get('/writes/%20')],
  ['no version', get('/writes/')],
  ['a version beyond safe integers', get('/writes/99999999999999999999')],
  ['a version of 200 digits', get(`/writes/${'1'.repeat(200)}`)],
  ['a version with broken percent-encoding', get('/writes/%zz')],
  ['a path with broken percent-encoding', get('/%')],
  ['a path that is not UTF-8', get('/%c0%ae')],
  ['a path that leaves its folder', get('/../../etc/passwd'), 'ROUTE_NOT_FOUND'],
  ['the wrong method', get('/write'), 'ROUTE_NOT_FOUND'],
];

t.test('bad input is a clear error in the one shape, and stores nothing', async t => {
  const { leader, all } = await startReplicas(t);
  t.equal((await write(leader, { key: 'standing', value: 1, quorum: 3 })).statusCode, 200);
  let before = await holdings(all);
  for (const [name, request, code = 'INVALID_REQUEST'] of [...bodies, ...queries]) {
    await t.test(name, async t => {
      const reply = await leader.app.inject(request);
      t.equal(reply.statusCode, errorTable[code].status);
      t.equal(reply.headers['content-type'], 'application/json; charset=utf-8');
      const { error } = reply.json<{ error: Record<string, unknown> }>();
      t.match(error, { code, message: /^.{10,300}$/, requestId: /^[0-9a-f]{8}-[0-9a-z]+$/ });
      const after = await holdings(all);
      t.strictSame(after, before);
      before = after;
    });
  }
});
