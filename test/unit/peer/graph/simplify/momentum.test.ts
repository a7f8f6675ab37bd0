import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StepGraph } from '../../../../../peer/graph/graph.js';
import { withFusedDescent } from '../../../../../peer/graph/simplify/momentum.js';
import { disposeTrainee, stateDifference, trainee } from '../../../../support/step-kit.js';

const SCHEMES = [
  { momentum: 0, nesterov: false, weightDecay: 0, op: 'ResourceApplyGradientDescent' },
  { momentum: 0, nesterov: false, weightDecay: 0.01, op: 'ResourceApplyGradientDescent' },
  { momentum: 0.9, nesterov: false, weightDecay: 0.01, op: 'ResourceApplyMomentum' },
  { momentum: 0.9, nesterov: true, weightDecay: 0, op: 'ResourceApplyMomentum' },
] as const;

for (const { op, ...options } of SCHEMES) {
  test(`momentum ${options.momentum}, Nesterov ${options.nesterov}, decay ${options.weightDecay}: one ${op} a weight, equal within rounding`, async (t) => {
    let fused: StepGraph | undefined;
    const simplify = (graph: StepGraph): StepGraph => {
      fused = withFusedDescent(graph);
      return fused;
    };
    const wishes = {
      network: 'mlp:8',
      inputShape: [3, 3, 1] as const,
      rows: 4,
      training: { optimizer: 'sgd' as const, lr: 0.1, ...options },
    };
    const [eager, compiled] = [
      await trainee({ ...wishes, eager: true }),
      await trainee({ ...wishes, simplify }),
    ];
    t.after(() => {
      for (const one of [eager, compiled]) disposeTrainee(one);
    });
    eager.train(0, 20);
    compiled.train(0, 20);
    assert.deepEqual(
      fused!.updates.map((update) => update.op),
      Array.from({ length: 4 }, () => op),
    );
    assert.ok(stateDifference(compiled.state(), eager.state()) < 1e-6);
  });
}
