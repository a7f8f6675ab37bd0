/** Every network of the zoo, compiled against eager, and compiled against itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference, disposeTrainee, stateDifference, trainee } from '../../../support/step-kit.js';

interface Case {
  readonly network: string;
  readonly inputShape: readonly [number, number, number];
  readonly rows: number;
  readonly steps: number;
}

const CASES: readonly Case[] = [
  { network: 'mlp:32-16', inputShape: [6, 6, 1], rows: 16, steps: 100 },
  { network: 'cnn:8-16-32', inputShape: [8, 8, 1], rows: 16, steps: 100 },
  { network: 'resnet20', inputShape: [8, 8, 3], rows: 8, steps: 20 },
  { network: 'wrn-16-2:dropout=0.3', inputShape: [8, 8, 3], rows: 8, steps: 20 },
  { network: 'mobilenet', inputShape: [32, 32, 3], rows: 4, steps: 1 }, // the next losses of two eager runs differ by 1e-6 · 1,000 already
];

/**
 * The two paths compute the same formulas in float32 and sum in another order: a difference of 2⁻²⁴ relative in each
 * of some thousand terms, or about 1e-6 in a gradient of order 1, that training then carries on. A learning rate of
 * 0.003 keeps that from growing: at larger ones a relu that flips at the last bit makes networks with batch
 * normalisation part for good, as it does between two eager runs with another number of threads. Adam divides each
 * gradient by its own size, so a weight whose gradient is nearly 0 may differ by a share of the learning rate.
 */
const LR = { sgd: 0.003, adam: 0.0003 } as const;
const STATE_TOLERANCE = { sgd: 1e-4, adam: 3e-4 } as const;
const LOSS_TOLERANCE = 5e-5;

for (const { network, inputShape, rows, steps } of CASES) {
  for (const optimizer of ['sgd', 'adam'] as const) {
    test(`${network}: ${steps} steps of ${optimizer} equal eager ones within rounding, and themselves bit for bit`, async (t) => {
      const wishes = { network, inputShape, rows, training: { optimizer, lr: LR[optimizer] } };
      const eager = await trainee({ ...wishes, eager: true });
      const [first, second] = [await trainee(wishes), await trainee(wishes)];
      t.after(() => {
        for (const one of [eager, first, second]) disposeTrainee(one);
      });
      const expected = eager.train(0, steps);
      const losses = first.train(0, steps);
      losses.forEach(({ supervised, distillation, applied }, step) => {
        assert.ok(applied);
        const { supervised: hard, distillation: soft } = expected[step]!;
        const worst = Math.max(Math.abs(supervised - hard), Math.abs(distillation - soft));
        assert.ok(worst < LOSS_TOLERANCE, `loss at step ${step}: ${worst}`);
      });
      const logits = first.exchange.learned.map((values, i) =>
        difference(values, eager.exchange.learned[i]!),
      );
      assert.ok(Math.max(...logits) < 10 * LOSS_TOLERANCE, `logits: ${Math.max(...logits)}`);
      const apart = stateDifference(first.state(), eager.state());
      assert.ok(apart < STATE_TOLERANCE[optimizer], `weights and slots: ${apart}`);
      t.diagnostic(`${network} ${optimizer}: state ${apart}, logits ${Math.max(...logits)}`);
      assert.deepEqual(second.train(0, steps), losses);
      assert.equal(stateDifference(second.state(), first.state()), 0);
      assert.deepEqual([first.warnings, second.warnings], [[], []]);
    });
  }
}
