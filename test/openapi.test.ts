import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const root = fileURLToPath(new URL('..', import.meta.url));

t.test('the linter has nothing to say about the OpenAPI document', async t => {
  const { code, output } = await new Promise<{ code: unknown; output: string }>(resolve => {
    execFile('npm', ['run', '--silent', 'lint:openapi'], { cwd: root }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    );
  });
  t.equal(code, 0, output);
});
