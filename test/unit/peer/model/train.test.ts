import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type LayersModel, type Tensor2D, tf } from '../../../../peer/model/backend.js';
import type { TrainingBatch } from '../../../../peer/model/step-context.js';
import { PHASE } from '../../../../proto/codec.js';
import { CodistillError } from '../../../../proto/errors.js';
import { assertClose } from '../../../support/closeness.js';
import { weightBits } from '../../../support/network-check.js';
import {
  crossEntropy,
  distillation,
  finiteDifferences,
  mean,
  type Rows,
  softmax,
} from '../../../support/reference-loss.js';
import { type ReferenceOptimizer, referenceSgd } from '../../../support/reference-optimizer.js';
import { teachingsOf } from '../../../support/soft-targets.js';
import {
  recordedExchange,
  type StepWishes,
  TINY_CLASSES,
  TINY_INPUTS,
  tinyBatch,
  tinyContext,
  tinyNetwork,
  tinyTeacher,
  trainOnce,
} from '../../../support/tiny-network.js';

const PLAIN_SGD = { momentum: 0, nesterov: false, weightDecay: 0 };

function rowsOf(values: ArrayLike<number>, width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, r) =>
    Array.from({ length: width }, (_, c) => values[r * width + c]!),
  );
}

/** Kernel `[4 * 3]`, then bias `[3]`. */
function weightsOf(network: LayersModel): number[] {
  return network.trainableWeights.flatMap((weight) => [...weight.read().dataSync()]);
}

/** The same network in float64 by hand. */
class Reference {
  weights: number[];
  readonly #optimizer: ReferenceOptimizer;

  constructor(weights: number[], optimizer: ReferenceOptimizer) {
    this.weights = weights;
    this.#optimizer = optimizer;
  }

  logits({ inputs }: TrainingBatch): number[][] {
    const bias = this.weights.slice(TINY_INPUTS * TINY_CLASSES);
    return rowsOf(inputs, TINY_INPUTS).map((x) =>
      bias.map((b, c) => x.reduce((sum, value, i) => sum + value * this.weights[i * TINY_CLASSES + c]!, b)),
    );
  }

  /** One update for cross-entropy + weight · T² · mean over the teachers of KL(teacher ‖ self), by finite differences. */
  step(
    batch: TrainingBatch,
    teachers: readonly Rows[],
    weight: number,
    temperature: number,
    lr: number,
  ): void {
    const labels = [...batch.labels];
    const loss = (logits: Rows): number =>
      crossEntropy(logits, labels) +
      (teachers.length === 0
        ? 0
        : weight *
          mean(
            teachers.map((teacher) =>
              distillation(
                logits,
                teacher.map((row) => softmax(row, temperature)),
                temperature,
              ),
            ),
          ));
    const gradient = finiteDifferences(loss, this.logits(batch));
    const x = rowsOf(batch.inputs, TINY_INPUTS);
    const kernel = Array.from({ length: TINY_INPUTS * TINY_CLASSES }, (_, at) => {
      const [i, c] = [Math.floor(at / TINY_CLASSES), at % TINY_CLASSES];
      return x.reduce((sum, row, r) => sum + row[i]! * gradient[r]![c]!, 0);
    });
    const bias = Array.from({ length: TINY_CLASSES }, (_, c) =>
      gradient.reduce((sum, row) => sum + row[c]!, 0),
    );
    this.weights = this.#optimizer.update(this.weights, [...kernel, ...bias], lr);
  }
}

const SCHEMES: readonly (readonly [
  name: string,
  teachers: number,
  distillation: StepWishes['distillation'] & object,
])[] = [
  ['the supervised loss alone when nobody taught', 0, { weight: 1 }],
  ['the supervised loss alone at weight 0, whoever taught', 2, { weight: 0 }],
  ['one teacher', 1, { weight: 1 }],
  ['two teachers, whose mean it follows', 2, { weight: 1 }],
  ['T = 2, scaled by T²', 1, { weight: 1, temperature: 2 }],
  ['weight 0.3 and T = 4 and two teachers', 2, { weight: 0.3, temperature: 4 }],
];

for (const [name, count, wishes] of SCHEMES) {
  test(`three updates equal those computed by hand: ${name}`, (t) => {
    const network = owned(t);
    const reference = new Reference(weightsOf(network), referenceSgd(PLAIN_SGD));
    const teachers = Array.from({ length: count }, (_, i) => tinyTeacher(50 + i));
    const context = tinyContext(network, recordedExchange(teachers), { distillation: wishes });
    const before = weightsOf(network);
    for (let step = 0; step < 3; step++) {
      trainOnce(context, tinyBatch(step));
      const rows = teachers.map((teacher) => rowsOf(teacher, TINY_CLASSES));
      reference.step(
        tinyBatch(step),
        wishes.weight === 0 ? [] : rows,
        wishes.weight!,
        wishes.temperature ?? 1,
        0.1,
      );
    }
    assertClose(weightsOf(network), reference.weights, 2e-6, 'weight');
    assert.ok(
      weightsOf(network).some((weight, i) => Math.abs(weight - before[i]!) > 0.01),
      'it moved',
    );
  });
}

test('momentum, Nesterov and decay act on the whole gradient, at the rate that the schedule gives the step', (t) => {
  const network = owned(t);
  const options = { momentum: 0.9, nesterov: true, weightDecay: 0.01 };
  const reference = new Reference(weightsOf(network), referenceSgd(options));
  const teacher = tinyTeacher(50);
  const schedule = { schedule: 'step' as const, milestones: [0.01], gamma: 0.1 }; // at step 1 of 100
  const context = tinyContext(network, recordedExchange([teacher]), {
    training: { ...options, ...schedule },
  });
  for (let step = 0; step < 3; step++) {
    trainOnce(context, tinyBatch(step));
    reference.step(tinyBatch(step), [rowsOf(teacher, TINY_CLASSES)], 1, 1, step === 0 ? 0.1 : 0.01);
  }
  assertClose(weightsOf(network), reference.weights, 2e-6, 'weight');
});

test('the losses told are those before the update, in nats and unweighted', (t) => {
  const network = owned(t);
  const reference = new Reference(weightsOf(network), referenceSgd(PLAIN_SGD));
  const teacher = tinyTeacher(50);
  const wishes = { distillation: { weight: 0.3, temperature: 2 } };
  const losses = trainOnce(tinyContext(network, recordedExchange([teacher, teacher]), wishes), tinyBatch(7));
  const logits = reference.logits(tinyBatch(7));
  const targets = rowsOf(teacher, TINY_CLASSES).map((row) => softmax(row, 2));
  assertClose([losses.supervised], [crossEntropy(logits, [...tinyBatch(7).labels])], 1e-6);
  assertClose([losses.distillation], [distillation(logits, targets, 2)], 1e-6);
  assert.deepEqual([losses.weight, losses.teachers, losses.applied], [0.3, 2, true]);
});

test('during burn-in predictions are exchanged, but nothing is learned from them', (t) => {
  const [taught, alone] = [owned(t), owned(t)];
  const exchange = recordedExchange([tinyTeacher(50)]);
  const burnIn = { distillation: { burnInSteps: 2 } };
  const context = tinyContext(taught, exchange, burnIn);
  const solo = tinyContext(alone, recordedExchange());
  for (let step = 0; step < 2; step++) {
    const losses = trainOnce(context, tinyBatch(step));
    assert.deepEqual([losses.weight, losses.distillation, losses.teachers], [0, 0, 1]);
    trainOnce(solo, tinyBatch(step));
  }
  assert.equal(exchange.learned.length, 2);
  assert.deepEqual(weightBits(taught), weightBits(alone));
  assert.equal(trainOnce(context, tinyBatch(2)).weight, 1);
  trainOnce(solo, tinyBatch(2));
  assert.notDeepEqual(weightBits(taught), weightBits(alone));
});

test('a peer sends the logits its losses are computed from', (t) => {
  const network = owned(t);
  const exchange = recordedExchange();
  const expected = predicted(network, tinyBatch(3), true);
  trainOnce(tinyContext(network, exchange), tinyBatch(3));
  assert.equal(exchange.learned.length, 1);
  assert.deepEqual(exchange.learned[0], expected);
});

test('a teacher that says what the peer says teaches nothing: at any weight the update is the supervised one', (t) => {
  const [taught, alone] = [owned(t), owned(t)];
  const echo = {
    ...recordedExchange(),
    learn: (_: TrainingBatch, logits: Float32Array) => teachingsOf([logits.slice()]),
  };
  const losses = trainOnce(tinyContext(taught, echo, { distillation: { weight: 50 } }), tinyBatch(0));
  trainOnce(tinyContext(alone, recordedExchange()), tinyBatch(0));
  assert.ok(Math.abs(losses.distillation) < 1e-6);
  assertClose(weightsOf(taught), weightsOf(alone), 1e-5);
});

for (const update of ['simultaneous', 'sequential'] as const) {
  test(`${update} updates: one forward pass${update === 'sequential' ? ' before the update and one after it' : ' a step'}`, (t) => {
    const network = owned(t, true);
    const apply = t.mock.method(network, 'apply');
    const context = tinyContext(network, recordedExchange([tinyTeacher(50)]), { distillation: { update } });
    for (let step = 0; step < 4; step++) trainOnce(context, tinyBatch(step));
    assert.equal(apply.mock.callCount(), update === 'sequential' ? 8 : 4);
  });
}

test('the last peer of a sequential order runs no second forward pass: nobody would learn from it', (t) => {
  const network = owned(t);
  const apply = t.mock.method(network, 'apply');
  const exchange = recordedExchange([tinyTeacher(50)]);
  const context = tinyContext(network, exchange, { distillation: { update: 'sequential' } });
  trainOnce({ ...context, hasLaterPeers: false }, tinyBatch(0));
  assert.equal(apply.mock.callCount(), 1);
});

test('a sequential peer sends the predictions of its updated network, as such', (t) => {
  const network = owned(t, true);
  const exchange = recordedExchange([tinyTeacher(50)]);
  const before = predicted(network, tinyBatch(0), true);
  trainOnce(tinyContext(network, exchange, { distillation: { update: 'sequential' } }), tinyBatch(0));
  const after = predicted(network, tinyBatch(0), true);
  assert.deepEqual(exchange.learned, [before]);
  assert.deepEqual(exchange.taught, [{ logits: after, phase: PHASE.afterUpdate }]);
  assert.notDeepEqual(after, before);
});

test('a simultaneous peer sends nothing after its update', (t) => {
  const exchange = recordedExchange([tinyTeacher(50)]);
  trainOnce(tinyContext(owned(t), exchange), tinyBatch(0));
  assert.deepEqual(exchange.taught, []);
});

test('moving statistics move once a step, by the batch before the update, whichever the order of updates', (t) => {
  const [sequential, simultaneous] = [owned(t, true), owned(t, true)];
  const networks = [
    [sequential, 'sequential'],
    [simultaneous, 'simultaneous'],
  ] as const;
  for (const [network, update] of networks) {
    const context = tinyContext(network, recordedExchange([tinyTeacher(50)]), { distillation: { update } });
    for (let step = 0; step < 3; step++) trainOnce(context, tinyBatch(step));
  }
  assert.deepEqual(weightBits(sequential), weightBits(simultaneous));
  assert.notDeepEqual(statisticsOf(simultaneous), statisticsOf(owned(t, true)), 'they do move');
});

test('dropout draws another mask each step, and the same one for the same step', (t) => {
  const network = tinyNetwork({ dropoutRate: 0.5 });
  t.after(() => network.dispose());
  const exchange = recordedExchange();
  const context = tinyContext(network, exchange, { training: { lr: 1e-30 } });
  for (const step of [0, 1, 0]) trainOnce(context, { ...tinyBatch(0), step });
  const [first, second, again] = exchange.learned;
  assert.notDeepEqual(second, first);
  assert.deepEqual(again, first);
});

const harmed = (step: number): TrainingBatch => {
  const batch = tinyBatch(step);
  batch.inputs[3] = Number.NaN;
  return batch;
};

for (const update of ['simultaneous', 'sequential'] as const) {
  test(`a loss that is not finite leaves weights, moving statistics and slots bit for bit, ${update}`, (t) => {
    const network = owned(t, true);
    const exchange = recordedExchange([tinyTeacher(50)]);
    const wishes = { training: { momentum: 0.9 }, distillation: { update } };
    const context = tinyContext(network, exchange, wishes);
    trainOnce(context, tinyBatch(0));
    const state = (): unknown => [
      weightBits(network),
      context.optimizer.updates,
      context.optimizer.slots().map(({ variable }) => [...variable.dataSync()]),
    ];
    const [before, taught] = [state(), exchange.taught.length];
    const losses = trainOnce(context, harmed(1));
    assert.deepEqual([losses.applied, losses.supervised], [false, Number.NaN]);
    assert.deepEqual(state(), before);
    assert.equal(exchange.taught.length, taught, 'nothing new to teach');
    assert.equal(trainOnce(context, tinyBatch(2)).applied, true, 'the next step is as good as ever');
  });
}

test('a logit that is not finite stops the update even where the loss hides it', (t) => {
  const network = owned(t);
  const [kernel, bias] = network.trainableWeights;
  tf.tidy(() => {
    kernel!.write(tf.zeros([TINY_INPUTS, TINY_CLASSES]));
    bias!.write(tf.tensor1d([0, 0, Number.NEGATIVE_INFINITY]));
  });
  const batch = { ...tinyBatch(0), labels: Int32Array.of(0, 1, 0, 1, 0) };
  const before = weightBits(network);
  const losses = trainOnce(tinyContext(network, recordedExchange()), batch);
  assert.ok(Number.isFinite(losses.supervised), 'ln 2: the infinite logit is no label');
  assert.equal(losses.applied, false);
  assert.deepEqual(weightBits(network), before);
});

test('teachers whose logits are not finite cannot harm a weight', (t) => {
  const network = owned(t);
  const before = weightBits(network);
  const teacher = tinyTeacher(50);
  teacher[1] = Number.NaN;
  const losses = trainOnce(tinyContext(network, recordedExchange([teacher])), tinyBatch(0));
  assert.equal(losses.applied, false);
  assert.deepEqual(weightBits(network), before);
});

for (const update of ['simultaneous', 'sequential'] as const) {
  test(`50 steps leave no tensor behind, nor does one that is left out or fails, ${update}`, (t) => {
    const network = owned(t, true);
    const context = tinyContext(network, recordedExchange([tinyTeacher(50), tinyTeacher(51)]), {
      training: { momentum: 0.9 },
      distillation: { update },
    });
    trainOnce(context, tinyBatch(0));
    const before = tf.memory().numTensors;
    for (let step = 1; step <= 50; step++)
      trainOnce(context, step % 10 === 0 ? harmed(step) : tinyBatch(step));
    assert.equal(tf.memory().numTensors, before);
  });
}

test('an exchange that throws ends the step with its error and no update', (t) => {
  const network = owned(t);
  const before = weightBits(network);
  const error = new CodistillError('ERR_STRICT_TIMEOUT', 'nobody');
  const exchange = {
    ...recordedExchange(),
    learn: () => {
      throw error;
    },
  };
  assert.throws(() => trainOnce(tinyContext(network, exchange), tinyBatch(0)), error);
  assert.deepEqual(weightBits(network), before);
});

function owned(t: TestContext, normalized = false): LayersModel {
  const network = tinyNetwork({ normalized });
  t.after(() => network.dispose());
  return network;
}

/** Logits of a batch; in training mode they are those of a step, and the moving statistics stay where they are. */
function predicted(network: LayersModel, batch: TrainingBatch, training: boolean): Float32Array {
  return tf.tidy(() => {
    const kept = network.nonTrainableWeights.map((weight) => weight.read().clone());
    const inputs = tf.tensor4d(batch.inputs, [batch.rows, 1, 2, 2]);
    const logits = (network.apply(inputs, { training }) as Tensor2D).dataSync() as Float32Array;
    network.nonTrainableWeights.forEach((weight, i) => {
      weight.write(kept[i]!);
    });
    return logits.slice();
  });
}

function statisticsOf(network: LayersModel): number[][] {
  return network.nonTrainableWeights.map((weight) => [...weight.read().dataSync()]);
}
