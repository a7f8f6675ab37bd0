import { readdirSync, readFileSync } from 'node:fs';
import { braked } from './brake.js';
import { eventually, isAlive, type MetricRecord, Running, readRecords } from './launch.js';

/** Small steps of a task that is easily learned. */
export const SMALL_STEPS = [
  '--data',
  'synthetic:classes=6,size=6x6x1,train=2400,test=200,noise=1',
  '--network',
  'mlp:24',
  '--batch',
  '32',
  '--round-steps',
  '20',
] as const;

/** A run long enough to hurt in the middle: some 15 seconds of small steps with three peers on two cores. */
export const LONG_RUN = [...SMALL_STEPS, '--evaluate-every', '150'] as const;

/** Process id that the launcher printed last for a process. */
export function pidOf(run: Running, name: string): number {
  const pids = [...run.output.matchAll(new RegExp(`^${name}: started.*pid (\\d+)`, 'gm'))];
  if (pids.length === 0) throw new Error(`${name} was never started:\n${run.output}`);
  return Number(pids.at(-1)![1]);
}

/** Children of a process, from /proc. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((candidate) => {
      try {
        const stat = readFileSync(`/proc/${candidate}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false; // it ended between the listing and the reading
      }
    });
}

/** Starts a run and waits until every peer trains. */
export async function trainingRun(runDir: string, args: readonly string[]): Promise<Running> {
  const run = new Running(['launch', '--run-dir', runDir, ...LONG_RUN, ...args]);
  await comesTo(run, () => peersInRecords(runDir, 'step').size === peerCount(args), 'every peer trains');
  return run;
}

/** Milliseconds that a batch of a braked run takes: 900 steps take 45 seconds at least. */
const BRAKED_MS = 50;

/**
 * Arguments with those of peers that go on slowly until they are released.
 *
 * @param batchMs - Of few steps each takes long: what comes after the release is short then.
 */
export function brakedArgs(
  t: { after(hook: () => void): void },
  args: readonly string[],
  batchMs: number = BRAKED_MS,
): { readonly args: readonly string[]; release(): void } {
  const { view, release } = braked(t, 32, batchMs);
  const peers = Array.from({ length: peerCount(args) }, () => ['--peer', `view=${view}`]).flat();
  return { args: [...args, ...peers], release };
}

/** Starts a run that goes on slowly until it is released, and waits until every peer trains. */
export async function brakedRun(
  t: { after(hook: () => void): void },
  runDir: string,
  wishes: readonly string[],
): Promise<{ readonly run: Running; readonly args: readonly string[]; release(): void }> {
  const { args, release } = brakedArgs(t, wishes);
  return { run: await trainingRun(runDir, args), args, release };
}

/** Waits until a run that goes on meanwhile has come so far. */
async function comesTo(run: Running, condition: () => boolean, what: string): Promise<void> {
  await eventually(() => {
    if (run.child.exitCode !== null) throw new Error(`ended too early:\n${run.output}`);
    return condition();
  }, what);
}

/** Launches a run without an end and stops it as soon as it came so far, whatever the machine's pace. */
export async function runUntil(
  runDir: string,
  args: readonly string[],
  condition: () => boolean,
  what: string,
): Promise<void> {
  const run = new Running(['launch', '--run-dir', runDir, ...args, '--steps', '1000000']);
  await comesTo(run, condition, what);
  run.child.kill('SIGINT');
  await run.finished;
}

function peerCount(args: readonly string[]): number {
  const at = args.indexOf('--peers');
  return at === -1 ? 2 : Number(args[at + 1]);
}

export function peersInRecords(runDir: string, kind: string): Set<unknown> {
  return new Set(
    readRecords(runDir)
      .filter((record) => record.kind === kind)
      .map((record) => record.peer),
  );
}

/** The `step` records of one peer, in the order they were written. */
export function stepRecords(runDir: string, peer: string): MetricRecord[] {
  return readRecords(runDir).filter((record) => record.kind === 'step' && record.peer === peer);
}

/** Every process that a launcher started and the processes those started. */
export function familyOf(run: Running): number[] {
  const first = [...run.output.matchAll(/^\S+: started.*pid (\d+)/gm)].map((match) => Number(match[1]));
  return [...first, ...first.flatMap(childrenOf)];
}

/** Fails when one of these processes lives on. */
export async function allGone(pids: readonly number[]): Promise<void> {
  await eventually(() => !pids.some(isAlive), `these end: ${pids.join(', ')}`);
}

/** Keeps a launcher from starting anything again until something has happened: it stands still meanwhile. */
export async function withoutRestarts(run: Running, happens: () => Promise<void>): Promise<void> {
  run.child.kill('SIGSTOP');
  try {
    await happens();
  } finally {
    run.child.kill('SIGCONT');
  }
}
