import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signal } from '../test/chaos/family.js';
import { ObservedRun } from '../test/chaos/observed-run.js';
import { type Return, returnOf, usefulRate, type Window } from './goodput-figures.js';
import { type GoodputFigures, goodputTable, returnTable } from './goodput-table.js';
import { inTurns } from './interleaved.js';
import { drawKills, type Kill } from './kill-plan.js';
import type { BenchOptions } from './options.js';
import type { Json, Section } from './section.js';

const NETWORK = 'mlp';
const PEERS = 4;
const SEED = 1;

/** A peer dies in each interval of a run with kills; one without is shorter. */
const FULL = { intervals: 5, intervalMs: 60_000, undisturbedMs: 60_000 };
const QUICK = { intervals: 1, intervalMs: 30_000, undisturbedMs: 10_000 };

/** No run comes to its end by itself. */
const STEPS = 100_000_000;

const TEXT = `A cohort in lockstep on MNIST, launched with its defaults, once left alone for ${FULL.undisturbedMs / 1000} s and once for ${FULL.intervals} min with
kills (SIGKILL) by a plan that is drawn from a seed: a peer a minute out of one half of the cohort, the other half being the
survivors; the coordinator and nats-server once each. A step counts if it is in the weights at the end: what a dead process
had trained since its last checkpoint is lost. The two kinds of run take turns, and ratios are taken within each repeat. All
share this machine's cores, as everywhere in this document: while a peer is dead the others have its share of them, and
while it starts it takes more. "Kill → first step" is until the end of the first step that the new process trains with its
cohort; a record of what a step was taught comes every 20 steps. The parts are those of the start of a run; *launcher* is
until the new process exists, with the launcher's pause of a quarter of a second before a restart.`;

/** Item 8 of the benchmark: what is left of training when processes die. */
export async function measureGoodput(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const plan = options.quick ? QUICK : FULL;
  const network = options.networks?.[0] ?? NETWORK;
  const ids = Array.from({ length: options.peers?.[0] ?? PEERS }, (_, i) => `peer-${i}`);
  const survivors = ids.slice(0, Math.ceil(ids.length / 2));
  const victims = ids.slice(survivors.length);
  const returns: Return[] = [];
  const rates = { undisturbed: [] as number[], ofSurvivors: [] as number[], ofAll: [] as number[] };
  let seed = SEED;
  const turns = {
    async undisturbed(): Promise<void> {
      const { run, window } = await observed(network, ids, [], plan.undisturbedMs);
      rates.undisturbed.push(usefulRate(run.records.steps, ids, window));
      progress(`without kills: ${rates.undisturbed.at(-1)!.toFixed(1)} steps/s a peer`);
    },
    async disturbed(): Promise<void> {
      const kills = drawKills({ ...plan, seed: seed++, victims });
      const { run, window, killed } = await observed(network, ids, kills, plan.intervals * plan.intervalMs);
      rates.ofSurvivors.push(usefulRate(run.records.steps, survivors, window));
      rates.ofAll.push(usefulRate(run.records.steps, ids, window));
      for (const { role, atMs } of killed) {
        const back = returnOf(run.records, role, atMs);
        if (back === null) continue; // a server
        returns.push(back);
        progress(`${role} was back after ${(back.firstStep.totalMs / 1000).toFixed(2)} s`);
      }
    },
  };
  await inTurns([turns.undisturbed, turns.disturbed], options.repeats, (turn) => turn());
  const figures: GoodputFigures = {
    ...{ network, peers: ids.length, survivors: survivors.length },
    ...{ intervalSeconds: plan.intervalMs / 1000, ...rates, returns },
  };
  return {
    id: 'goodput',
    title: 'Goodput under kills',
    text: `${TEXT}\n\n${ids.length} peers of \`${network}\`, of which ${survivors.length} survive.`,
    tables: [goodputTable(figures), returnTable(figures)],
    data: figures as unknown as Json,
  };
}

interface Observed {
  readonly run: ObservedRun;
  readonly window: Window;
  /** Times are milliseconds since 1970. */
  readonly killed: readonly Kill[];
}

/** Lets a cohort train for a time from when all its peers do, kills by plan, and interrupts it. */
async function observed(
  network: string,
  peers: readonly string[],
  kills: readonly Kill[],
  forMs: number,
): Promise<Observed> {
  const directory = await mkdtemp(join(tmpdir(), 'codistill-bench-goodput-'));
  const args = ['--network', network, '--peers', String(peers.length), '--steps', String(STEPS)];
  const run = await ObservedRun.launch({ args, env: {}, peers, directory });
  try {
    const trains = (id: string): boolean => run.records.steps.some(({ peer }) => peer === id);
    await run.until(() => peers.every(trains), 'all peers train');
    const fromMs = Date.now();
    const killed: Kill[] = [];
    for (const { role, atMs } of kills) {
      await until(run, fromMs + atMs);
      signal(await run.pidOf(role), 'SIGKILL');
      killed.push({ role, atMs: Date.now() });
    }
    await until(run, fromMs + forMs);
    const toMs = Date.now();
    const isBack = ({ role, atMs }: Kill): boolean => returnOf(run.records, role, atMs) !== null;
    const dead = killed.filter(({ role }) => peers.includes(role));
    await run.until(() => dead.every(isBack), 'whoever was killed is back');
    return { run, killed, window: { fromMs, toMs } };
  } finally {
    signal(run.launcher, 'SIGINT');
    await run.running.finished;
    run.destroy();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Waits in pieces: what a run brings about has a bound. */
async function until(run: ObservedRun, atMs: number): Promise<void> {
  while (Date.now() < atMs) {
    const pieceMs = Math.min(atMs, Date.now() + 30_000);
    await run.until(() => Date.now() >= pieceMs, 'the time has passed');
  }
}
