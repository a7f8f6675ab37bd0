import assert from 'node:assert/strict';
import { test } from 'node:test';
import { threadShare, threadsAsked, withThreads } from '../../../scripts/thread-environment.js';
import { failure } from '../../support/data-files.js';

for (const [cores, peers, threads] of [
  [8, 1, 8],
  [8, 2, 4],
  [8, 3, 2],
  [8, 8, 1],
  [8, 9, 1],
  [2, 3, 1],
  [1, 1, 1],
] as const) {
  test(`${peers} peers on ${cores} cores have ${threads} threads each`, () => {
    assert.equal(threadShare(cores, peers), threads);
    assert.ok(peers > cores || peers * threadShare(cores, peers) <= cores, 'no core has two threads to run');
  });
}

test('what is asked for wins over the environment, and the environment over the share', () => {
  const intra = (base: NodeJS.ProcessEnv, asked?: number): string | undefined =>
    withThreads(base, { share: 4, asked }).TF_NUM_INTRAOP_THREADS;
  assert.equal(intra({}), '4');
  assert.equal(intra({ TF_NUM_INTRAOP_THREADS: '7' }), '7');
  assert.equal(intra({ TF_NUM_INTRAOP_THREADS: '7' }, 2), '2');
  assert.equal(intra({}, 2), '2');
});

test('two ops may run at once where there are two threads or more', () => {
  const inter = (share: number, asked?: number): string | undefined =>
    withThreads({}, { share, asked }).TF_NUM_INTEROP_THREADS;
  assert.deepEqual([inter(1), inter(2), inter(8), inter(8, 1), inter(1, 2)], ['1', '2', '2', '1', '2']);
});

test('a setting of one thread variable leaves the other at its default, and all else as it was', () => {
  const base = { TF_NUM_INTEROP_THREADS: '3', HOME: '/home/me' };
  const environment = withThreads(base, { share: 4, asked: undefined });
  assert.deepEqual(environment, { ...base, TF_NUM_INTRAOP_THREADS: '4' });
});

test('a number of threads is a whole one from 1 on', () => {
  assert.equal(threadsAsked(undefined), undefined);
  assert.equal(threadsAsked(3), 3);
  for (const wrong of [0, -1, 1.5, Number.NaN]) {
    assert.throws(
      () => threadsAsked(wrong),
      failure('ERR_USAGE', /not a number of threads/, /share of the cores/),
    );
  }
});
