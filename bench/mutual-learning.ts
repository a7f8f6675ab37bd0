import { availableParallelism } from 'node:os';
import { runFacts } from '../scripts/launch/run-facts.js';
import { type Contender, type ContenderPlan, withContenders } from './contender.js';
import { inTurns } from './interleaved.js';
import { mergeRows } from './merge.js';
import { type MutualLearningResult, mutualLearningTable } from './mutual-learning-table.js';
import type { BenchOptions } from './options.js';
import { installPython, pythonEnvironment, pythonScript, TORCH_VERSION } from './python-tools.js';
import type { Json, Section } from './section.js';
import { launchedSteps, trainCohort } from './trained-cohort.js';
import { fastestVariant, timesText } from './variant-trial.js';

const NETWORKS = ['mlp', 'cnn', 'resnet20'];
const BATCHES = [128];
const PEERS = [2, 4];

/** Without `torch.compile`: on CPUs it was the slower one for the convolutional networks, alone (`one-peer.ts`), and takes minutes. */
const VARIANTS = ['default', 'channels-last'];

/** How long each form trains at a time, about, milliseconds. */
const SLICE_MS = 4_000;
const QUICK_SLICE_MS = 1_000;

/** PyTorch's forms are timed as they run. */
const STEPS_MIN = 5;

const TEXT = `Deep mutual learning (Zhang et al. 2018) of equal networks: temperature 1, weight 1, simultaneous updates, a
fresh exchange at every step. Samples a second of one peer, once training runs smoothly (without start-up and
evaluation). \`codistill\` is \`codistill launch\` with its defaults on synthetic data, its figure the mean over its peers;
PyTorch in one process holds all networks there; over gloo each network has a process, its share of the cores, and the
others' logits by \`all_gather\`. Each PyTorch form has the faster of the default memory layout and channels_last, takes
its batches from memory ready-made, and has the fused optimizer. The three take turns of about ${SLICE_MS / 1000} s in
rotating order; ratios are taken within each repeat, against the PyTorch form with the better median.`;

interface Comparison {
  readonly network: string;
  readonly batch: number;
  readonly peers: number;
  readonly python: string;
  readonly options: BenchOptions;
  readonly progress: (line: string) => void;
}

/** Item 2 of the benchmark: samples a second of each peer of a cohort. */
export async function measureMutualLearning(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const python = await installPython(options.cacheDir, progress);
  const measured: MutualLearningResult[] = [];
  for (const network of options.networks ?? (options.quick ? ['cnn'] : NETWORKS)) {
    for (const batch of options.batches ?? BATCHES) {
      for (const peers of options.peers ?? PEERS) {
        const say = (line: string): void => progress(`${peers} peers, ${network}, ${batch}: ${line}`);
        measured.push(await measureCohort({ network, batch, peers, python, options, progress: say }));
      }
    }
  }
  const known = (options.known ?? []) as unknown as readonly MutualLearningResult[];
  const results = mergeRows(known, measured, NETWORKS);
  return {
    id: 'mutual-learning',
    title: 'Mutual learning',
    text: TEXT,
    tables: [mutualLearningTable(results)],
    data: results as unknown as Json,
    versions: { torch: TORCH_VERSION },
  };
}

async function measureCohort(comparison: Comparison): Promise<MutualLearningResult> {
  const { network, batch, peers, options, progress } = comparison;
  const oneProcess = (variant: string): ContenderPlan => torchPlan(comparison, 'torch_mutual.py', variant);
  const gloo = (variant: string): ContenderPlan => torchPlan(comparison, 'torch_gloo.py', variant);
  const inOne = await fastestVariant(VARIANTS, oneProcess, options, progress);
  const overGloo = await fastestVariant(VARIANTS, gloo, options, progress);
  return withContenders([oneProcess(inOne.variant), gloo(overGloo.variant)], async (contenders) => {
    const sliceMs = options.quick ? QUICK_SLICE_MS : SLICE_MS;
    const waitFractions: number[] = [];
    const forms = [
      async () => {
        const stepMs = Math.min(...overGloo.trialsMs[overGloo.variant]!);
        const run = await trainCohort(comparison, launchedSteps(sliceMs, stepMs));
        waitFractions.push(run.waitFraction);
        return run.samplesPerSecond;
      },
      ...contenders.map((contender) => () => samplesPerSecond(contender, batch, sliceMs)),
    ];
    const rates = await inTurns(forms, options.repeats, (form) => form());
    const names = ['codistill', ...contenders.map(({ name }) => name)];
    for (const [i, name] of names.entries()) progress(`${name}: ${timesText(rates[i]!)} samples/s`);
    const { startedAt, commit } = runFacts();
    return {
      ...{ network, batch, peers, measuredAt: startedAt, commit },
      ourSamplesPerSecond: rates[0]!,
      ourWaitFractions: waitFractions,
      oneProcessVariant: inOne.variant,
      oneProcessSamplesPerSecond: rates[1]!,
      oneProcessTrialsMs: inOne.trialsMs,
      glooVariant: overGloo.variant,
      glooSamplesPerSecond: rates[2]!,
      glooTrialsMs: overGloo.trialsMs,
    };
  });
}

async function samplesPerSecond(contender: Contender, batch: number, sliceMs: number): Promise<number> {
  const roughStepMs = await contender.run(1, 3);
  return (batch * 1000) / (await contender.run(1, stepsFor(sliceMs, roughStepMs)));
}

function stepsFor(sliceMs: number, stepMs: number): number {
  return Math.max(STEPS_MIN, Math.round(sliceMs / stepMs));
}

function torchPlan(
  { network, batch, peers, python, options }: Comparison,
  script: string,
  variant: string,
): ContenderPlan {
  const asked = { network, batch, peers, variant, threads: availableParallelism() };
  return {
    name: `${script.replace('.py', '')} ${variant}`,
    command: python,
    args: [pythonScript(script), JSON.stringify(asked)],
    environment: pythonEnvironment(options.cacheDir),
  };
}
