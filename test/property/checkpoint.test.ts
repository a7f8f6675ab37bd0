import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  CheckpointFormatError,
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../peer/files/checkpoint-format.js';
import { anyCheckpoint } from '../support/checkpoint-arbitrary.js';
import '../support/property-seed.js';

const bits = (values: Float32Array): number[] => [
  ...new Uint32Array(values.buffer, values.byteOffset, values.length),
];

test('decoding gives back every bit that was encoded', () => {
  fc.assert(
    fc.property(anyCheckpoint, (checkpoint) => {
      const decoded = decodeCheckpoint(encodeCheckpoint(checkpoint));
      const withBits = ({ tensors, ...rest }: typeof checkpoint) => ({
        ...rest,
        metrics: { ...rest.metrics },
        tensors: tensors.map(({ values, ...tensor }) => ({ ...tensor, bits: bits(values) })),
      });
      assert.deepEqual(withBits(decoded), withBits(checkpoint));
    }),
  );
});

test('arbitrary bytes, also behind a right beginning, give only the format error', () => {
  const beginning = encodeCheckpoint({
    step: 1,
    epoch: 0,
    network: 'mlp',
    runSpecHash: '',
    peerId: '',
    optimizerUpdates: 0,
    metrics: {},
    tensors: [],
  });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat({ max: beginning.length - 1 }), (noise, kept) => {
      const harmed = new Uint8Array([...beginning.subarray(0, kept), ...noise]);
      fc.pre(Buffer.compare(harmed, beginning) !== 0); // a byte in 256 may restore what was cut off
      for (const file of [noise, harmed]) {
        assert.throws(() => decodeCheckpoint(file), CheckpointFormatError);
      }
    }),
    { numRuns: 2_000 },
  );
});
