import { createHash, randomBytes } from 'node:crypto';
import { Command, Option } from 'commander';
import type { Context, Runner } from '../context.ts';
import { usageError } from '../failure.ts';

interface TokenOptions {
  readonly name: string;
  readonly scope: string;
}

const TOKEN_BYTES = 32;
const NAME = /^[\w.-]{1,64}$/;

export function tokenCommand(run: Runner): Command {
  return new Command('token')
    .description(
      'Make a token for a client. Asks no node: put the line that it prints into CLIENT_TOKENS_FILE.',
    )
    .requiredOption('--name <name>', 'whose it is, for the configuration: 1 to 64 of A-Z a-z 0-9 _ . -')
    .addOption(
      new Option('--scope <scope>', 'what it allows; each includes those before it')
        .choices(['read', 'write', 'admin'])
        .makeOptionMandatory(),
    )
    .action((options: TokenOptions, command: Command) => run(command, context => token(context, options)));
}

async function token({ json, out, err }: Context, { name, scope }: TokenOptions): Promise<undefined> {
  if (!NAME.test(name)) throw usageError(`The name ${JSON.stringify(name)} has other characters than those.`);
  const secret = randomBytes(TOKEN_BYTES).toString('base64url');
  const line = `${name}:${scope}:${createHash('sha256').update(secret).digest('hex')}`;
  if (json) return void (await out.line(JSON.stringify({ token: secret, line })));
  await err.line('For the client, shown this once:');
  await out.line(secret);
  await err.line('For CLIENT_TOKENS_FILE of every node:');
  await out.line(line);
}
