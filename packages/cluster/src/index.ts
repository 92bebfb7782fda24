export { type Cluster, type ClusterOptions, startCluster, untilReady } from './cluster.ts';
export { type NodeExit, NodeProcess } from './node-process.ts';
export { freePorts } from './ports.ts';
export { isReady } from './ready.ts';
