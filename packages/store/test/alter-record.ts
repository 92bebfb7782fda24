import { join } from 'node:path';
import { open } from 'lmdb';

/** Changes what a store has on disk under a key, behind its back: no process may have the folder open. */
export async function alterRecord(
  folder: string,
  key: string,
  change: (record: string) => string,
): Promise<void> {
  const root = open({ path: join(folder, 'entries.mdb'), maxDbs: 4 });
  const options = {
    encoding: 'string',
    keyEncoder: {
      writeKey: (text: string, target: Buffer, at: number) => at + target.write(text, at, 'utf8'),
      readKey: (source: Buffer, from: number, to: number) => source.toString('utf8', from, to),
    },
  } as const;
  const stored = root.openDB<string, string>('entries', options);
  const record = stored.get(key);
  if (record === undefined) throw new Error(`${folder} has no ${key}`);
  await stored.put(key, change(record));
  await root.close();
}
