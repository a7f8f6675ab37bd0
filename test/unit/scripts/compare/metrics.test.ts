import assert from 'node:assert/strict';
import { test } from 'node:test';
import { METRIC_NAMES, metricKey, readMetricKey } from '../../../../scripts/compare/metrics.js';

test('a metric is that of the cohort, or with @ that of one peer', () => {
  assert.deepEqual([metricKey('testLoss').metric.name, metricKey('testLoss').peer], ['testLoss', undefined]);
  assert.equal(metricKey('testAccuracy@big').peer, 'big');
  assert(METRIC_NAMES.every((name) => readMetricKey(name) !== undefined));
});

test('what is not measured is no metric', () => {
  for (const text of ['', 'accuracy', 'testLoss@', 'testLoss@a@b', '@a'])
    assert.equal(readMetricKey(text), undefined, text);
  assert.throws(() => metricKey('accuracy'), /accuracy/);
});
