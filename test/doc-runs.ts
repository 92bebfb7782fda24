import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end; kills it after half a minute. */
export function run(command: string, args: readonly string[], input = '', cwd?: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, timeout: 30_000, killSignal: 'SIGKILL' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', chunk => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', chunk => (stderr += chunk));
    child.on('error', reject).on('close', code => resolve({ code, stdout, stderr }));
    // A command may end before it has read what it is given.
    child.stdin.on('error', () => {}).end(input);
  });
}

/** What a document starts, with all that this starts in its turn and leaves running, such as `npm run node`. */
export interface Group {
  /** When the command itself is done; what it left running goes on. */
  readonly ran: Promise<Ran>;
  /** Sends all of it a signal, if any of it is left. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Ends all of it in good order. */
  readonly end: () => Promise<void>;
}

/** Starts a command in a group of processes of its own; kills it hard when that takes longer than 15 s to end. */
export function startGroup(command: string, cwd: string): Group {
  const child = spawn('bash', ['-c', command], { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const send = (signal: NodeJS.Signals | 0) => {
    try {
      return child.pid !== undefined && process.kill(-child.pid, signal);
    } catch {
      return false;
    }
  };
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', chunk => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', chunk => (stderr += chunk));
  return {
    ran: new Promise((resolve, reject) => {
      child.on('error', reject).on('close', code => resolve({ code, stdout, stderr }));
    }),
    signal: send,
    end: async () => {
      send('SIGCONT');
      send('SIGTERM');
      const until = performance.now() + 15_000;
      while (send(0) && performance.now() < until) await new Promise(resolve => setTimeout(resolve, 20));
      send('SIGKILL');
    },
  };
}

/** The text of all fenced blocks of these languages, in order; of those in a list without their indent. */
export function blocks(
  markdown: string,
  ...languages: readonly string[]
): { language: string; text: string }[] {
  return [...markdown.matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gm)]
    .map(([, indent, language, text]) => ({
      language: language!,
      text: text!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }))
    .filter(({ language }) => languages.includes(language));
}

export interface Step {
  readonly command: string;
  readonly output: string;
}

/** The commands of a console block, each with what it prints. */
export function steps(text: string): Step[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map(step => {
      const [command, ...output] = step.split('\n');
      return { command: command!, output: output.join('\n') };
    });
}

/** Ports 5000 to 5005 of the documents as those of a running cluster. */
export function withPorts(text: string, urls: readonly string[]): string {
  return text.replace(/localhost:500([0-5])/g, (_, place: string) => new URL(urls[Number(place)]!).host);
}
