import { LIMITS } from '../proto/limits.js';
import { type LatencyFigures, measureLatency } from './exchange-latency.js';
import type { ExchangeStage } from './exchange-trainer.js';
import { growthTables } from './growth-table.js';
import type { BenchOptions } from './options.js';
import type { Json, Section } from './section.js';

const PEERS = [1, 2, 4, 8];
const CLASSES = [10, 100, 1_000, 10_000, 50_000];
const BATCHES = [32, 128, 512, 1_024];

/** Approximate time of each stage, in milliseconds. */
const STAGE_MS = 1_000;
const EXCHANGES_MIN = 20;
const EXCHANGES_MAX = 1_000;
/** Share of the exchanges that come before the noted ones. */
const WARM_UP = 0.3;

const TEXT = `How the cost of one exchange grows with peers, classes and batch: the product as in "The price of exchange", alone,
without training; every peer teaches every other. A span is that from the trainer's call to its return, when every peer
calls at once; all peers share this machine's cores, which also carry every other peer's share of the work. One cohort for
each number of peers and classes; ${EXCHANGES_MIN} to ${EXCHANGES_MAX} exchanges a figure, as many as take a second, after a third as
many to warm up. With one peer there is nobody to hear: what remains is the way from the trainer's thread to the I/O thread
and back.

A prediction travels as one frame of at most ${LIMITS.payloadBytesMax / 1024 ** 2} MiB: batch × classes × 4 bytes. A peer whose batch would need more says so at
its start (\`ERR_CONFIG\`) and names the largest batch that fits: ${CLASSES.slice(-2)
  .map((classes) => `${batchMax(classes)} samples of ${classes.toLocaleString('en')} classes`)
  .join(', ')}.`;

/** Item 4 of the benchmark: how cost grows with peers, classes and batch. */
export async function measureGrowth(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const figures: LatencyFigures[] = [];
  for (const peers of options.peers ?? (options.quick ? [2] : PEERS)) {
    for (const classes of CLASSES) {
      const batches = (options.batches ?? BATCHES).filter((rows) => rows <= batchMax(classes));
      if (batches.length === 0) continue;
      const stages = batches.map((rows) => stageOf(peers, rows, classes));
      const measured = await measureLatency(peers, classes, stages);
      figures.push(...measured);
      const p50s = measured.map(({ rows, p50Ms }) => `${rows}: ${p50Ms.toFixed(2)}`);
      progress(`${peers} peers, ${classes} classes, p50 ms by batch: ${p50s.join(', ')}`);
    }
  }
  const known = (options.known ?? []) as unknown as readonly LatencyFigures[];
  const all = [...known.filter((old) => !figures.some((one) => isSame(old, one))), ...figures];
  all.sort((a, b) => a.peers - b.peers || a.classes - b.classes || a.rows - b.rows);
  return {
    id: 'growth',
    title: 'How cost grows',
    text: TEXT,
    tables: growthTables(all),
    data: all as unknown as Json,
  };
}

function isSame(a: LatencyFigures, b: LatencyFigures): boolean {
  return a.peers === b.peers && a.classes === b.classes && a.rows === b.rows;
}

/** The largest batch whose predictions fit into one frame. */
export function batchMax(classes: number): number {
  return Math.floor(LIMITS.payloadBytesMax / 4 / classes);
}

/** As many exchanges as take about `STAGE_MS`, guessed from what all peers together have to move. */
export function stageOf(peers: number, rows: number, classes: number): ExchangeStage {
  const movedBytes = peers * Math.max(1, peers - 1) * rows * classes * 4;
  const guessMs = 0.3 * peers + movedBytes / 500_000;
  const fitting = Math.round(STAGE_MS / guessMs);
  const exchanges = Math.min(EXCHANGES_MAX, Math.max(EXCHANGES_MIN, fitting));
  return { rows, warmUps: Math.ceil(WARM_UP * exchanges), exchanges };
}
