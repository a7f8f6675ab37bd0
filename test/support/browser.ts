import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import type { ModelFiles } from '../../peer/export/model-folder.js';
import { serve } from './file-server.js';
import { temporaryDirectory } from './launch.js';

const BROWSERS = ['chromium-headless-shell', 'chromium', 'google-chrome'];
const ANSWER_MS = 300_000;

/** The program of a browser without a window; `undefined` where there is none. */
export function findBrowser(): string | undefined {
  return BROWSERS.find((name) => spawnSync(name, ['--version']).status === 0);
}

/**
 * Runs a script in a page that has TensorFlow.js, `tf`, as a script of the web has it.
 *
 * @param script - Of a function's body; what it returns, a typed array, is returned, or its error thrown.
 * @param files - Served beside the page, by name.
 */
export async function inBrowser(
  t: TestContext,
  browser: string,
  script: string,
  files: ModelFiles,
): Promise<Buffer> {
  const runtime = createRequire(import.meta.url).resolve('@tensorflow/tfjs/dist/tf.min.js');
  const named = Object.entries({ ...files, 'tf.min.js': readFileSync(runtime), '': page(script) });
  const all = new Map(
    named.map(([name, content]) => [
      `/${name}`,
      typeof content === 'string' || content instanceof Uint8Array ? content : Buffer.concat(content),
    ]),
  );
  let told: (request: IncomingMessage) => void;
  const answered = new Promise<IncomingMessage>((resolve) => {
    told = resolve;
  });
  const { url } = await serve(t, (request, response) => {
    const content = all.get(request.url ?? '');
    if (request.method === 'POST') {
      request.once('end', () => response.end());
      told(request);
    } else if (content === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', request.url === '/' ? 'text/html' : 'text/plain').end(content);
  });
  const profile = join(temporaryDirectory(t), 'profile');
  const options = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'];
  const args = [...options, `--user-data-dir=${profile}`, `${url}/`];
  const program = spawn(browser, args, { stdio: 'ignore', detached: true }); // of many processes, a group of their own
  const ended = once(program, 'close');
  t.after(async () => {
    if (program.pid !== undefined && program.exitCode === null) process.kill(-program.pid, 'SIGKILL');
    await ended;
  });
  const signal = AbortSignal.timeout(ANSWER_MS);
  const late = once(signal, 'abort').then(() => {
    throw new Error(`${browser} gives no answer within ${ANSWER_MS / 1000} s`);
  });
  const gone = ended.then(([code]) => {
    throw new Error(`${browser} ended with ${String(code)}`);
  });
  const request = await Promise.race([answered, late, gone]);
  const body = await buffer(request);
  if (request.url !== '/answer') throw new Error(`${browser}: ${String(body)}`);
  return body;
}

function page(script: string): string {
  return `<!doctype html><script src="tf.min.js"></script><script>
    const tell = (where, body) => fetch(where, { method: 'POST', body });
    (async () => { ${script} })().then((made) => tell('/answer', made), (error) => tell('/error', String(error)));
  </script>`;
}
