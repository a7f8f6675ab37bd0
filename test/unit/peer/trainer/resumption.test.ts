import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { saveCheckpoint } from '../../../../peer/files/checkpoint.js';
import type { TrainingState } from '../../../../peer/model/training-state.js';
import { type Restorable, Resumption } from '../../../../peer/trainer/resumption.js';
import { sampleCheckpoint } from '../../../support/checkpoint-arbitrary.js';

const UNTAUGHT = { dueSteps: 0, taughtSteps: 0, dueRows: 0, taughtRows: 0 };
const EXPECT = { network: 'mlp', runSpecHash: 'hash' };
const NOTHING = {
  bestLoss: Number.POSITIVE_INFINITY,
  accuracy: undefined,
  counts: { trainedSteps: 0, leftOutSteps: 0, ...UNTAUGHT },
};
const FIRST: TrainingState = { tensors: [], optimizerUpdates: 0 };

function directoryWith(t: TestContext, steps: readonly number[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-test-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  for (const step of steps) {
    const metrics = { bestValidationLoss: 1 / step, newestValidationAccuracy: step / 1_000 };
    saveCheckpoint(directory, { ...sampleCheckpoint(step), metrics }, { best: false });
  }
  return directory;
}

/** A network that is nothing but what was restored last. */
function fakeNetwork(): Restorable & { state: TrainingState } {
  const network = {
    state: FIRST,
    collect: () => network.state,
    check: () => undefined,
    restore: (state: TrainingState) => {
      network.state = state;
    },
  };
  return network;
}

const files = (directory: string): string[] => readdirSync(directory).sort();

test('without a checkpoint a peer begins with its first weights', (t) => {
  const network = fakeNetwork();
  const resumption = new Resumption(directoryWith(t, []), EXPECT, 20, network);
  assert.deepEqual([resumption.newestStep, resumption.steps], [0, [0]]);
  assert.deepEqual(resumption.beginAt(0), NOTHING);
  assert.equal(network.state, FIRST);
});

test('the newest checkpoint is restored at once, and stays where the cohort begins there or further on', (t) => {
  const directory = directoryWith(t, [40, 60, 80]);
  for (const start of [80, 100]) {
    const network = fakeNetwork();
    const resumption = new Resumption(directory, EXPECT, 20, network);
    assert.deepEqual([resumption.newestStep, resumption.steps], [80, [40, 60, 80]]);
    assert.deepEqual(resumption.beginAt(start), {
      bestLoss: 1 / 80,
      accuracy: 0.08,
      counts: { trainedSteps: 80, leftOutSteps: 0, ...UNTAUGHT },
    });
    assert.equal(network.state.optimizerUpdates, 80);
  }
  assert.equal(files(directory).length, 3);
});

test('where the cohort begins at an older checkpoint, that one is restored, and newer ones are gone', (t) => {
  const directory = directoryWith(t, [40, 60, 80]);
  const network = fakeNetwork();
  const resumption = new Resumption(directory, EXPECT, 20, network);
  assert.deepEqual(resumption.beginAt(60), {
    bestLoss: 1 / 60,
    accuracy: 0.06,
    counts: { trainedSteps: 60, leftOutSteps: 0, ...UNTAUGHT },
  });
  assert.equal(network.state.optimizerUpdates, 60);
  assert.deepEqual(files(directory), ['step-0000000040.safetensors', 'step-0000000060.safetensors']);
});

test('where the cohort begins anew, the first weights come back', (t) => {
  const directory = directoryWith(t, [20]);
  const network = fakeNetwork();
  const resumption = new Resumption(directory, EXPECT, 20, network);
  assert.equal(network.state.optimizerUpdates, 20);
  assert.deepEqual(resumption.beginAt(0), NOTHING);
  assert.equal(network.state, FIRST);
  assert.deepEqual(files(directory), []);
});

test('nothing is lost when the older checkpoint cannot be loaded', (t) => {
  const directory = directoryWith(t, [40, 60, 80]);
  const network = fakeNetwork();
  const resumption = new Resumption(directory, EXPECT, 20, network);
  writeFileSync(join(directory, 'step-0000000060.safetensors'), 'damaged since');
  assert.throws(() => resumption.beginAt(60), { code: 'ERR_CHECKPOINT_CORRUPT' });
  assert.equal(network.state.optimizerUpdates, 80);
  assert.equal(files(directory).length, 3);
});
