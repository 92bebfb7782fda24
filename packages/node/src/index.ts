export { type Config, ConfigError, loadConfig } from './config/load.ts';
export { Settings } from './config/schema.ts';
export { createNode, type Node } from './node.ts';
