import { type ChildProcess, spawn } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type LogLine, runCoordinator } from '../coordinator/main.js';
import { parseRunSpec } from '../proto/run-spec.js';
import { PEER_HEAP } from '../scripts/launch/child-arguments.js';
import { plainEnvironment } from '../scripts/launch/child-environment.js';
import { chooseNatsPort, natsServerCommand, waitForPort } from '../scripts/launch/nats-plan.js';
import type { ExchangePeerOptions } from './exchange-peer.js';
import { type ExchangeSpans, type ExchangeWork, stepsOf } from './exchange-trainer.js';

/** Nothing that is measured here takes nearly as long. */
const COHORT_MS_MAX = 240_000;

/** How a cohort differs from two or more peers that teach each other as fast as they can. */
export interface CohortWishes {
  /** @default every other peer */
  readonly graph?: string;
  /** @default one for all steps */
  readonly roundSteps?: number;
  /** Called once nats-server is up, with the port where it tells its figures. */
  readonly watch?: (monitorPort: number) => void;
  /** A server that runs already. @default one of its own */
  readonly natsUrl?: string;
  /** Told of what the coordinator decides. */
  readonly log?: (line: LogLine) => void;
}

/**
 * Runs a cohort on loopback whose trainers do nothing but exchange: real nats-server, real coordinator (in this process:
 * it has no part in an exchange), each peer in a process of its own.
 *
 * @returns What every peer noted, stage by stage, all peers of a stage together.
 * @throws {Error} When a peer fails or an answer lacked a teacher: the figures would be of something else.
 */
export async function runExchangeCohort(
  peers: number,
  work: ExchangeWork,
  { graph = 'all', roundSteps = stepsOf(work), watch, natsUrl: given, log = () => {} }: CohortWishes = {},
): Promise<readonly ExchangeSpans[]> {
  const runDir = await mkdtemp(join(tmpdir(), 'codistill-exchange-'));
  const ending = new AbortController();
  const children: ChildProcess[] = [];
  try {
    const natsUrl = given ?? (await startServer(runDir, children, watch));
    const spec = parseRunSpec({
      peers: Array.from({ length: peers }, (_, i) => ({ id: `peer-${i}` })),
      data: { name: 'synthetic' },
      // Every answer has every teacher, however long megabytes take.
      exchange: { quorum: 'all', graph },
      // One round: at a thousand steps a second, heartbeats every half second cannot close rounds of 20 in time.
      rounds: { steps: roundSteps, peersMin: peers },
    });
    const runId = 'exchange';
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(COHORT_MS_MAX)]);
    setMaxListeners(2 * peers + 10, signal);
    const coordinator = runCoordinator({ runId, natsUrl, spec, log, signal });
    const processes = spec.peers.map(({ id: peerId }) => {
      const options: ExchangePeerOptions = {
        runId,
        peerId,
        natsUrl,
        runDir,
        cacheDir: runDir,
        dataDir: JSON.stringify(work),
        spec,
        bind: 'tcp://127.0.0.1:*',
        beyondLoopback: false,
      };
      const entry = fileURLToPath(new URL('./exchange-peer.js', import.meta.url));
      return start(process.execPath, [...PEER_HEAP, entry, JSON.stringify(options)], 'inherit');
    });
    children.push(...processes);
    await Promise.all([coordinator, ...processes.map((child) => finished(child, signal))]);
    return await readSpans(join(runDir, 'metrics.jsonl'));
  } finally {
    ending.abort();
    await Promise.all(children.map(ended));
    await rm(runDir, { recursive: true, force: true });
  }
}

async function startServer(
  runDir: string,
  children: ChildProcess[],
  watch: CohortWishes['watch'],
): Promise<string> {
  const port = await chooseNatsPort(undefined);
  const monitorPort = await chooseNatsPort(undefined);
  const { command, args } = natsServerCommand(join(runDir, 'nats'), { port });
  args.push('--http_port', String(monitorPort));
  const nats = start(command, args, 'ignore'); // it logs to standard error
  children.push(nats);
  await waitForPort(port, 'its output', () => nats.exitCode !== null);
  watch?.(monitorPort);
  return `nats://127.0.0.1:${port}`;
}

/** A process that ends with this one. */
function start(command: string, args: readonly string[], errors: 'inherit' | 'ignore'): ChildProcess {
  const env = { ...plainEnvironment(process.env), CODISTILL_LOG_LEVEL: 'warn' };
  return spawn(command, args, { env, stdio: ['pipe', 'ignore', errors] });
}

/** Asks a process to end, and waits for it: what guards nats-server passes the signal on, but not `SIGKILL`. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function finished(child: ChildProcess, signal: AbortSignal): Promise<void> {
  const [code] = (await once(child, 'exit', { signal })) as [number | null];
  if (code !== 0) throw new Error(`a peer ended with code ${code}`);
}

async function readSpans(file: string): Promise<readonly ExchangeSpans[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  const spans = lines
    .map((line) => JSON.parse(line) as { kind: string })
    .filter((record): record is ExchangeSpans => record.kind === 'spans');
  const incomplete = spans.reduce((sum, one) => sum + one.incomplete, 0);
  if (incomplete > 0) throw new Error(`${incomplete} exchanges went without a teacher`);
  return spans;
}
