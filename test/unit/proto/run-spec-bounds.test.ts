import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRunSpec, type RunSpec } from '../../../proto/run-spec.js';
import { refused } from '../../support/specs.js';

const UINT32 = 0xffffffff;

/** Field, values at the edge that are taken, values just beyond that are not. */
const BOUNDS: readonly (readonly [field: string, taken: readonly unknown[], refused: readonly unknown[]])[] =
  [
    ['data.name', ['synthetic'], [1, null]],
    ['data.limitTrain', [0, UINT32], [-1, 1.5, UINT32 + 1, '1']],
    ['data.labelNoise', [0, 1], [-0.01, 1.01, Number.NaN]],
    ['data.validationFraction', [0, 0.999], [-0.001, 1]],
    ['data.augment', ['none', 'pad-crop-flip'], ['flip', '']],
    ['data.seed', [0, UINT32], [-1, 0.5]],
    ['training.epochs', [1, UINT32], [0, 1.5]],
    ['training.steps', [0, UINT32], [-1, 0.5]],
    ['training.batch', [1, 65_536], [0, 65_537, 1.5]],
    ['training.seed', [0, UINT32], [-1, UINT32 + 1]],
    ['training.optimizer', ['sgd', 'adam'], ['SGD', 'lamb']],
    ['training.lr', [1e-12, 1e6], [0, -1, Infinity, Number.NaN]],
    ['training.momentum', [0, 0.999], [-0.1, 1]],
    ['training.nesterov', [true, false], ['yes', 1]],
    ['training.weightDecay', [0, 1], [-1e-9]],
    ['training.schedule', ['constant', 'step', 'cosine'], ['linear']],
    ['training.milestones', [[], [0, 1]], [[1.1], [-0.1], 0.5]],
    ['training.weightDecaySchedule', [[], [1e-4, 0]], [[-1e-9], [Infinity], 0.5]],
    ['training.gamma', [1e-12, 2], [0, -1]],
    ['training.evaluateEverySteps', [0, UINT32], [-1, 1.5]],
    ['training.checkpointEverySteps', [0, UINT32], [-1, 1.5]],
    ['training.eager', [true, false], [1, 'yes']],
    ['training.warmupSteps', [0, UINT32], [-1, 0.5]],
    ['training.clipNorm', [0, 1e-3, 1e6], [-1, Infinity]],
    ['training.fineTuneSteps', [0, UINT32], [-1, 0.5]],
    ['training.fineTuneLr', [0], [-0.1, Infinity]], // above 0 it needs steps: run-spec-checks.test.ts
    ['distillation.temperature', [1e-3, 100], [0, -1]],
    ['distillation.weight', [0, 10], [-0.1, Infinity]],
    ['distillation.burnInSteps', [0, UINT32], [-1, 1.5]],
    ['distillation.exitWeight', [0, 1], [-0.1, 1.1]],
    ['distillation.exitTemperature', [1e-3, 100], [0, -1]],
    ['distillation.exitHint', [0, 10], [-0.1, Infinity]],
    ['distillation.update', ['simultaneous', 'sequential'], ['both']],
    [
      'exchange.mode',
      ['lockstep', 'none', 'stale:50', 'cached:0,0.5', 'mixed:lockstep@1+none@2'],
      ['stale', 'stale:0'],
    ],
    ['exchange.quorum', ['any', 'all'], ['most']],
    [
      'exchange.graph',
      ['all', 'ring', 'star', 'pairs', 'random:2', 'peer-0>peer-1:0.5', '../graph.js'],
      ['circle', 'random:0', 'a>'],
    ],
    ['exchange.payload', ['float32', 'float16', 'int8', 'top-3', 'top-3:drop'], ['float8', 'top-0']],
    ['exchange.stalenessDecay', [0.5, 1], [0, 1.1]],
    ['exchange.pipeline', [0, 1], [-1, 0.5, 2]],
    ['exchange.ema', [0], [-0.1, 1]], // the others do not go with lockstep: run-spec-checks.test.ts
    [
      'data.partition', // the others do not go with lockstep: partition.test.ts
      ['same'],
      ['overlap:2', 'dirichlet:0', 'shared'],
    ],
    [
      'distillation.loss',
      ['kl', 'reverse-kl', 'cross-entropy', 'mse', 'dkd', './js.js'],
      ['js', '', 'js.js'],
    ],
    [
      'distillation.targets',
      ['mean', 'trimmed-mean', 'logit-mean', 'kdcl-naive', 'kdcl-linear', 'kdcl-minlogit', 'kdcl-general'],
      ['sum'],
    ],
    ['distillation.teacherWeights', ['edges', 'validation', 'confidence'], ['equal']],
    ['distillation.teacherGate', [true, false], [1]],
    ['distillation.divergenceMax', [0, 1000], [-0.1]],
    ['distillation.standardize', [true, false], [1]],
    ['distillation.dkdTarget', [0, 10], [-0.1]],
    ['distillation.dkdOthers', [0, 10], [-0.1]],
    ['distillation.feature', ['none', 'hint', 'attention', 'rkd', 'similarity'], ['fitnet']],
    ['distillation.featureWeight', [0, 1000], [-1]],
    ['distillation.schedule', ['constant', 'cosine'], ['step']], // a ramp needs steps: run-spec-checks.test.ts
    ['distillation.rampSteps', [0, UINT32], [-1, 0.5]],
    ['exchange.waitMsMax', [1, 1e9], [0, -1]],
    ['rounds.steps', [1, UINT32], [0, 1.5]],
    ['rounds.peersMin', [1, 2], [0, 3]],
    ['rounds.joinTimeoutMs', [1, 1e9], [0]],
    ['convergence.targetAccuracy', [0, 1], [-0.1, 1.1]],
    ['convergence.patienceRounds', [0, UINT32], [-1, 0.5]],
  ];

for (const [field, taken, beyond] of BOUNDS) {
  const [section, key] = field.split('.') as [keyof RunSpec, string];
  test(`${field} is taken up to its bounds and refused beyond, by name`, () => {
    for (const value of taken) {
      const spec = parseRunSpec({ [section]: { [key]: value } });
      assert.deepEqual((spec[section] as unknown as Record<string, unknown>)[key], value);
    }
    for (const value of beyond) {
      assert.ok(refused({ [section]: { [key]: value } }).includes(field), `${field} ${String(value)}`);
    }
  });
}

test('every field of every section has its bounds tested above', () => {
  const { peers: _, ...sections } = parseRunSpec({});
  const fields = Object.entries(sections).flatMap(([section, values]) =>
    Object.keys(values).map((key) => `${section}.${key}`),
  );
  assert.deepEqual([...fields].sort(), BOUNDS.map(([field]) => field).sort());
});
