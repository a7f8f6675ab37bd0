import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runCoordinator } from '../coordinator/main.js';
import { parseRunSpec } from '../proto/run-spec.js';
import { startTestNatsServer } from '../test/support/nats-server.js';
import type { ControlNotes, ControlWork } from './control-peers.js';

const STEPS_PER_SECOND = 10;
const ROUND_STEPS = 50;
const SAMPLE_MS = 250;

/** The price of a cohort’s control plane. */
export interface ControlFigures {
  readonly peers: number;
  /** Of one core: the coordinator's process, while nothing changes but rounds. */
  readonly coordinatorShare: number;
  readonly announcementsPerSecond: number;
  /** To each peer. */
  readonly announcedBytesPerSecond: number;
  readonly announcementBytesMax: number;
  readonly joinSeenMs: readonly number[];
  /** From the first connection to the last answer to a join. */
  readonly formedMs: number;
}

/**
 * A real nats-server and coordinator (in this process) with as many connections as peers, in one other process, which only
 * join, send heartbeats and hear announcements.
 */
export async function measureControlPlane(
  peers: number,
  { spanMs, joins }: Pick<ControlWork, 'spanMs' | 'joins'>,
): Promise<ControlFigures> {
  const server = await startTestNatsServer();
  const ending = new AbortController();
  const samples: { readonly atMs: number; readonly cpuMs: number }[] = [];
  const sampling = setInterval(() => {
    const { user, system } = process.cpuUsage();
    samples.push({ atMs: Date.now(), cpuMs: (user + system) / 1_000 });
  }, SAMPLE_MS);
  try {
    const spec = parseRunSpec({
      peers: Array.from({ length: peers }, (_, i) => ({ id: `peer-${i}` })),
      exchange: { graph: 'random:3' },
      rounds: { steps: ROUND_STEPS, joinTimeoutMs: 600_000 },
    });
    const runId = 'control-plane';
    const { signal } = ending;
    const coordinator = runCoordinator({ runId, natsUrl: server.url, spec, log: () => {}, signal });
    const work: ControlWork = {
      natsUrl: server.url,
      runId,
      spec,
      stepsPerSecond: STEPS_PER_SECOND,
      spanMs,
      joins,
    };
    const notes = await controlPeers(work);
    ending.abort();
    await coordinator;
    const within = samples.filter(({ atMs }) => atMs >= notes.fromMs && atMs <= notes.untilMs);
    const [first, last] = [within[0]!, within.at(-1)!];
    const seconds = (notes.untilMs - notes.fromMs) / 1_000;
    return {
      peers,
      coordinatorShare: (last.cpuMs - first.cpuMs) / (last.atMs - first.atMs),
      announcementsPerSecond: notes.announcements / seconds,
      announcedBytesPerSecond: notes.announcedBytes / seconds,
      announcementBytesMax: notes.announcementBytesMax,
      joinSeenMs: notes.joinSeenMs,
      formedMs: notes.formedMs,
    };
  } finally {
    clearInterval(sampling);
    ending.abort();
    await server.stop();
  }
}

async function controlPeers(work: ControlWork): Promise<ControlNotes> {
  const entry = fileURLToPath(new URL('./control-peers.js', import.meta.url));
  const child = spawn(process.execPath, [entry], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(work));
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`the peers ended with code ${code}`);
  return JSON.parse(output) as ControlNotes;
}
