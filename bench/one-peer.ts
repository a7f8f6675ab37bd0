import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { peerEnvironment } from '../scripts/launch/child-environment.js';
import { runFacts } from '../scripts/launch/run-facts.js';
import { type Contender, type ContenderPlan, withContenders } from './contender.js';
import { interleaved } from './interleaved.js';
import { mergeRows } from './merge.js';
import { type OnePeerResult, ratiosTable, timesTable } from './one-peer-table.js';
import type { BenchOptions } from './options.js';
import { installPython, pythonEnvironment, pythonScript, TORCH_VERSION } from './python-tools.js';
import type { Json, Section } from './section.js';
import { inputShape } from './shapes.js';
import { fastestVariant, timesText } from './variant-trial.js';

const NETWORKS = ['mlp', 'cnn', 'resnet20', 'wrn-16-2', 'mobilenet'];
const BATCHES = [32, 128, 512];

const TORCH_VARIANTS = ['default', 'channels-last', 'compile', 'compile-channels-last'];

/** How long a contender trains at a time, milliseconds. */
const SLICE_MS = 1_500;
const QUICK_SLICE_MS = 200;

const TEXT = `One network trains alone, all cores are its own: \`compiled\` is what \`codistill launch\` uses where nobody
teaches, \`compiled, in lockstep\` its form in two runs with a teacher's logits in between, \`eager\` tfjs op by op. PyTorch
is the fastest of its default memory layout, channels_last, and \`torch.compile\` with either (Inductor), each with the
fused optimizer; TensorFlow by hand is a graph written in Python with one fused op a layer, run as a \`tf.function\` or in
a session, with ops shared out between one or all threads, whichever is fastest.

All train the same architecture (equal numbers of parameters are checked) with SGD, Nesterov momentum 0.9 and weight
decay 5e-4, on noise: 28×28×1 for \`mlp\` and \`cnn\`, 32×32×3 for the others, 10 classes. A step takes its batch from
memory and ends with the loss in JavaScript's or Python's hands. Each contender is one process that stays warm; they
train in turns of ${SLICE_MS / 1000} s, in rotating order, the others idle, and ratios are taken within each repeat.`;

/** Item 1 of the benchmark: eager, compiled, PyTorch, and TensorFlow's own limit, on one peer. */
export async function measureOnePeer(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const python = await installPython(options.cacheDir, progress);
  const networks = options.networks ?? (options.quick ? ['cnn'] : NETWORKS);
  const batches = options.batches ?? (options.quick ? [32] : BATCHES);
  const measured: OnePeerResult[] = [];
  for (const network of networks) {
    for (const batch of batches) {
      const say = (line: string): void => progress(`${network}, ${batch}: ${line}`);
      measured.push(await measureNetwork({ network, batch, python, options, progress: say }));
    }
  }
  const known = (options.known ?? []) as unknown as readonly OnePeerResult[];
  const results = mergeRows(known, measured, NETWORKS);
  return {
    id: 'one-peer',
    title: 'One peer alone',
    text: TEXT,
    tables: [ratiosTable(results), timesTable(results)],
    data: results as unknown as Json,
    versions: { torch: TORCH_VERSION },
  };
}

interface Measurement {
  readonly network: string;
  readonly batch: number;
  readonly python: string;
  readonly options: BenchOptions;
  readonly progress: (line: string) => void;
}

async function measureNetwork(measurement: Measurement): Promise<OnePeerResult> {
  const { network, batch, options, progress } = measurement;
  const threads = availableParallelism();
  const runners = [...new Set([1, threads])].flatMap((inter) => [`function-${inter}`, `session-${inter}`]);
  const torchOf = (variant: string): ContenderPlan => pythonPlan(measurement, 'torch_step.py', variant);
  const tensorflowOf = (variant: string): ContenderPlan =>
    pythonPlan(measurement, 'tensorflow_step.py', variant);
  const torch = await fastestVariant(TORCH_VARIANTS, torchOf, options, progress);
  const tensorflow = await fastestVariant(runners, tensorflowOf, options, progress);
  const plans = [
    ...(['eager', 'compiled', 'compiled-lockstep'] as const).map((variant) => ourPlan(measurement, variant)),
    torchOf(torch.variant),
    tensorflowOf(tensorflow.variant),
  ];
  return withContenders(plans, async (contenders) => {
    const parameters = commonParameters(contenders);
    const sliceMs = options.quick ? QUICK_SLICE_MS : SLICE_MS;
    const times = await interleaved(contenders, { repeats: options.repeats, sliceMs });
    for (const [name, values] of times) progress(`${name}: ${timesText(values)} ms a step`);
    const [eager, compiled, lockstep, byTorch, byTensorflow] = [...times.values()];
    const { startedAt, commit } = runFacts();
    return {
      ...{ network, batch, threads, parameters, measuredAt: startedAt, commit },
      eagerStepMs: eager!,
      compiledStepMs: compiled!,
      lockstepStepMs: lockstep!,
      torchVariant: torch.variant,
      torchStepMs: byTorch!,
      torchTrialsMs: torch.trialsMs,
      tensorflowVariant: tensorflow.variant,
      tensorflowStepMs: byTensorflow!,
      tensorflowTrialsMs: tensorflow.trialsMs,
    };
  });
}

function ourPlan({ network, batch }: Measurement, variant: string): ContenderPlan {
  const work = { network, batch, data: `synthetic:size=${inputShape(network).join('x')}` };
  const placement = { device: 'cpu', index: 0, peers: 1, cores: availableParallelism(), gpus: [], work };
  return {
    name: variant,
    command: process.execPath,
    args: [
      fileURLToPath(new URL('./training-contender.js', import.meta.url)),
      JSON.stringify({ network, batch, variant }),
    ],
    environment: peerEnvironment(process.env, placement),
  };
}

function pythonPlan(
  { network, batch, python, options }: Measurement,
  script: string,
  variant: string,
): ContenderPlan {
  const asked = { network, batch, variant, threads: availableParallelism() };
  return {
    name: `${script.replace('_step.py', '')} ${variant}`,
    command: python,
    args: [pythonScript(script), JSON.stringify(asked)],
    environment: pythonEnvironment(options.cacheDir),
  };
}

/** @throws {Error} When two contenders do not train the same network. */
function commonParameters(contenders: readonly Contender[]): number {
  const counts = contenders.map(({ name, facts }) => `${name} ${facts.parameters}`);
  const parameters = contenders[0]!.facts.parameters;
  if (contenders.some(({ facts }) => facts.parameters !== parameters)) {
    throw new Error(`the contenders' networks differ in their parameters: ${counts.join(', ')}`);
  }
  return parameters;
}
