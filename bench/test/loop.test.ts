import t from 'tap';
import { Recorder } from '../src/measure/recorder.ts';
import { driveWriters, type Writer } from '../src/wire/loop.ts';

const soon = () => new Promise<void>(resolve => setImmediate(resolve));

t.test('each writer has one write under way, and all are closed at the end', async t => {
  const recorder = new Recorder();
  recorder.open();
  const enough = new AbortController();
  let open = 0;
  let writes = 0;
  const writer = (): Writer => {
    let busy = false;
    open++;
    return {
      async write() {
        t.equal(busy, false);
        busy = true;
        await soon();
        busy = false;
        if (++writes === 30) enough.abort();
        return writes % 10 === 0 ? 'HTTP 503' : null;
      },
      close: () => void open--,
    };
  };
  await driveWriters(async () => writer(), 3, recorder, enough.signal);
  t.equal(open, 0);
  t.equal(recorder.latencies.count + (recorder.failures['HTTP 503'] ?? 0), writes);
  t.equal(recorder.failures['HTTP 503'], 3);
});

t.test('one broken connection is recorded; when all are broken, the load fails', async t => {
  const recorder = new Recorder();
  recorder.open();
  const enough = new AbortController();
  const broken: Writer = {
    write: async () => {
      await soon();
      throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    },
    close: () => {},
  };
  let writes = 0;
  const sound: Writer = {
    write: async () => {
      await soon();
      if (++writes === 10) enough.abort();
      return null;
    },
    close: () => {},
  };
  await driveWriters(async i => (i === 0 ? broken : sound), 2, recorder, enough.signal);
  t.strictSame(recorder.failures, { ECONNRESET: 1 });
  await t.rejects(
    driveWriters(async () => broken, 2, recorder, new AbortController().signal),
    { message: 'gone' },
  );
});

t.test('a load that is stopped before it starts opens nothing', async t => {
  const open = async () => t.fail('opened') as never;
  await driveWriters(open, 1, new Recorder(), AbortSignal.abort());
});
