import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeCheckpoint } from '../../../../peer/files/checkpoint-format.js';
import type { LocalTeacherWeights } from '../../../../peer/mailbox/messages.js';
import type { LayersModel } from '../../../../peer/model/backend.js';
import { tapFeatures } from '../../../../peer/model/feature-tap.js';
import { namedWeights } from '../../../../peer/model/weights.js';
import { LocalTeachers } from '../../../../peer/trainer/local-teachers.js';
import { eagerPrediction } from '../../../support/eager-prediction.js';
import { TINY_CLASSES, tinyBatch, tinyNetwork } from '../../../support/tiny-network.js';

/** The weights of a network times a factor, as a teacher publishes them. */
function published(network: LayersModel, factor: number, step: number, metrics = {}): Uint8Array {
  const tensors = namedWeights(network).map(({ name, variable }) => ({
    name,
    shape: [...variable.shape],
    values: (variable.dataSync() as Float32Array).map((value) => value * factor),
  }));
  const facts = {
    network: 'tiny',
    runSpecHash: 'x',
    peerId: 'b',
    optimizerUpdates: 0,
    metrics,
    epoch: 0,
  };
  return encodeCheckpoint({ ...facts, step, tensors });
}

const weightsOf = (peerId: string, checkpoint: Uint8Array | null): LocalTeacherWeights => ({
  peerId,
  weight: 0.5,
  checkpoint,
});

for (const eager of [true, false]) {
  test(`a teacher is heard once its weights have come, and says what they say (${eager ? 'eager' : 'compiled'})`, () => {
    const own = tinyNetwork();
    const warnings: string[] = [];
    const teachers = new LocalTeachers(new Map([['b', tinyNetwork()]]), {
      eager,
      warn: (text) => warnings.push(text),
      rowsMax: 5,
    });
    const batch = tinyBatch(0);
    assert.deepEqual([teachers.teach(batch), teachers.oldestStep], [[], undefined]);
    teachers.receive({ kind: 'teacherWeights', teachers: [weightsOf('b', published(own, 2, 30))] });
    const [teaching] = teachers.teach(batch);
    const expected = eagerPrediction(own)(batch.inputs, batch.rows).map((logit) => 2 * logit);
    assert.deepEqual([teaching!.peerId, teaching!.weight, teachers.oldestStep], ['b', 0.5, 30]);
    assert.equal(teaching!.logits.length, batch.rows * TINY_CLASSES);
    teaching!.logits.forEach((logit, i) => {
      assert.ok(Math.abs(logit - expected[i]!) < 1e-5, `${logit} for ${expected[i]}`);
    });
    assert.deepEqual(warnings, []);
  });
}

for (const eager of [true, false]) {
  test(`features and accuracy come with what a tapped teacher says, ${eager ? 'eager' : 'compiled'}`, () => {
    const own = tinyNetwork();
    const network = tinyNetwork();
    const taps = new Map([['b', tapFeatures(network, 'rkd')]]);
    const teachers = new LocalTeachers(new Map([['b', network]]), {
      eager,
      rowsMax: 5,
      warn: assert.fail,
      taps,
    });
    const batch = tinyBatch(0);
    const validated = published(own, 1, 30, { validationAccuracy: 0.25 });
    teachers.receive({ kind: 'teacherWeights', teachers: [weightsOf('b', validated)] });
    const [teaching] = teachers.teach(batch);
    assert.equal(teaching!.validationAccuracy, 0.25);
    assert.deepEqual([...teaching!.features!], [...batch.inputs], 'one layer: its input is the embedding');
  });
}

test('the ledger has how old the weights were, and the steps before any had come', () => {
  const networks = new Map(['b', 'c'].map((peer) => [peer, tinyNetwork()]));
  const frozen = new Set(['c']);
  const teachers = new LocalTeachers(networks, { eager: true, warn: assert.fail, rowsMax: 5, frozen });
  const batch = { ...tinyBatch(0), step: 12 };
  const none = ['b', 'c'].map((peer) => weightsOf(peer, null));
  teachers.receive({ kind: 'teacherWeights', teachers: none });
  assert.deepEqual(teachers.teach(batch), []);
  const some = ['b', 'c'].map((peer) => weightsOf(peer, published(tinyNetwork(), 1, 5)));
  teachers.receive({ kind: 'teacherWeights', teachers: some });
  teachers.teach(batch);
  const { b, c } = teachers.ledger.sums();
  assert.deepEqual([b!.steps, b!.stepsWithout, b!.rows, b!.rowsWithout], [2, 1, 2 * batch.rows, batch.rows]);
  assert.deepEqual([b!.ageSteps, b!.ageStepsMax, c!.ageSteps], [7 * batch.rows, 7, 0]);
});

test('newer weights replace older ones; a teacher that is no longer named is not heard', () => {
  const own = tinyNetwork();
  const networks = new Map(['b', 'c'].map((peer) => [peer, tinyNetwork()]));
  const teachers = new LocalTeachers(networks, { eager: true, warn: assert.fail, rowsMax: 5 });
  const batch = tinyBatch(0);
  teachers.receive({
    kind: 'teacherWeights',
    teachers: [weightsOf('b', published(own, 1, 10)), weightsOf('c', published(own, 1, 20))],
  });
  assert.deepEqual([teachers.teach(batch).length, teachers.oldestStep], [2, 10]);
  const before = teachers.teach(batch)[0]!.logits.slice();
  teachers.receive({ kind: 'teacherWeights', teachers: [weightsOf('b', published(own, 3, 40))] });
  assert.deepEqual([teachers.teach(batch).length, teachers.oldestStep], [1, 40]);
  assert.notDeepEqual(teachers.teach(batch)[0]!.logits, before);
  teachers.receive({ kind: 'teacherWeights', teachers: [weightsOf('b', null), weightsOf('c', null)] });
  assert.equal(teachers.teach(batch).length, 2, 'what came before still holds');
});
