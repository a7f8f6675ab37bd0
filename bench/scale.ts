import { type ControlFigures, measureControlPlane } from './control-plane.js';
import { inTurns } from './interleaved.js';
import type { BenchOptions } from './options.js';
import { measureScaleCohort, type ScaleFigures } from './scale-cohort.js';
import type { Json, Section } from './section.js';
import { ratioOf, spreadOf, spreadText } from './spread.js';

const PEERS = [4, 64];
const TEACHERS = 3;
const STEP_MS = 250;
const SPAN_MS = 10_000;
const CONTROL_PEERS = [64, 1_000];
const JOINS = 5;
const QUICK = { peers: [4, 6], controlPeers: [4, 8], spanMs: 3_000, joins: 2 };

const TEXT = `What a large cohort costs ([scale.md](scale.md) says what limits it).

**Cohorts.** Peers on \`random:${TEACHERS}\`, each a process with the product's two threads but a trainer that only exchanges: 128 × 10 logits
every ${STEP_MS} ms, strict, other teachers every 5 s; real nats-server and coordinator, all on this machine. Cohorts take turns. Shares
are of one core, of the time in which all peers exchanged; a peer's main thread is the median one's, then the busiest's. NATS counts
what goes in and out of nats-server.

**Control planes.** As many connections as peers, which join, send a heartbeat every 500 ms and hear announcements; real nats-server and
coordinator. "Seen by all": from a request to join until the last connection has the announcement that lists who asked (n = ${JOINS}).`;

interface ScaleData {
  readonly cohorts: readonly ScaleFigures[];
  readonly control: readonly ControlFigures[];
}

/** The price of a cohort of many, to its coordinator, its peers and NATS. */
export async function measureScale(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const { quick, repeats } = options;
  const sizes = options.peers ?? (quick ? QUICK.peers : PEERS);
  const spanMs = quick ? QUICK.spanMs : SPAN_MS;
  const turns = await inTurns(sizes, repeats, async (peers) => {
    const figures = await measureScaleCohort({ peers, teachers: TEACHERS, stepMs: STEP_MS, spanMs });
    progress(`${peers} peers: ${JSON.stringify(figures)}`);
    return figures;
  });
  const control: ControlFigures[] = [];
  for (const peers of quick ? QUICK.controlPeers : CONTROL_PEERS) {
    control.push(await measureControlPlane(peers, { spanMs, joins: quick ? QUICK.joins : JOINS }));
    progress(`${peers} control planes: ${JSON.stringify(control.at(-1))}`);
  }
  const data: ScaleData = { cohorts: turns.flat(), control };
  return {
    id: 'scale',
    title: 'Many peers',
    text: TEXT,
    tables: [cohortTable(turns), controlTable(control)],
    data: data as unknown as Json,
  };
}

function cohortTable(turns: readonly (readonly ScaleFigures[])[]): Section['tables'][number] {
  const of = (
    figures: readonly ScaleFigures[],
    pick: (one: ScaleFigures) => number,
    digits: number,
  ): string => spreadText(spreadOf(figures.map(pick)), digits);
  return {
    caption: 'Cohorts:',
    columns: [
      'peers',
      'steps/s',
      'coordinator, %',
      'main thread, %',
      'busiest, %',
      '÷ first row',
      'NATS messages/s',
      'NATS KB/s',
    ],
    rows: turns.map((figures) => [
      String(figures[0]!.peers),
      of(figures, (one) => one.stepsPerSecond, 1),
      of(figures, (one) => 100 * one.coordinatorShare, 1),
      of(figures, (one) => 100 * one.mainThreadShare, 2),
      of(figures, (one) => 100 * one.mainThreadShareMax, 2),
      spreadText(
        ratioOf(
          figures.map((one) => one.mainThreadShare),
          turns[0]!.map((one) => one.mainThreadShare),
        ),
        2,
      ),
      of(figures, (one) => one.natsMessagesPerSecond, 0),
      of(figures, (one) => one.natsBytesPerSecond / 1_000, 1),
    ]),
  };
}

function controlTable(control: readonly ControlFigures[]): Section['tables'][number] {
  return {
    caption: 'Control planes:',
    columns: [
      'peers',
      'coordinator, %',
      'announcements/s',
      'B/s to each',
      'longest, KB',
      'a join is seen by all, ms',
      'all have joined, s',
    ],
    rows: control.map((one) => [
      String(one.peers),
      (100 * one.coordinatorShare).toFixed(1),
      one.announcementsPerSecond.toFixed(1),
      one.announcedBytesPerSecond.toFixed(0),
      (one.announcementBytesMax / 1_000).toFixed(1),
      spreadText(spreadOf(one.joinSeenMs), 0),
      (one.formedMs / 1_000).toFixed(1),
    ]),
  };
}
