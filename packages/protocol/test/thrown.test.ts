import { StorageError } from '@quorate/store';
import t from 'tap';
import { QuorateError, ReplicateRequest, toQuorateError, WriteRequest } from '../src/index.ts';
import { bodyExamples } from './examples.ts';
import { bodyFaults, validationError } from './validator.ts';

t.test('an error that is meant for its receiver is passed on', async t => {
  const error = new QuorateError('KEY_NOT_FOUND', 'No value stands for the key.');
  t.equal(toQuorateError(error), error);
});

t.test('a disk that refuses is named', async t => {
  const error = toQuorateError(new StorageError('The disk refuses writes (full).'));
  t.match(error, { code: 'STORAGE_UNAVAILABLE', message: 'The disk refuses writes (full).' });
  t.same(error.details, {}, 'without an outcome nothing was stored');
});

t.test('a body that does not fit is told which member, and what it should be', async t => {
  const good = bodyExamples['WriteRequest']?.good;
  const batch = bodyExamples['ReplicateRequest']?.good;
  const told = (schema: typeof WriteRequest | typeof ReplicateRequest, body: object) => {
    const error = toQuorateError(validationError(bodyFaults(schema, body)));
    t.equal(error.code, 'INVALID_REQUEST');
    return error.message;
  };
  t.matchSnapshot(
    [
      told(WriteRequest, { ...good, vlaue: 1 }),
      told(WriteRequest, { value: 1 }),
      told(WriteRequest, { ...good, key: 7 }),
      told(WriteRequest, { ...good, key: '' }),
      told(WriteRequest, { ...good, key: '\ud800' }),
      told(WriteRequest, { ...good, quorum: 0 }),
      told(WriteRequest, { ...good, timeoutMs: 60_001 }),
      told(ReplicateRequest, { ...batch, entries: [{ key: 'a', version: 0 }] }),
      told(ReplicateRequest, { ...batch, leader: {} }),
    ].join('\n'),
  );
});

t.test('a validation error without a context says "request"', async t => {
  const error = toQuorateError(
    Object.assign(new Error(), { validation: [{ instancePath: '/a/b', keyword: 'odd', params: {} }] }),
  );
  t.equal(error.message, 'request.a.b is not valid.');
});

t.test('what the framework refuses keeps its meaning', async t => {
  const table = [
    [{ code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }, 'BODY_TOO_LARGE'],
    [{ code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 }, 'UNSUPPORTED_MEDIA_TYPE'],
    [{ code: 'FST_ERR_CTP_EMPTY_JSON_BODY', statusCode: 400 }, 'INVALID_REQUEST'],
    [{ code: 'FST_ERR_BAD_URL', statusCode: 400 }, 'INVALID_REQUEST'],
    [{ statusCode: 499 }, 'INVALID_REQUEST'],
    [{ code: 'FST_ERR_SOMETHING', statusCode: 500 }, 'INTERNAL'],
    [{ statusCode: 399 }, 'INTERNAL'],
  ] as const;
  for (const [thrown, code] of table) {
    t.equal(toQuorateError(Object.assign(new Error('said'), thrown)).code, code, JSON.stringify(thrown));
  }
});

t.test('a framework message ends in one full stop', async t => {
  const message = (said: string) =>
    toQuorateError(Object.assign(new Error(said), { statusCode: 400 })).message;
  t.equal(message('Body is no JSON'), 'Body is no JSON.');
  t.equal(message('Body is no JSON.'), 'Body is no JSON.');
});

t.test('nothing internal reaches a client, whatever was thrown', async t => {
  const secret = 'secret /var/lib/quorate';
  const thrown = [
    new Error(secret),
    new TypeError(secret, { cause: new Error(secret) }),
    Object.assign(new Error(secret), { statusCode: 500, code: 'EACCES' }),
    Object.assign(new Error(secret), { code: 'ENOSPC', path: secret }),
    secret,
    { message: secret },
    7,
    undefined,
    null,
  ];
  for (const [i, value] of thrown.entries()) {
    t.doesNotThrow(
      () => {
        const error = toQuorateError(value);
        t.equal(error.code, 'INTERNAL', `${i}`);
        t.notMatch(JSON.stringify([error.message, error.details]), /secret/);
      },
      `thrown ${i}: ${String(value)}`,
    );
  }
});
