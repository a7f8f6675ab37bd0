import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StepGraph } from '../../../../../peer/graph/graph.js';
import { withFusedAdam } from '../../../../../peer/graph/simplify/adam.js';
import { disposeTrainee, stateDifference, trainee } from '../../../../support/step-kit.js';

for (const weightDecay of [0, 0.01]) {
  test(`Adam with decay ${weightDecay} is one op a weight, equal within rounding`, async (t) => {
    let fused: StepGraph | undefined;
    const simplify = (graph: StepGraph): StepGraph => {
      fused = withFusedAdam(graph);
      return fused;
    };
    const wishes = {
      network: 'mlp:8',
      inputShape: [3, 3, 1] as const,
      rows: 4,
      training: { optimizer: 'adam' as const, lr: 0.01, weightDecay },
    };
    const [eager, compiled] = [
      await trainee({ ...wishes, eager: true }),
      await trainee({ ...wishes, simplify }),
    ];
    t.after(() => {
      for (const one of [eager, compiled]) disposeTrainee(one);
    });
    eager.train(0, 30);
    compiled.train(0, 30);
    assert.deepEqual(
      fused!.updates.map((update) => update.op),
      Array.from({ length: 4 }, () => 'ResourceApplyAdam'),
    );
    // Without the correction for the rounding of 1 − β the weights would be 2e-5 apart.
    assert.ok(stateDifference(compiled.state(), eager.state()) < 2e-6);
  });
}

test('gradient descent is left alone', async (t) => {
  let same = false;
  const simplify = (graph: StepGraph): StepGraph => {
    same = withFusedAdam(graph) === graph;
    return graph;
  };
  const sgd = await trainee({ network: 'mlp:8', inputShape: [3, 3, 1], rows: 4, simplify });
  t.after(() => disposeTrainee(sgd));
  sgd.train(0, 1);
  assert.ok(same);
});
