import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mnistFolder } from '../../../../peer/data/mnist.js';
import { findDataSet, knownSets } from '../../../../scripts/doctor/data-sets.js';

const set = (name: string): ReturnType<typeof knownSets>[number] => {
  const found = knownSets('/cache').find((known) => known.name === name);
  assert.ok(found !== undefined);
  return found;
};

test("a set is found in the user's folder first, then where it usually lies", () => {
  const everywhere = (): boolean => true;
  assert.equal(findDataSet(set('fashion-mnist'), ['/mine'], everywhere).foundIn, '/mine');
  assert.equal(findDataSet(set('mnist'), [], everywhere).foundIn, mnistFolder());
  assert.equal(findDataSet(set('cifar10'), [], everywhere).foundIn, '/cache/data/cifar10');
});

test('a set of which one file is missing is not found', () => {
  const exists = (path: string): boolean => !path.includes('t10k-labels');
  const facts = findDataSet(set('mnist'), ['/mine'], exists);
  assert.equal(facts.foundIn, undefined);
  assert.deepEqual(facts.lookedIn, ['/mine', mnistFolder()]);
});

test('packed files and the archive as published count', () => {
  const packed = (path: string): boolean => path.startsWith('/mine/') && path.endsWith('ubyte.gz');
  assert.equal(findDataSet(set('fashion-mnist'), ['/mine'], packed).foundIn, '/mine');
  const archive = (path: string): boolean => path === '/mine/cifar-100-binary.tar.gz';
  assert.equal(findDataSet(set('cifar100'), ['/mine'], archive).foundIn, '/mine');
});

test('without a cache there is one place less to look in', () => {
  assert.deepEqual(knownSets(undefined).find((known) => known.name === 'cifar10')?.places, []);
});
