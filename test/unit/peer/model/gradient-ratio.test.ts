import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Teaching } from '../../../../peer/core/teaching/teaching.js';
import { tf } from '../../../../peer/model/backend.js';
import { gradientRatio } from '../../../../peer/model/gradient-ratio.js';
import { type DISTILLATION_LOSSES, lossNamed } from '../../../../peer/model/losses/distillation.js';
import type { StepContext } from '../../../../peer/model/step-context.js';
import { LOSS_NAMES } from '../../../../proto/distillation-loss.js';
import { parseRunSpec, type RunSpec } from '../../../../proto/run-spec.js';
import { LABELS, LOGITS, ROW_WEIGHTS, TEACHER, TEMPERATURES } from '../../../support/loss-check.js';
import { FACTORS, LOSS_REFERENCES } from '../../../support/loss-references.js';
import { crossEntropy, finiteDifferences, type Rows } from '../../../support/reference-loss.js';
import { disposeTrainee, type TraineeWishes, trainee } from '../../../support/step-kit.js';
import { recordedExchange, tinyContext, tinyNetwork } from '../../../support/tiny-network.js';

const BATCH = { labels: Int32Array.from(LABELS), rows: LABELS.length, step: 7 };
const OWN = Float32Array.from(LOGITS.flat());

function contextOf(distillation: Partial<RunSpec['distillation']>): StepContext {
  const spec = parseRunSpec({ distillation: { schedule: 'constant', ...distillation } });
  const { exchange: _, hasLaterPeers: __, ...tiny } = tinyContext(tinyNetwork(), recordedExchange(), {});
  const loss = lossNamed(spec.distillation.loss as keyof typeof DISTILLATION_LOSSES);
  return { ...tiny, spec, loss, classes: LOGITS[0]!.length, stepsTotal: 100, measures: (step) => step === 7 };
}

function taughtBy(teacher: Rows, coverage = ROW_WEIGHTS): readonly Teaching[] {
  return [
    {
      peerId: 'b',
      logits: Float32Array.from(teacher.flat()),
      weight: 1,
      coverage: Float32Array.from(coverage),
    },
  ];
}

const norm = (rows: Rows): number => Math.hypot(...rows.flat());

for (const name of LOSS_NAMES) {
  test(`${name}: the ratio is that of the norms of both gradients, at every temperature and weight`, () => {
    for (const temperature of TEMPERATURES) {
      const weight = 0.3 * temperature;
      const reference = LOSS_REFERENCES[name];
      const taught = { teacher: TEACHER, labels: LABELS, temperature, weights: ROW_WEIGHTS };
      const pulled = finiteDifferences((own) => weight * reference.valueOf(own, taught), LOGITS);
      const expected = norm(pulled) / norm(finiteDifferences((own) => crossEntropy(own, LABELS), LOGITS));
      const context = contextOf({ ...FACTORS, loss: name, temperature, weight });
      const ratio = gradientRatio(context, BATCH, OWN, taughtBy(TEACHER));
      assert.ok(Math.abs(ratio / expected - 1) < 2e-4, `T ${temperature}: ${ratio}, expected ${expected}`);
    }
  });
}

test('the numbers of one row by hand: p − y against p − q', () => {
  const context = contextOf({ weight: 2, temperature: 1 });
  // p = (1/2, 1/4, 1/4), y = (1, 0, 0), q = (1/4, 1/2, 1/4)
  const logits = Float32Array.from([2, 1, 1].map(Math.log));
  const teacher = [[1, 2, 1].map(Math.log)];
  const batch = { labels: Int32Array.of(0), rows: 1, step: 7 };
  const ratio = gradientRatio({ ...context, classes: 3 }, batch, logits, taughtBy(teacher, [1]));
  const expected = (2 * Math.hypot(1 / 4, -1 / 4)) / Math.hypot(-1 / 2, 1 / 4, 1 / 4);
  assert.ok(Math.abs(ratio - expected) < 1e-6, `${ratio}, expected ${expected}`);
});

test('a teacher that says the same pulls at nothing', () => {
  assert.ok(gradientRatio(contextOf({}), BATCH, OWN, taughtBy(LOGITS)) < 1e-6);
});

test('steps that are not measured or not taught have no ratio, and no tensor is left behind', () => {
  const before = tf.memory().numTensors;
  const context = contextOf({ burnInSteps: 7 });
  const { measures: _, ...unmeasured } = context;
  assert.ok(Number.isNaN(gradientRatio(context, { ...BATCH, step: 8 }, OWN, taughtBy(TEACHER))));
  assert.ok(Number.isNaN(gradientRatio(unmeasured, BATCH, OWN, taughtBy(TEACHER))));
  assert.ok(Number.isNaN(gradientRatio(context, BATCH, OWN, [])));
  const burning = contextOf({ burnInSteps: 8 });
  assert.ok(Number.isNaN(gradientRatio(burning, BATCH, OWN, taughtBy(TEACHER))));
  assert.ok(gradientRatio(context, BATCH, OWN, taughtBy(TEACHER)) > 0);
  assert.ok(tf.memory().numTensors <= before + 40, 'contexts alone have variables');
  const settled = tf.memory().numTensors;
  gradientRatio(context, BATCH, OWN, taughtBy(TEACHER));
  assert.equal(tf.memory().numTensors, settled);
});

test('the step op by op and the compiled ones, in two runs and in one, measure the same at the same steps', async () => {
  const ratiosOf = async (wishes: Partial<TraineeWishes>): Promise<number[]> => {
    const one = await trainee({
      ...{ network: 'mlp:8', inputShape: [4, 4, 1], rows: 6, measures: (step) => step % 3 === 2 },
      ...wishes,
    });
    const losses = one.train(0, 9);
    assert.deepEqual(one.warnings, []);
    disposeTrainee(one);
    return losses.map(({ gradientRatio: ratio }) => ratio);
  };
  const eager = await ratiosOf({ eager: true });
  assert.deepEqual(
    eager.map((ratio) => Number.isNaN(ratio)),
    [0, 1, 2, 3, 4, 5, 6, 7, 8].map((step) => step % 3 !== 2),
  );
  for (const form of ['split', 'whole'] as const) {
    const compiled = await ratiosOf({ form });
    for (const step of [2, 5, 8]) assert.ok(Math.abs(compiled[step]! / eager[step]! - 1) < 1e-3, form);
    assert.deepEqual(compiled.map(Number.isNaN), eager.map(Number.isNaN));
  }
  assert.ok((await ratiosOf({ teachers: 0 })).every(Number.isNaN));
});
