import { applying } from './contract/applying.ts';
import { collecting } from './contract/collecting.ts';
import { keys } from './contract/keys.ts';
import { paging } from './contract/paging.ts';
import { promises } from './contract/promises.ts';
import { replaying } from './contract/replaying.ts';
import type { Open } from './contract/stores.ts';
import { values } from './contract/values.ts';

/**
 * What every engine promises, in the same words for each.
 *
 * @param open opens the store that lives in a folder; an engine that keeps nothing ignores the folder
 */
export function storeContract(name: string, open: Open): void {
  for (const part of [applying, promises, keys, paging, values, collecting, replaying]) part(name, open);
}
