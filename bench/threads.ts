import { availableParallelism } from 'node:os';
import { runFacts } from '../scripts/launch/run-facts.js';
import { inTurns } from './interleaved.js';
import { mergeRows } from './merge.js';
import type { BenchOptions } from './options.js';
import type { Json, Section } from './section.js';
import { ratioOf, spreadOf, spreadText } from './spread.js';
import { type Cohort, launchedSteps, trainCohort, trialStepMs } from './trained-cohort.js';

const NETWORKS = ['mlp', 'cnn', 'resnet20'];
const BATCHES = [128];

/** How long each training lasts, about, milliseconds. */
const SLICE_MS = 6_000;
const QUICK_SLICE_MS = 1_000;

const TEXT = `How peers should share a machine's cores: cohorts of half as many, as many and twice as many peers as there are
cores, launched in lockstep with \`--threads 1\` (each peer's TensorFlow computes with one thread) and with one thread for
each core of the machine. The two take turns; samples a second of one peer, the ratio within each repeat. Without
\`--threads\` a peer has its whole share of the cores, and at least one: the first form where there are at least as many
peers as cores, the second where one peer has them all.`;

/** One cohort, with few and with many threads. */
interface ThreadsResult extends Cohort {
  readonly cores: number;
  readonly measuredAt: string;
  readonly commit: string | null;
  /** Samples a second of one peer, means over the cohort. */
  readonly oneThread: readonly number[];
  readonly allThreads: readonly number[];
}

/** How many threads each peer should compute with. */
export async function measureThreads(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const cores = availableParallelism();
  const peers = options.peers ?? (options.quick ? [cores] : [Math.ceil(cores / 2), cores, 2 * cores]);
  const networks = options.networks ?? (options.quick ? ['mlp'] : NETWORKS);
  const measured: ThreadsResult[] = [];
  for (const network of networks) {
    for (const batch of options.batches ?? BATCHES) {
      for (const count of peers) {
        const result = await measureCohort({ network, batch, peers: count }, cores, options);
        measured.push(result);
        progress(rowOf(result).join(', '));
      }
    }
  }
  const known = (options.known ?? []) as unknown as readonly ThreadsResult[];
  const results = mergeRows(known, measured, NETWORKS);
  const columns = ['network, batch', 'peers', 'cores', '1 thread each', 'a thread for each core', 'ratio'];
  return {
    id: 'threads',
    title: 'Threads',
    text: TEXT,
    tables: [{ columns, rows: results.map(rowOf) }],
    data: results as unknown as Json,
  };
}

async function measureCohort(cohort: Cohort, cores: number, options: BenchOptions): Promise<ThreadsResult> {
  const sliceMs = options.quick ? QUICK_SLICE_MS : SLICE_MS;
  const steps = launchedSteps(sliceMs, await trialStepMs(cohort));
  const rates = async (threads: number): Promise<number> =>
    (await trainCohort(cohort, steps, { threads })).samplesPerSecond;
  const [oneThread, allThreads] = await inTurns([1, cores], options.repeats, rates);
  const { startedAt, commit } = runFacts();
  return { ...cohort, cores, measuredAt: startedAt, commit, oneThread: oneThread!, allThreads: allThreads! };
}

function rowOf({ network, batch, peers, cores, oneThread, allThreads }: ThreadsResult): string[] {
  return [
    `${network}, ${batch}`,
    String(peers),
    String(cores),
    spreadText(spreadOf(oneThread), 0),
    spreadText(spreadOf(allThreads), 0),
    spreadText(ratioOf(allThreads, oneThread), 2),
  ];
}
