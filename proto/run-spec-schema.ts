import * as z from 'zod';
import { parseCohortGraph } from './cohort-graph.js';
import { LOSSES_DESCRIBED, parseDistillationLoss } from './distillation-loss.js';
import { CodistillError } from './errors.js';
import { parseExchangeMode } from './exchange-mode.js';
import { LIMITS } from './limits.js';
import { parsePartition } from './partition.js';
import { parsePayloadFormat } from './payload-format.js';

const count = z.number().int().min(0).max(0xffffffff);
const positive = z.number().positive();
const fraction = z.number().min(0).max(1);
const nonNegative = z.number().min(0);
const belowOne = z.number().min(0).lt(1);

function text(fallback: string): z.ZodDefault<z.ZodString> {
  return z.string().default(fallback);
}

/** Text that a reader of its own understands; kept as text, so that it looks in a file as it does on a command line. */
function readable(read: (text: string) => unknown, fallback: string): z.ZodDefault<z.ZodString> {
  const checked = z.string().superRefine((written, context) => {
    try {
      read(written);
    } catch (error) {
      if (!(error instanceof CodistillError)) throw error;
      context.addIssue({ code: 'custom', message: `${error.message}; ${error.fix}` });
    }
  });
  return checked.default(fallback);
}

const peer = z.strictObject({
  id: z.string().describe('name of the peer'),
  network: text('mlp').describe(
    'mlp[:256-128], cnn[:32-64-128], resnet20|32|44|56|110[-exits], wrn-16-2, mobilenet; for text mlp-lm, gru, transformer; or ./my-network.js',
  ),
  device: z
    .string()
    .regex(/^(auto|cpu|gpu(:\d+)?)$/, 'there is no such device; use auto, cpu, gpu or gpu:N')
    .default('auto')
    .describe('auto, cpu, gpu or gpu:N'),
  precision: z
    .enum(['float32', 'bfloat16', 'float16'])
    .default('float32')
    .describe('what products and convolutions are computed in; weights and losses stay float32'),
  initSeed: count
    .default(0)
    .describe("seed of the weights; 0: derived from the run's seed and the peer's position"),
  weights: text('').describe(
    'first weights from elsewhere: the folder or file of an export as safetensors; empty: drawn from initSeed',
  ),
  role: z.enum(['learner', 'teacher']).default('learner').describe('a teacher is frozen: it only predicts'),
  source: text('').describe(
    "a teacher's weights: a run directory's peer, an export as safetensors, a tfjs model.json or a SavedModel folder",
  ),
  view: text('full').describe(
    'what the peer sees of a sample: full, gray, left, right, top, bottom or ./my-view.js',
  ),
  output: text('').describe(
    'of a model from elsewhere that teaches: the name of its output; empty: the only one',
  ),
  input: z
    .enum(['', 'normalized', 'uint8', '0..1', '-1..1'])
    .default('')
    .describe(
      "scale of that model's pixels; empty: 0 to 255 for whole numbers, else normalized as the data are",
    ),
  gives: z
    .enum(['', 'logits', 'probabilities'])
    .default('')
    .describe('how that model predicts; empty: judged on samples'),
});

const data = z.strictObject({
  name: text('mnist').describe(
    'mnist, fashion-mnist, cifar10, cifar100, images, synthetic, text:FILE, bytes:FILE or ./my-data.js',
  ),
  limitTrain: count
    .default(0)
    .describe('use only this many training samples; with --partition, for each learner (0: all)'),
  labelNoise: fraction.default(0).describe('share of training labels replaced by a random other class'),
  validationFraction: z
    .number()
    .min(0)
    .lt(1)
    .default(0.1)
    .describe(
      'share of the training samples held out for validation; 0: none, and there is no best checkpoint',
    ),
  partition: readable(parsePartition, 'same').describe(
    'training samples of each learner: same, disjoint, overlap:P or dirichlet:A',
  ),
  augment: z.enum(['none', 'pad-crop-flip']).default('none').describe('augmentation of training images'),
  seed: count
    .default(0)
    .describe(
      "seed of what is held out, kept, noisy and dealt to whom; 0: the run's, so that data differ with it",
    ),
});

const training = z.strictObject({
  epochs: count.min(1).default(5).describe('passes over the training samples; a run may get more later'),
  steps: count
    .default(0)
    .describe('optimizer steps, of which a run may get more later, too; 0: as many as the epochs give'),
  batch: count.min(1).max(65536).default(128).describe('samples a step'),
  seed: count.default(1).describe('seed of every random stream of the run'),
  optimizer: z.enum(['sgd', 'adam']).default('sgd').describe('as PyTorch defines them'),
  lr: positive.default(0.05).describe('learning rate at the start'),
  momentum: belowOne.default(0.9).describe('momentum of sgd'),
  nesterov: z.boolean().default(true).describe('Nesterov momentum'),
  weightDecay: nonNegative.default(5e-4).describe('L2 decay added to the gradient, as PyTorch does'),
  schedule: z.enum(['constant', 'step', 'cosine']).default('cosine').describe('learning-rate schedule'),
  milestones: z
    .array(fraction)
    .default([0.3, 0.6, 0.9])
    .describe('step schedule: fractions of the run where lr is multiplied by gamma'),
  gamma: positive.default(0.1).describe('step schedule: the factor'),
  weightDecaySchedule: z
    .array(nonNegative)
    .default([])
    .describe('weight decay from each milestone on, whatever the schedule of lr; empty: it stays as it is'),
  evaluateEverySteps: count.default(0).describe('steps between validations; 0: every epoch'),
  checkpointEverySteps: count.default(0).describe('steps between checkpoints; 0: at every validation'),
  warmupSteps: count.default(0).describe('steps in which lr rises from 0'),
  clipNorm: nonNegative.default(0).describe('largest norm of all gradients together; 0: not clipped'),
  fineTuneSteps: count.default(0).describe('steps at the end that learn from the labels alone'),
  fineTuneLr: nonNegative.default(0).describe('learning rate of those steps; 0: as scheduled'),
  eager: z.boolean().default(false).describe('train op by op instead of by one compiled graph: slower'),
});

const distillation = z.strictObject({
  temperature: positive.default(1).describe('T: divides logits before the softmax'),
  weight: nonNegative.default(1).describe('factor on the distillation loss; 0 trains alone'),
  loss: readable(parseDistillationLoss, 'kl').describe(LOSSES_DESCRIBED),
  targets: z
    .enum([
      'mean',
      'trimmed-mean',
      'logit-mean',
      'kdcl-naive',
      'kdcl-linear',
      'kdcl-minlogit',
      'kdcl-general',
    ])
    .default('mean')
    .describe("how several teachers' predictions become one target"),
  teacherWeights: z
    .enum(['edges', 'validation', 'confidence'])
    .default('edges')
    .describe("weights of the teachers: the graph's, by validation accuracy, by confidence on the labels"),
  teacherGate: z
    .boolean()
    .default(true)
    .describe(
      'whether a teacher that is of no use is left out: uniform, diverged, or far behind this peer on the labels',
    ),
  divergenceMax: nonNegative
    .default(0)
    .describe(
      'samples whose target is further than this from the own prediction, in nats, count less; 0: all alike',
    ),
  standardize: z
    .boolean()
    .default(false)
    .describe('logits of both sides: mean 0 and deviation 1 in each row'),
  dkdTarget: nonNegative.default(1).describe('dkd: factor on the target class (alpha)'),
  dkdOthers: nonNegative.default(8).describe('dkd: factor on the other classes (beta)'),
  feature: z
    .enum(['none', 'hint', 'attention', 'rkd', 'similarity'])
    .default('none')
    .describe('a second loss on features or relations of samples'),
  featureWeight: nonNegative.default(1).describe('factor on that loss'),
  exitWeight: fraction
    .default(0.1)
    .describe("networks with exits: how much of a shallow exit's loss is the deepest one's opinion (alpha)"),
  exitTemperature: positive.default(3).describe('networks with exits: T of that opinion'),
  exitHint: nonNegative
    .default(0)
    .describe('networks with exits: factor on the distance from the deepest features (lambda)'),
  burnInSteps: count.default(0).describe('steps before the distillation loss is switched on'),
  schedule: z
    .enum(['constant', 'ramp', 'cosine'])
    .default('ramp')
    .describe('the weight after burn-in: at once, risen over rampSteps, or falling to 0 along a cosine'),
  rampSteps: count
    .default(0)
    .describe('ramp: steps in which the weight rises; 0: three tenths of the run, but 200 at least'),
  update: z
    .enum(['simultaneous', 'sequential'])
    .default('simultaneous')
    .describe('order of updates within a step'),
});

const exchange = z.strictObject({
  mode: readable(parseExchangeMode, 'lockstep').describe(
    'how old a prediction may be: none, lockstep, stale:K, checkpoint:K, cached:SIZE,REFRESH or mixed:MODE@EPOCHS+…',
  ),
  quorum: z
    .enum(['any', 'all'])
    .default('any')
    .describe('any: a late teacher is left out; all: strict, wait and fail loudly'),
  graph: readable(parseCohortGraph, 'all').describe(
    'who teaches whom: all, ring, star, pairs, random:K, self, edges such as a>b,b>a:0.5, or ./my-graph.js',
  ),
  payload: readable(parsePayloadFormat, 'float32').describe(
    'how logits travel: float32, float16, int8, top-K or top-K:drop',
  ),
  stalenessDecay: z
    .number()
    .gt(0)
    .max(1)
    .default(1)
    .describe('factor on a prediction for every step of its age'),
  pipeline: count
    .max(1)
    .default(0)
    .describe(
      'lockstep: 1 predicts a step ahead, so that predictions travel while the step before is computed',
    ),
  ema: belowOne
    .default(0)
    .describe('checkpoint: hand out the moving average of the weights, by this decay a step; 0: the weights'),
  waitMsMax: positive.default(30_000).describe('no step waits longer for its teachers, milliseconds'),
});

const rounds = z.strictObject({
  steps: count.min(1).default(20).describe('steps in a round'),
  peersMin: count.min(1).default(1).describe('peers needed to open a round'),
  joinTimeoutMs: positive
    .default(60_000)
    .describe(
      'the first round opens after this long even if peers are missing, but in strict mode, milliseconds',
    ),
});

const convergence = z.strictObject({
  targetAccuracy: fraction
    .default(0)
    .describe('stop when every peer reaches this validation accuracy; 0: none'),
  patienceRounds: count
    .default(0)
    .describe('stop after this many evaluation rounds without improvement of any peer; 0: none'),
});

/** The schema itself: flags, `--help` and the configuration file all come from it. */
export const runSpecSchema = z.strictObject({
  peers: z
    .array(peer)
    .min(1)
    .max(LIMITS.peersMax)
    .default(['peer-0', 'peer-1'].map((id) => peer.parse({ id }))),
  data: data.prefault({}),
  training: training.prefault({}),
  distillation: distillation.prefault({}),
  exchange: exchange.prefault({}),
  rounds: rounds.prefault({}),
  convergence: convergence.prefault({}),
});

/** Any part of what a run spec says of a peer. */
export type PeerFields = Omit<z.input<typeof peer>, 'id'> & {
  /** @default `peer-0`, `peer-1`, … */
  readonly id?: string | undefined;
};

/** The settings on which every process of a run must agree: validated, fully defaulted, readonly. */
export type RunSpec = DeepReadonly<z.infer<typeof runSpecSchema>>;
type DeepReadonly<T> = T extends readonly (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** The keys that may stand at a place in a run spec, for suggestions. */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  const section = path[0];
  if (section === undefined) return Object.keys(runSpecSchema.shape);
  const sections = { peers: peer, data, training, distillation, exchange, rounds, convergence };
  const found = sections[section as keyof typeof sections];
  return found === undefined ? [] : Object.keys(found.shape);
}
