/**
 * One network that trains alone by the product's own classes, as a peer's trainer uses them; a contender
 * (`contender.ts`). Variants: `eager`; `compiled`, one run a step; `compiled-lockstep`, forward and update in two runs
 * with a teacher's logits in between.
 */
import process from 'node:process';
import { createInterface } from 'node:readline';
import { CompiledStep } from '../peer/graph/compiled-step.js';
import { eagerStep, type TrainingStep } from '../peer/graph/training-step.js';
import { tensorflowVersion } from '../peer/model/backend.js';
import { DISTILLATION_LOSSES } from '../peer/model/losses/distillation.js';
import { createNetwork } from '../peer/model/networks/catalog.js';
import { createOptimizer } from '../peer/model/optimizers/catalog.js';
import type { StepContext, TrainingBatch } from '../peer/model/step-context.js';
import { parameterCount, trainableVariables } from '../peer/model/weights.js';
import { trainOn } from '../peer/trainer/training-loop.js';
import { randomStream } from '../proto/random.js';
import { parseRunSpec } from '../proto/run-spec.js';
import { CLASSES, inputShape } from './shapes.js';

interface Configuration {
  readonly network: string;
  readonly batch: number;
  readonly variant: 'eager' | 'compiled' | 'compiled-lockstep';
}

/** A handful of batches, so that none stays in the processor's caches from step to step. */
const BATCHES = 4;
const WARM_STEPS = 3;

const { network: name, batch, variant } = JSON.parse(process.argv[2]!) as Configuration;
const shape = inputShape(name);
const spec = parseRunSpec({ training: { lr: 0.001, schedule: 'constant', batch } });
const network = await createNetwork(name, { inputShape: shape, classes: CLASSES, seed: 1 });
const variables = trainableVariables(network);
const optimizer = createOptimizer(spec.training, variables);
const context: StepContext = {
  network,
  variables,
  optimizer,
  inputShape: shape,
  classes: CLASSES,
  loss: DISTILLATION_LOSSES.kl,
  spec,
  stepsTotal: Number.MAX_SAFE_INTEGER,
};
const random = randomStream(1, 'synthetic');
const batches = Array.from({ length: BATCHES }, randomBatch);
const teachers =
  variant === 'compiled-lockstep' ? [{ peerId: 'teacher', weight: 1, logits: normals(batch * CLASSES) }] : [];
const exchange = { learn: () => teachers, teach() {} };
const learner = { step: createStep(), exchange, teachesAfterUpdate: () => false };
let step = 0;

train(WARM_STEPS);
answer({ ready: true, parameters: parameterCount(network), version: tensorflowVersion() });
for await (const line of createInterface({ input: process.stdin })) {
  const [, warm, measured] = line.split(' ').map(Number);
  train(warm!);
  const startMs = performance.now();
  train(measured!);
  answer({ ms: performance.now() - startMs });
}

function createStep(): TrainingStep {
  if (variant === 'eager') return eagerStep(context);
  const compiled = new CompiledStep(context, {
    formAt: () => (variant === 'compiled-lockstep' ? 'split' : 'alone'),
    warn: (message) => {
      throw new Error(message);
    },
  });
  compiled.prepare(batch, 0);
  return compiled;
}

function train(steps: number): void {
  for (const end = step + steps; step < end; step++) {
    const { applied } = trainOn(learner, { ...batches[step % BATCHES]!, step });
    if (!applied) throw new Error(`the loss of step ${step} is not finite`);
  }
}

function randomBatch(): Omit<TrainingBatch, 'step'> {
  return {
    epoch: 0,
    rows: batch,
    inputs: normals(shape[0] * shape[1] * shape[2] * batch),
    labels: Int32Array.from({ length: batch }, () => random.integer(0, CLASSES - 1)),
    digest: new Uint8Array(32),
  };
}

function normals(length: number): Float32Array {
  return Float32Array.from({ length }, () => random.normal());
}

function answer(facts: object): void {
  process.stdout.write(`${JSON.stringify(facts)}\n`);
}
