import { SingleBar } from 'cli-progress';

export interface Progress {
  /** Says what is going on now: beside the bar on a terminal, else as a line. */
  stage(text: string): void;
  step(count?: number): void;
  end(): void;
}

/** A bar on a terminal; elsewhere (a log, a pipe) one plain line for each stage. */
export function startProgress(stdout: NodeJS.WriteStream, total: number, unit: string): Progress {
  if (!stdout.isTTY) {
    return { stage: text => void stdout.write(`${text}\n`), step: () => {}, end: () => {} };
  }
  const bar = new SingleBar({
    format: `{bar} {value}/{total} ${unit} · {stage}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    stream: stdout,
  });
  bar.start(total, 0, { stage: 'starting' });
  return {
    stage: text => bar.update({ stage: text }),
    step: (count = 1) => bar.increment(count),
    end: () => bar.stop(),
  };
}
