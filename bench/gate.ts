import process from 'node:process';
import { teachingTargets } from '../peer/core/teaching/targets.js';
import { TeacherWatch } from '../peer/core/teaching/teacher-watch.js';
import type { Teaching } from '../peer/core/teaching/teaching.js';
import { randomStream } from '../proto/random.js';
import { parseRunSpec } from '../proto/run-spec.js';
import { inTurns } from './interleaved.js';
import type { BenchOptions } from './options.js';
import type { Json, Section } from './section.js';
import { spreadOf, spreadText } from './spread.js';
import { trialStepMs } from './trained-cohort.js';

const ROWS = 128;
const CLASSES = 10;
const CALLS = 500;
const QUICK_CALLS = 50;

const TEXT = `The price of robust teaching: processor time of the trainer's thread for one step's batch of ${ROWS} × ${CLASSES}, in one process, in turns.
The watch looks at every teaching, with the gate or without; targets are the mean of the teachers' probabilities, or their trimmed
mean, which begins with three teachers. Shares are of the step of two MLPs in lockstep, as launched in the same run.`;

interface GateFigures {
  readonly stepMs: number;
  /** Microseconds a step, by what was done, in each repeat. */
  readonly workUs: Readonly<Record<string, readonly number[]>>;
}

/** The price of the gate and of the trimmed mean, beside the step of two MLPs. */
export async function measureGate(
  { repeats, quick }: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const works = worksOf();
  const names = Object.keys(works);
  const stepMs = await trialStepMs({ network: 'mlp', batch: ROWS, peers: 2 });
  const turns = await inTurns(names, repeats, async (name) =>
    callUs(works[name]!, quick ? QUICK_CALLS : CALLS),
  );
  const workUs = Object.fromEntries(names.map((name, i) => [name, turns[i]!]));
  progress(`a step of ${stepMs.toFixed(2)} ms: ${JSON.stringify(workUs)}`);
  const data: GateFigures = { stepMs, workUs };
  return {
    id: 'gate',
    title: 'The price of robust teaching',
    text: TEXT,
    tables: [gateTable(data)],
    data: data as unknown as Json,
  };
}

function worksOf(): Readonly<Record<string, () => void>> {
  const random = randomStream(1, 'jitter', 0);
  const logits = (): Float32Array =>
    Float32Array.from({ length: ROWS * CLASSES }, () => 4 * random.uniform() - 2);
  const own = logits();
  const labels = Int32Array.from({ length: ROWS }, () => random.integer(0, CLASSES - 1));
  const teachers = ['a', 'b', 'c'].map((peerId): Teaching => ({ peerId, logits: logits(), weight: 1 }));
  const watched = (count: number, gate: boolean): (() => void) => {
    const watch = new TeacherWatch('own', CLASSES, gate);
    return () => watch.judge(teachers.slice(0, count), own, labels);
  };
  const { distillation } = parseRunSpec({});
  const targets = (rule: 'mean' | 'trimmed-mean'): (() => void) => {
    const terms = { form: 'probabilities', temperature: 1, standardize: false } as const;
    const choice = { ...distillation, ...terms, targets: rule };
    return () => teachingTargets(teachers, own, labels, choice, CLASSES);
  };
  return {
    'watch, 1 teacher': watched(1, false),
    'watch with gate, 1 teacher': watched(1, true),
    'watch, 3 teachers': watched(3, false),
    'watch with gate, 3 teachers': watched(3, true),
    'mean, 3 teachers': targets('mean'),
    'trimmed mean, 3 teachers': targets('trimmed-mean'),
  };
}

/** Processor time of one call, microseconds, after a tenth as many to warm up. */
function callUs(work: () => void, calls: number): number {
  for (let i = 0; i < calls / 10; i++) work();
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

function gateTable({ stepMs, workUs }: GateFigures): Section['tables'][number] {
  return {
    caption: `A step of two MLPs took ${stepMs.toFixed(2)} ms:`,
    columns: ['each step', 'µs', 'of the step, %'],
    rows: Object.entries(workUs).map(([name, values]) => [
      name,
      spreadText(spreadOf(values), 0),
      spreadText(spreadOf(values.map((us) => us / (10 * stepMs))), 1),
    ]),
  };
}
