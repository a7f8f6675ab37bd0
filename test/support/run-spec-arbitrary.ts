import fc from 'fast-check';
import type { RunSpec } from '../../proto/run-spec.js';
import { checkTogether } from '../../proto/run-spec-checks.js';

const UINT32 = 0xffffffff;

/** Plain objects only: what zod gives has Object's prototype. */
function record<F extends object>(fields: { [K in keyof F]: fc.Arbitrary<F[K]> }): fc.Arbitrary<F> {
  return fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<F>;
}

const count = fc.nat({ max: UINT32 });
const positive = fc.double({ min: 1e-300, noNaN: true, noDefaultInfinity: true });
const fraction = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0); // no -0
const text = fc.string({ unit: 'grapheme', maxLength: 10 });

/** Any run spec that parses, as the parser gives it. */
export const specs: fc.Arbitrary<RunSpec> = record({
  peers: fc
    .uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,8}$/), { minLength: 1, maxLength: 4 })
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          record({
            id: fc.constant(id),
            network: text,
            device: fc.constantFrom('auto', 'cpu', 'gpu', 'gpu:3'),
            initSeed: count,
            role: fc.constant('learner' as const),
            source: fc.constant(''),
            view: text,
            output: fc.constant(''),
            input: fc.constant('' as const),
            gives: fc.constant('' as const),
            precision: fc.constantFrom('float32' as const, 'bfloat16' as const),
            weights: text,
          }),
        ),
      ),
    ),
  data: record({
    name: text,
    limitTrain: count,
    labelNoise: fraction,
    validationFraction: fraction.filter((value) => value > 1e-300 && value < 1),
    augment: fc.constantFrom('none' as const, 'pad-crop-flip' as const),
    partition: fc.constantFrom('same', 'disjoint', 'overlap:0.5', 'dirichlet:0.25'),
    seed: count,
  }),
  training: record({
    epochs: count.map((value) => Math.max(value, 1)),
    steps: count,
    batch: fc.integer({ min: 1, max: 65_536 }),
    seed: count,
    optimizer: fc.constantFrom('sgd' as const, 'adam' as const),
    lr: positive,
    momentum: fraction.filter((value) => value < 1),
    nesterov: fc.boolean(),
    weightDecay: positive,
    schedule: fc.constantFrom('constant' as const, 'step' as const, 'cosine' as const),
    milestones: fc.array(fraction, { maxLength: 3 }),
    gamma: positive,
    weightDecaySchedule: fc.array(positive, { maxLength: 3 }),
    evaluateEverySteps: count,
    checkpointEverySteps: count,
    eager: fc.boolean(),
    warmupSteps: count,
    clipNorm: positive,
    fineTuneSteps: count,
    fineTuneLr: positive,
  }),
  distillation: record({
    temperature: positive,
    weight: positive,
    burnInSteps: count,
    update: fc.constantFrom('simultaneous' as const, 'sequential' as const),
    loss: fc.constantFrom('kl' as const, 'dkd' as const),
    targets: fc.constantFrom('mean' as const, 'kdcl-naive' as const),
    teacherWeights: fc.constantFrom('edges' as const, 'confidence' as const),
    standardize: fc.boolean(),
    dkdTarget: positive,
    dkdOthers: positive,
    feature: fc.constantFrom('none' as const, 'rkd' as const),
    featureWeight: positive,
    schedule: fc.constantFrom('constant' as const, 'ramp' as const),
    rampSteps: count,
    exitWeight: fraction,
    exitTemperature: positive,
    exitHint: positive,
    teacherGate: fc.boolean(),
    divergenceMax: positive,
  }),
  exchange: record({
    mode: fc.constant('lockstep'),
    quorum: fc.constantFrom('any' as const, 'all' as const),
    graph: fc.constantFrom('all', 'ring', 'random:2'),
    waitMsMax: positive,
    payload: fc.constantFrom('float32', 'top-5:drop'),
    stalenessDecay: fraction.filter((value) => value > 0),
    pipeline: fc.constantFrom(0, 1),
    ema: fc.constant(0),
  }),
  rounds: record({
    steps: count.map((value) => Math.max(value, 1)),
    peersMin: fc.constant(1),
    joinTimeoutMs: positive,
  }),
  convergence: record({ targetAccuracy: fraction, patienceRounds: count }),
}).filter(goesTogether);

function goesTogether(spec: unknown): boolean {
  try {
    checkTogether(spec as RunSpec);
    return true;
  } catch {
    return false;
  }
}
