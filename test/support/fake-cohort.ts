import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type CoordinatorOutcome, runCoordinator } from '../../coordinator/main.js';
import type { PeerLog } from '../../peer/io/peer-log.js';
import { type PeerOptions, type PeerOutcome, runPeer } from '../../peer/main.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
import type { FakeTraining } from './fake-trainer.js';
import { startTestNatsServer, type TestNatsServer } from './nats-server.js';

/** A run in this process: a real nats-server, the real coordinator, real peers, but trainers that only exchange. */
export interface FakeCohort {
  readonly runId: string;
  readonly runDir: string;
  readonly spec: RunSpec;
  readonly nats: TestNatsServer;
  readonly coordinator: Promise<CoordinatorOutcome>;
  /** Lines logged by all peers so far. */
  readonly log: string[];
  startPeer(peerId: string, training: FakeTraining, wishes?: Partial<PeerOptions>): Promise<PeerOutcome>;
  records(): Promise<readonly Record<string, unknown>[]>;
}

export const FAKE_TRAINER = new URL('./fake-trainer.js', import.meta.url);

const PROGRAM = fileURLToPath(new URL('./peer-process.js', import.meta.url));

/** Starts all but the peers; everything ends with the test. */
export async function startFakeCohort(t: TestContext, wishes: Record<string, unknown>): Promise<FakeCohort> {
  const runDir = await mkdtemp(join(tmpdir(), 'codistill-peer-'));
  const nats = await startTestNatsServer();
  const spec = parseRunSpec({ rounds: { steps: 10, peersMin: 1, joinTimeoutMs: 15_000 }, ...wishes });
  const stop = new AbortController();
  const log: string[] = [];
  const runId = 'fake';
  const coordinator = runCoordinator({
    runId,
    natsUrl: nats.url,
    spec,
    log: ({ message }) => log.push(`coordinator: ${message}`),
    signal: stop.signal,
  });
  coordinator.catch((error: unknown) => log.push(`coordinator failed: ${String(error)}`));
  const peers: Promise<unknown>[] = [];
  t.after(async () => {
    stop.abort();
    await Promise.allSettled([...peers, coordinator]);
    await nats.stop();
    await rm(runDir, { recursive: true, force: true });
  });
  return {
    runId,
    runDir,
    spec,
    nats,
    coordinator,
    log,
    startPeer(peerId, training, options = {}) {
      const running = runPeer({
        runId,
        peerId,
        natsUrl: nats.url,
        runDir,
        cacheDir: runDir,
        dataDir: JSON.stringify(training),
        bind: 'tcp://127.0.0.1:*',
        beyondLoopback: false,
        log: lineLog(peerId, log),
        signal: stop.signal,
        trainerUrl: FAKE_TRAINER,
        ...options,
      });
      peers.push(running);
      running.catch(() => undefined);
      return running;
    },
    async records() {
      const text = await readFile(join(runDir, 'metrics.jsonl'), 'utf8');
      const lines = text.split('\n').slice(0, -1);
      return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    },
  };
}

/** A peer of the cohort in a process of its own, which a test can kill; it ends with the test. */
export function forkPeer(
  t: TestContext,
  cohort: FakeCohort,
  peerId: string,
  training: FakeTraining,
): ChildProcess {
  const options = {
    runId: cohort.runId,
    peerId,
    natsUrl: cohort.nats.url,
    runDir: cohort.runDir,
    cacheDir: cohort.runDir,
    dataDir: JSON.stringify(training),
    bind: 'tcp://127.0.0.1:*',
    beyondLoopback: false,
  };
  const child = fork(PROGRAM, [JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

export function lineLog(name: string, lines: string[]): PeerLog {
  const write =
    (level: string) =>
    (facts: object, message: string): void => {
      lines.push(`${name} ${level}: ${message} ${JSON.stringify(facts)}`);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
