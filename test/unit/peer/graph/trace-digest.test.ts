import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptOf } from '../../../../peer/graph/replay.js';
import { traceDigest } from '../../../../peer/graph/trace-digest.js';
import { type Tensor, tf } from '../../../../peer/model/backend.js';
import { tracedOnce } from '../../../support/graph-kit.js';

const SHAPES = { x: [2, 3], y: [2, 3] };
type Compute = Parameters<typeof tracedOnce>[1];
const digestOf = (compute: Compute): string =>
  traceDigest(tracedOnce(SHAPES, compute, 1), tracedOnce(SHAPES, compute, 2));
const large = (length: number, last: number): Tensor =>
  tf.tensor1d(Float32Array.from({ length }, (_, i) => (i === length - 1 ? last : 1)));

test('the same computation has the same digest, computed or replayed, whatever the values of its inputs', () => {
  const compute: Compute = ({ x, y }) => tf.mul(tf.add(x!, y!), 3);
  const traces = [1, 2, 3].map((seed) => tracedOnce(SHAPES, compute, seed));
  const script = scriptOf(traces[0]!.recording);
  const replayed = [1, 2].map((seed) => tracedOnce(SHAPES, compute, seed, script));
  const digest = traceDigest(traces[0]!, traces[1]!);
  assert.equal(traceDigest(traces[2]!, traces[0]!), digest);
  assert.equal(traceDigest(replayed[0]!, replayed[1]!), digest);
});

test('anything that computes something else has another', () => {
  const computations: Readonly<Record<string, Compute>> = {
    plain: ({ x, y }) => tf.mul(tf.add(x!, y!), 3),
    'another constant': ({ x, y }) => tf.mul(tf.add(x!, y!), Math.fround(3 + 2 ** -21)),
    'another op': ({ x, y }) => tf.mul(tf.sub(x!, y!), 3),
    'another input': ({ x }) => tf.mul(tf.add(x!, x!), 3),
    'inputs the other way round': ({ x, y }) => tf.mul(tf.add(y!, x!), 3),
    'another attribute': ({ x, y }) => tf.matMul(x!, y!, false, true),
    'the attribute the other way round': ({ x, y }) => tf.matMul(x!, y!, true, false),
    'another result of the same ops': ({ x, y }) => {
      const sum = tf.add(x!, y!);
      tf.mul(sum, 3);
      return sum;
    },
    'one op more': ({ x, y }) => tf.neg(tf.mul(tf.add(x!, y!), 3)),
    'many equal numbers': ({ x }) => tf.add(tf.sum(x!), large(5000, 1)),
    'one of them another': ({ x }) => tf.add(tf.sum(x!), large(5000, 2)),
    'a constant that is another the second time': (() => {
      let calls = 0;
      return ({ x, y }: Parameters<Compute>[0]) => tf.mul(tf.add(x!, y!), 3 + calls++);
    })(),
    'fewer of them': ({ x }) => tf.add(tf.sum(x!), large(4000, 1)),
  };
  const digests = Object.values(computations).map(digestOf);
  assert.equal(new Set(digests).size, digests.length);
});
