import { availableParallelism, totalmem } from 'node:os';

/** Where the figures come from, as far as a reader can use it: nothing that names the host. */
export interface Machine {
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly node: string;
}

export function thisMachine(): Machine {
  return {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}-${process.arch}`,
    node: process.version,
  };
}

export function describeMachine({ cores, memoryGiB, platform, node }: Machine): string {
  return `${cores} cores, ${memoryGiB} GiB, ${platform}, Node ${node}; servers and load on the same machine, over loopback`;
}
