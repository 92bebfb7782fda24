import { writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { createNode, loadConfig } from '../../src/index.ts';

/** Writes the OpenAPI document of a node inside this process to the file that is named. */
const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Say which file to write.');
const node = createNode(loadConfig({ ROLE: 'follower', DURABILITY: 'memory' }), pino({ level: 'silent' }));
const reply = await node.app.inject('/docs/json');
if (reply.statusCode !== 200) throw new Error(reply.body);
writeFileSync(path, JSON.stringify(reply.json(), null, 2));
await node.stop();
