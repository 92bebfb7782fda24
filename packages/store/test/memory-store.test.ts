import { openMemoryStore } from '../src/index.ts';
import { storeContract } from './contract.ts';

storeContract('memory', openMemoryStore);
