/** Every network of the zoo, compiled against eager, against itself, and through a checkpoint. */
import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import type { InputShape } from '../../../../peer/data/dataset.js';
import { apart, checkpointOf, nudge, outcomeOf, resume } from '../../../support/sameness.js';
import { difference, disposeTrainee, stateDifference, trainee } from '../../../support/step-kit.js';

interface Case {
  readonly network: string;
  readonly inputShape: InputShape;
  readonly positions?: number;
  readonly rows: number;
  /** Of the short run; the long one has as many as are asked for. */
  readonly steps: number;
}

const CASES: readonly Case[] = [
  { network: 'mlp:32-16', inputShape: [6, 6, 1], rows: 16, steps: 100 },
  { network: 'cnn:8-16-32', inputShape: [8, 8, 1], rows: 16, steps: 100 },
  { network: 'resnet20', inputShape: [8, 8, 3], rows: 8, steps: 6 },
  { network: 'resnet20-exits', inputShape: [8, 8, 3], rows: 8, steps: 4 },
  { network: 'wrn-16-2:dropout=0.3', inputShape: [8, 8, 3], rows: 8, steps: 6 },
  { network: 'mobilenet', inputShape: [16, 16, 3], rows: 16, steps: 2 },
  { network: 'mlp-lm:4-6-16', inputShape: [7], positions: 1, rows: 16, steps: 20 },
  { network: 'mlp-lm:4-6-16', inputShape: [5], positions: 3, rows: 16, steps: 10 },
  { network: 'gru:6-12', inputShape: [5], positions: 5, rows: 8, steps: 10 },
  { network: 'gru:6-12-8', inputShape: [5], positions: 2, rows: 8, steps: 6 },
  { network: 'transformer:2-8-2', inputShape: [6], positions: 6, rows: 8, steps: 10 },
  { network: 'transformer:1-8-2', inputShape: [6], positions: 1, rows: 8, steps: 6 },
];

/** `CODISTILL_SAMENESS_STEPS=100` trains so many steps of every network: the proof in full, some minutes. */
const LONG_STEPS = Number(process.env.CODISTILL_SAMENESS_STEPS ?? 0);

const LR = { sgd: 0.003, adam: 0.0003 } as const;

/**
 * Both paths compute the same formulas in float32 and sum in another order. What a sum in another order may change is
 * measured rather than guessed: the eager step is made once more, with every weight moved to the float next to it. That
 * is one rounding a weight, where another order of summation is one an operation, hence a small multiple of it. Where a
 * network does not forget such a difference within one step (MobileNet's gradients change by a hundredth and more: batch
 * normalisation of channels that hardly vary, 27 times), no two float32 computations agree any better.
 *
 * To it come some units of the last place, and for Adam what TensorFlow's op does otherwise: it takes 1 − β of the
 * rounded β, so v differs by 1.3e-5 of itself, and an update from the same v by half of that.
 */
const NOISE_FACTOR = 4;
const FLOOR = { sgd: 2e-6, adam: 3e-5 } as const;

for (const { network, inputShape, positions = 1, rows, steps: shortSteps } of CASES) {
  const steps = LONG_STEPS || shortSteps;
  for (const optimizer of ['sgd', 'adam'] as const) {
    const wishes = { network, inputShape, positions, rows, training: { optimizer, lr: LR[optimizer] } };

    test(`${network}, ${positions} a sample, ${optimizer}: each of ${steps} steps equals the eager one from the same state; run again and resumed it is the same bit for bit`, async (t) => {
      const eager = await trainee({ ...wishes, eager: true });
      const [compiled, again] = [await trainee(wishes), await trainee(wishes)];
      t.after(() => {
        for (const one of [eager, compiled, again]) disposeTrainee(one);
      });
      const half = Math.floor(steps / 2);
      let middle: Uint8Array | undefined;
      const worst = { apart: 0, noise: 0, share: 0, name: '' };
      const losses = [];
      for (let step = 0; step < steps; step++) {
        const before = checkpointOf(compiled, step);
        if (step === half) middle = before;
        resume(eager, before);
        nudge(eager, step);
        const nudged = outcomeOf(eager, step);
        resume(eager, before);
        const expected = outcomeOf(eager, step);
        const outcome = outcomeOf(compiled, step);
        losses.push(outcome.get('losses'));
        const noise = apart(expected, nudged);
        for (const [name, distance] of apart(expected, outcome)) {
          const allowed = NOISE_FACTOR * noise.get(name)! + FLOOR[optimizer];
          if (distance / allowed > worst.share) {
            Object.assign(worst, {
              apart: distance,
              noise: noise.get(name),
              share: distance / allowed,
              name: `${name} at step ${step}`,
            });
          }
        }
      }
      t.diagnostic(
        `worst: ${worst.name}: ${worst.apart}, noise ${worst.noise}, ${worst.share} of what is allowed`,
      );
      assert.ok(worst.share <= 1, `${worst.name}: ${worst.apart} where one rounding makes ${worst.noise}`);

      const second = again.train(0, steps).map((one) => Float32Array.of(one.supervised, one.distillation));
      assert.deepEqual(second, losses);
      assert.equal(stateDifference(again.state(), compiled.state()), 0);
      resume(again, middle!);
      again.train(half, steps);
      assert.equal(stateDifference(again.state(), compiled.state()), 0);
      assert.deepEqual([compiled.warnings, again.warnings], [[], []]);
    });
  }
}

/**
 * Running on without being put together again, the small networks stay close over all 100 steps: 1e-6 in a gradient
 * that training carries on, at a learning rate that keeps it from growing. Adam divides each gradient by its own size,
 * so a weight whose gradient is nearly 0 may differ by a share of the learning rate.
 */
const RUNNING_TOLERANCE = { sgd: 1e-4, adam: 3e-4 } as const;
const RUNNING_LOSS_TOLERANCE = 5e-5;

for (const { network, inputShape, rows } of CASES.slice(0, 2)) {
  for (const optimizer of ['sgd', 'adam'] as const) {
    test(`${network}, ${optimizer}: 100 steps on their own end where eager ones do`, async (t) => {
      const wishes = { network, inputShape, rows, training: { optimizer, lr: LR[optimizer] } };
      const [eager, compiled] = [await trainee({ ...wishes, eager: true }), await trainee(wishes)];
      t.after(() => {
        for (const one of [eager, compiled]) disposeTrainee(one);
      });
      const expected = eager.train(0, 100);
      compiled.train(0, 100).forEach(({ supervised, distillation }, step) => {
        const { supervised: hard, distillation: soft } = expected[step]!;
        const worst = Math.max(Math.abs(supervised - hard), Math.abs(distillation - soft));
        assert.ok(worst < RUNNING_LOSS_TOLERANCE, `loss at step ${step}: ${worst}`);
      });
      const logits = compiled.exchange.learned.map((values, i) =>
        difference(values, eager.exchange.learned[i]!),
      );
      assert.ok(Math.max(...logits) < 10 * RUNNING_LOSS_TOLERANCE, `logits: ${Math.max(...logits)}`);
      const distance = stateDifference(compiled.state(), eager.state());
      assert.ok(distance < RUNNING_TOLERANCE[optimizer], `weights and slots: ${distance}`);
    });
  }
}
