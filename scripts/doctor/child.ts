import { execFile } from 'node:child_process';
import type { ProbeFailure } from './checks.js';

const TIMEOUT_MS = 60_000;
const MARK = 'codistill-probe:';

/**
 * Runs a few lines of JavaScript in a process of their own, so that a native library which crashes
 * is a line in the report and not the end of it.
 *
 * @param body - Lines of an ES module that define `facts`, a value that JSON can carry.
 * @returns `facts`, with what was written to standard error as `log`; or why there are none.
 */
export function probeInChild<T extends object>(
  body: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<(T & { log: string }) | ProbeFailure> {
  const script = `${body}\nprocess.stdout.write(${JSON.stringify(`\n${MARK}`)} + JSON.stringify(facts) + '\\n');`;
  const args = ['--input-type=module', '--eval', script];
  const options = { cwd, env, timeout: TIMEOUT_MS, maxBuffer: 16 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      const line = stdout.split('\n').find((text) => text.startsWith(MARK));
      if (line === undefined) {
        resolve({ failure: describe(error, stderr) });
        return;
      }
      resolve({ ...(JSON.parse(line.slice(MARK.length)) as T), log: stderr });
    });
  });
}

function describe(
  error: (Error & { signal?: NodeJS.Signals | null | undefined }) | null,
  stderr: string,
): string {
  if (error?.signal) return `the process that tried it was ended by ${error.signal}`;
  const named = stderr.split('\n').find((line) => /^\w*Error\b.*:/.test(line));
  return (named ?? error?.message.split('\n')[0] ?? 'it ended without an answer').slice(0, 300);
}
