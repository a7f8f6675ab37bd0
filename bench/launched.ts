import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The outcome of a launched run, by its own records. */
export interface LaunchedRun {
  readonly summary: RunSummaryLine;
  readonly records: readonly MetricsRecord[];
}

/** The slice of the launcher's `--json` summary that is read here. */
interface RunSummaryLine {
  readonly stoppedBy: string;
  readonly peers: readonly {
    readonly id: string;
    readonly waitFraction: number | null;
    readonly bytesReceived: number | null;
  }[];
}

/** A line of `metrics.jsonl`, of any kind. */
export interface MetricsRecord {
  readonly kind: string;
  readonly peer?: string;
  readonly step?: number;
  readonly samplesPerSecond?: number;
}

const RUN_MS_MAX = 5 * 60_000;

/**
 * Runs `codistill launch` as a user does, in a temporary folder that is removed again.
 *
 * @param command - Another one that takes the same options.
 *
 * @throws {Error} With its last words, when it does not end as it should.
 */
export async function launched(args: readonly string[], command = 'launch'): Promise<LaunchedRun> {
  const directory = await mkdtemp(join(tmpdir(), 'codistill-bench-'));
  const runDir = join(directory, 'run');
  const program = fileURLToPath(new URL('../programs/codistill.js', import.meta.url));
  try {
    const output = await outputOf(process.execPath, [
      program,
      command,
      '--json',
      '--run-dir',
      runDir,
      ...args,
    ]);
    const text = await readFile(join(runDir, 'metrics.jsonl'), 'utf8');
    const records = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as MetricsRecord);
    return { summary: JSON.parse(output) as RunSummaryLine, records };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Standard output of a program that must end with 0. */
export function outputOf(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGTERM'), RUN_MS_MAX);
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-4_000);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(output);
      else reject(new Error(`${args.join(' ')} ended with ${signal ?? code}:\n${errors}`));
    });
  });
}
