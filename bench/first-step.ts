import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** How one peer came to its first step, as its `start-up` record in `metrics.jsonl` tells. */
export interface PeerStart {
  /** From the launcher's start to the end of the peer's first step. */
  readonly totalMs: number;
  /** `launcher` is what passed before the peer's own process started; the other parts are the peer's. */
  readonly partsMs: Readonly<Record<string, number>>;
}

const POLL_MS = 50;
const FIRST_STEP_MS_MAX = 3 * 60_000;

/**
 * Launches a cohort as a user does, and interrupts it once all peers have trained their first step.
 *
 * @param cacheDir - The per-user cache for this launch.
 * @returns The peer that was last.
 * @throws {Error} With the launcher's last words, when a peer does not come so far.
 */
export async function launchToFirstStep(
  args: readonly string[],
  peers: number,
  cacheDir: string,
): Promise<PeerStart> {
  const directory = await mkdtemp(join(tmpdir(), 'codistill-bench-'));
  const runDir = join(directory, 'run');
  const program = fileURLToPath(new URL('../programs/codistill.js', import.meta.url));
  const launchedAtMs = Date.now();
  const child = spawn(process.execPath, [program, 'launch', '--run-dir', runDir, ...args], {
    env: { ...process.env, CODISTILL_CACHE: cacheDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    return await lastOf(child, join(runDir, 'metrics.jsonl'), peers, launchedAtMs);
  } finally {
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGINT');
    await ended;
    await rm(directory, { recursive: true, force: true });
  }
}

async function lastOf(
  child: ChildProcess,
  file: string,
  peers: number,
  launchedAtMs: number,
): Promise<PeerStart> {
  let errors = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-4_000);
  });
  while (child.exitCode === null && Date.now() - launchedAtMs < FIRST_STEP_MS_MAX) {
    const starts = existsSync(file) ? peerStarts(readFileSync(file, 'utf8'), launchedAtMs) : [];
    if (starts.length === peers) return starts.reduce((a, b) => (b.totalMs > a.totalMs ? b : a));
    await delay(POLL_MS);
  }
  throw new Error(`no first step after ${Date.now() - launchedAtMs} ms:\n${errors}`);
}

/**
 * The `start-up` records among the lines of a `metrics.jsonl`.
 *
 * @param launchedAtMs - Milliseconds since 1970.
 */
export function peerStarts(text: string, launchedAtMs: number): PeerStart[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line.includes('"start-up"'))
    .map((line) => {
      const { firstStepAt, partsMs } = JSON.parse(line) as {
        firstStepAt: string;
        partsMs: Record<string, number>;
      };
      const totalMs = Date.parse(firstStepAt) - launchedAtMs;
      const ownMs = Object.values(partsMs).reduce((sum, partMs) => sum + partMs, 0);
      return { totalMs, partsMs: { launcher: totalMs - ownMs, ...partsMs } };
    });
}
