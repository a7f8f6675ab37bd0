import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Averaging } from '../../../../../peer/model/optimizers/averaging.js';
import { collectTrainingState, restoreTrainingState } from '../../../../../peer/model/training-state.js';
import { namedWeights } from '../../../../../peer/model/weights.js';
import { assertClose } from '../../../../support/closeness.js';
import {
  disposeTrainee,
  noiseBatch,
  stateDifference,
  type Trainee,
  type TraineeWishes,
  trainee,
} from '../../../../support/step-kit.js';

const DECAY = 0.8;
const NORMALIZED = { network: 'wrn-10-1', inputShape: [8, 8, 3], rows: 6 } as const;
const MLP = { network: 'mlp:16-12', inputShape: [4, 4, 1], rows: 6 } as const;

async function owned(t: TestContext, wishes: TraineeWishes): Promise<Trainee> {
  const made = await trainee({ ema: DECAY, ...wishes });
  t.after(() => disposeTrainee(made));
  return made;
}

function averagesOf({ context, step }: Trainee): Averaging {
  assert(context.optimizer instanceof Averaging);
  step.settle();
  return context.optimizer;
}

/** Every weight and statistic, in float64. */
function weightsOf({ context, step }: Trainee): number[][] {
  step.settle();
  return namedWeights(context.network).map(({ variable }) => [...variable.dataSync()]);
}

for (const [title, wishes] of [
  ['op by op', { ...NORMALIZED, eager: true }],
  ['compiled', NORMALIZED],
  ['compiled, Adam', { ...MLP, training: { optimizer: 'adam' as const } }],
] as const) {
  test(`after each step the average is what the formula says, statistics of batch normalisation too: ${title}`, async (t) => {
    const made = await owned(t, wishes);
    let expected = weightsOf(made);
    for (let step = 0; step < 6; step++) {
      made.train(step, step + 1);
      const weights = weightsOf(made);
      expected = expected.map((values, i) =>
        values.map((value, k) => DECAY * value + (1 - DECAY) * weights[i]![k]!),
      );
      const offered = averagesOf(made).tensors();
      offered.forEach(({ name, values }, i) => {
        assertClose([...values], expected[i]!, 2e-6, `${name} after step ${step}`);
      });
    }
    const names = namedWeights(made.context.network).map(({ name }) => name);
    assert.deepEqual(
      averagesOf(made)
        .tensors()
        .map(({ name }) => name),
      names,
    );
    assert.deepEqual(made.warnings, []);
  });
}

test('an average changes nothing about how the network trains', async (t) => {
  const [plain, averaging] = [await trainee(MLP), await owned(t, MLP)];
  t.after(() => disposeTrainee(plain));
  assert.deepEqual(averaging.train(0, 10), plain.train(0, 10));
  const weights = new Map([...averaging.state()].filter(([name]) => !name.startsWith('ema/')));
  assert.equal(stateDifference(weights, plain.state()), 0);
});

test('an update that is left out leaves the average as it was', async (t) => {
  for (const eager of [true, false]) {
    const broken = noiseBatch(3, 6, MLP.inputShape, 5);
    broken.inputs[2] = Number.NaN;
    const made = await owned(t, {
      ...MLP,
      eager,
      batchOf: (step) => (step === 3 ? broken : noiseBatch(step, 6, MLP.inputShape, 5)),
    });
    made.train(0, 3);
    const before = averagesOf(made).tensors();
    assert.equal(made.train(3, 4)[0]!.applied, false);
    assert.deepEqual(averagesOf(made).tensors(), before);
  }
});

test('a checkpoint keeps the average: what is resumed goes on as what was never stopped', async (t) => {
  const unbroken = await owned(t, NORMALIZED);
  unbroken.train(0, 4);
  unbroken.step.settle();
  const { network, optimizer } = unbroken.context;
  const kept = collectTrainingState(network, optimizer);
  unbroken.train(4, 8);
  const resumed = await owned(t, { ...NORMALIZED, seed: 2 });
  restoreTrainingState(resumed.context.network, resumed.context.optimizer, kept);
  resumed.train(4, 8);
  assert.deepEqual(averagesOf(resumed).tensors(), averagesOf(unbroken).tensors());
});
