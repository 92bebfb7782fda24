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
    child.stdin.end(input);
  });
}

/** The text of all fenced blocks of these languages, in order. */
export function blocks(
  markdown: string,
  ...languages: readonly string[]
): { language: string; text: string }[] {
  return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .map(([, language, text]) => ({ language: language!, text: text! }))
    .filter(({ language }) => languages.includes(language));
}

/** Ports 5000 to 5005 of the documents as those of a running cluster. */
export function withPorts(text: string, urls: readonly string[]): string {
  return text.replace(/localhost:500([0-5])/g, (_, place: string) => new URL(urls[Number(place)]!).host);
}
