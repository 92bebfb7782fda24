import { openDiskStore } from '../src/index.ts';
import { storeContract } from './contract.ts';

storeContract('disk, sync', folder => openDiskStore({ folder, durability: 'sync' }));
