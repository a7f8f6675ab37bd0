import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COLUMN_METRICS, GAUGE_METRICS, METRICS, SUMMARY_METRICS } from '../../../../peer/core/metrics.js';

test('each place has its rows, in the order of the table', () => {
  assert.deepEqual(GAUGE_METRICS, [
    'supervisedLoss',
    'distillationLoss',
    'distillationWeight',
    'trainedSteps',
    'validationAccuracy',
    'taughtShare',
    'taughtRowsShare',
    'gradientRatio',
    'bitsPerCharacter',
    'samplesPerSecond',
    'waitFraction',
    'stalenessSteps',
  ]);
  assert.deepEqual(
    SUMMARY_METRICS.map((name) => METRICS[name].summary),
    [
      'trainedSteps',
      'valAccuracy',
      'taughtShare',
      'taughtRowsShare',
      'gradientRatio',
      'samplesPerSecond',
      'trainingSeconds',
      'waitFraction',
      'dataWaitFraction',
      'bytesSent',
      'bytesReceived',
    ],
  );
  assert.deepEqual(
    COLUMN_METRICS.map((name) => METRICS[name].column),
    ['val acc', 'taught', 'rows taught', 'pull', 'samples/s', 'waiting', 'sent', 'received'],
  );
});

test('no two gauges share a word, and a column shows what the summary has', () => {
  const words = GAUGE_METRICS.map((name) => METRICS[name].gauge);
  assert.equal(new Set(words).size, words.length);
  assert.deepEqual(
    COLUMN_METRICS.filter((name) => !(SUMMARY_METRICS as readonly string[]).includes(name)),
    [],
  );
});
