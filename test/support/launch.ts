import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after } from 'node:test';
import type { RunSummary } from '../../scripts/launch/summary.js';
import { REPOSITORY } from './repository.js';

/** The command line that the tests belong to, bundled as users start it. */
export const CLI = join(import.meta.dirname, '../../programs/codistill.js');

/** Nothing a test starts lives longer, unless it says so. */
const LIFE_MS_MAX = 900_000;

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const alive = new Set<ChildProcess>();
/** What a test that failed has left does not keep its file. A chaos run is no test. */
if (process.env.NODE_TEST_CONTEXT !== undefined) {
  after(() => {
    for (const child of alive) child.kill('SIGKILL');
  });
}

/** A `codistill` process under test. */
export class Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  #stdout = '';
  #stderr = '';
  readonly #lifeMsMax: number;
  readonly #watchers = new Set<() => void>();

  constructor(
    args: readonly string[],
    options: { env?: NodeJS.ProcessEnv; cwd?: string; prefix?: readonly string[]; lifeMsMax?: number } = {},
  ) {
    const command = [...(options.prefix ?? []), process.execPath, CLI, ...args];
    this.child = spawn(command[0]!, command.slice(1), {
      cwd: options.cwd ?? REPOSITORY,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    alive.add(this.child);
    this.#lifeMsMax = options.lifeMsMax ?? LIFE_MS_MAX;
    const limit = setTimeout(() => this.child.kill('SIGKILL'), this.#lifeMsMax);
    this.child.stdout!.on('data', (chunk: Buffer) => this.#heard(() => (this.#stdout += chunk.toString())));
    this.child.stderr!.on('data', (chunk: Buffer) => this.#heard(() => (this.#stderr += chunk.toString())));
    this.finished = new Promise((resolve) => {
      this.child.on('close', (code, signal) => {
        clearTimeout(limit);
        alive.delete(this.child);
        resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr });
        this.#heard(() => undefined);
      });
    });
  }

  get output(): string {
    return this.#stdout + this.#stderr;
  }

  /** Resolves as soon as the output matches; rejects when the process ends without it, or has not in a third of its life. */
  async seen(pattern: RegExp): Promise<RegExpMatchArray> {
    let isLate = false;
    const limit = setTimeout(() => this.#heard(() => (isLate = true)), this.#lifeMsMax / 3);
    try {
      return await this.#matched(pattern, () => isLate);
    } finally {
      clearTimeout(limit);
    }
  }

  async #matched(pattern: RegExp, isLate: () => boolean): Promise<RegExpMatchArray> {
    for (;;) {
      const match = this.output.match(pattern);
      if (match !== null) return match;
      if (isLate()) throw new Error(`never came to ${pattern}:\n${this.output}`);
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        await this.finished;
        const last = this.output.match(pattern);
        if (last !== null) return last;
        throw new Error(`ended without ${pattern}:\n${this.output}`);
      }
      await new Promise<void>((resolve) => {
        const once = (): void => {
          this.#watchers.delete(once);
          resolve();
        };
        this.#watchers.add(once);
      });
    }
  }

  #heard(apply: () => void): void {
    apply();
    for (const watcher of [...this.#watchers]) watcher();
  }
}

/** Runs `codistill` to its end. */
export function codistill(
  args: readonly string[],
  options?: { env?: NodeJS.ProcessEnv; cwd?: string },
): Promise<Finished> {
  return new Running(args, options).finished;
}

/** A temporary directory that the test removes when it is over. */
export function temporaryDirectory(t: { after(hook: () => void): void }): string {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-test-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export interface SummaryPeer {
  readonly id: string;
  readonly network: string;
  readonly steps: number;
  readonly trainedSteps: number;
  readonly taughtShare: number;
  readonly testAccuracy: number;
  readonly testLoss: number;
  readonly testEce: number;
  readonly bitsPerCharacter: number | null;
  readonly perplexity: number | null;
  readonly ensembleAgreement: number;
  readonly best: { readonly step: number; readonly testAccuracy: number; readonly testLoss: number };
  readonly trainAccuracy: number | null;
  readonly valAccuracy: number;
  readonly samplesPerSecond: number;
  readonly waitFraction: number;
  readonly dataWaitFraction: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly restarts: number;
  readonly device: string;
}

export interface Summary {
  readonly warnings: readonly string[];
  readonly runId: string;
  readonly stoppedBy: string;
  readonly wallSeconds: number;
  readonly peers: readonly SummaryPeer[];
  readonly ensemble: {
    readonly testAccuracy: number;
    readonly testLoss: number;
    readonly bitsPerCharacter: number | null;
  };
  readonly agreement: number;
  readonly edges: RunSummary['edges'];
  readonly bottleneck: RunSummary['bottleneck'];
}

export function readSummary(runDir: string): Summary {
  return JSON.parse(readFileSync(join(runDir, 'summary.json'), 'utf8')) as Summary;
}

export type MetricRecord = Readonly<Record<string, unknown>>;

/** The records of `metrics.jsonl` so far. */
export function readRecords(runDir: string): MetricRecord[] {
  const path = join(runDir, 'metrics.jsonl');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as MetricRecord);
}

/** True while a process with this id exists and is not a zombie. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return !/\) Z /.test(stat);
}

/** Polls a condition that other processes bring about, within a bound. */
export async function eventually(condition: () => boolean, what: string, boundMs = 300_000): Promise<void> {
  const until = performance.now() + boundMs;
  while (!condition()) {
    if (performance.now() > until) throw new Error(`not within ${boundMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
