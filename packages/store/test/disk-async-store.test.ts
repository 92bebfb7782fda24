import { openDiskStore } from '../src/index.ts';
import { storeContract } from './contract.ts';

storeContract('disk, async', folder => openDiskStore({ folder, durability: 'async' }));
