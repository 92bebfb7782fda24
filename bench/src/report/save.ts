import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes `<name>.json`, `<name>.md` and, if there is a chart, `<name>.svg` into `folder`; resolves to their paths. */
export async function saveReport(
  folder: string,
  name: string,
  parts: { readonly json: unknown; readonly markdown: string; readonly svg?: string },
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const contents = {
    json: `${JSON.stringify(parts.json, null, 2)}\n`,
    md: parts.markdown,
    ...(parts.svg === undefined ? {} : { svg: parts.svg }),
  };
  const paths: string[] = [];
  for (const [extension, text] of Object.entries(contents)) {
    const path = join(folder, `${name}.${extension}`);
    await writeFile(path, text);
    paths.push(path);
  }
  return paths;
}
