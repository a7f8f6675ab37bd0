import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CheckpointFormatError,
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../../../peer/files/checkpoint-format.js';
import { floatsOf } from '../../../../proto/float-bytes.js';
import { sampleCheckpoint } from '../../../support/checkpoint-arbitrary.js';

const file = encodeCheckpoint(sampleCheckpoint(12));

/** The file with some bytes replaced. */
function changed(at: number, bytes: readonly number[]): Uint8Array {
  const copy = file.slice();
  copy.set(bytes, at);
  return copy;
}

test('a file is a safetensors file: the length of the header, the header, the tensors one after the other', () => {
  const bytes = Buffer.from(file);
  const length = Number(bytes.readBigUInt64LE());
  assert.equal(length % 8, 0);
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Record<string, unknown>;
  const { __metadata__: metadata, ...tensors } = header;
  assert.deepEqual(tensors, {
    'weights/0/kernel': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
    'weights/1/bias': { dtype: 'F32', shape: [3], data_offsets: [24, 36] },
  });
  const strings = metadata as Record<string, string>;
  assert.ok(Object.values(strings).every((value) => typeof value === 'string'));
  assert.equal((JSON.parse(strings.checkpoint!) as { step: number }).step, 12);
  assert.equal(bytes.length, 8 + length + 36);
  assert.deepEqual(
    floatsOf(file.slice(8 + length, 8 + length + 24)),
    sampleCheckpoint(12).tensors[0]!.values,
  );
});

test('equal checkpoints give equal bytes, another one gives others', () => {
  assert.deepEqual(encodeCheckpoint(sampleCheckpoint(12)), file);
  assert.notDeepEqual(encodeCheckpoint(sampleCheckpoint(13)), file);
});

test('every single flipped bit of a file is found', () => {
  for (let position = 0; position < file.length; position++) {
    for (let bit = 0; bit < 8; bit++) {
      const flipped = file.slice();
      flipped[position]! ^= 1 << bit;
      assert.throws(() => decodeCheckpoint(flipped), CheckpointFormatError, `byte ${position} bit ${bit}`);
    }
  }
});

test('every truncation, and any byte too many, is found', () => {
  for (let length = 0; length < file.length; length++) {
    assert.throws(() => decodeCheckpoint(file.subarray(0, length)), CheckpointFormatError, `${length} bytes`);
  }
  assert.throws(() => decodeCheckpoint(new Uint8Array([...file, 0])), CheckpointFormatError);
});

test('damage is reported by the part that has it', () => {
  assert.throws(() => decodeCheckpoint(changed(8, [9])), /another beginning/);
  assert.throws(() => decodeCheckpoint(changed(4, [255, 255, 255, 127])), /does not fit the file/);
  assert.throws(() => decodeCheckpoint(changed(40, [0])), /header is damaged/);
  assert.throws(() => decodeCheckpoint(changed(200, [0])), /header is damaged/);
  const kernel = Buffer.from(file).indexOf(Buffer.from(sampleCheckpoint(12).tensors[0]!.values.buffer));
  assert.throws(() => decodeCheckpoint(changed(kernel, [1])), /tensor weights\/0\/kernel is damaged/);
  assert.throws(
    () => decodeCheckpoint(changed(file.length - 1, [file.at(-1)! ^ 1])),
    /weights\/1\/bias is damaged/,
  );
  assert.throws(() => decodeCheckpoint(new Uint8Array([...file, 0])), /37 bytes of tensors, 36 expected/);
});

test('a shape larger than the file is refused before anything is allocated', () => {
  const values = Object.defineProperty(new Float32Array(0), 'length', { value: 2 ** 40 });
  const bytes = encodeCheckpoint({
    ...sampleCheckpoint(1),
    tensors: [{ name: 'w', shape: [2 ** 40], values }],
  });
  assert.throws(() => decodeCheckpoint(bytes), /does not fit the file/);
});

test('what cannot be read back is not written', () => {
  const sample = sampleCheckpoint(1);
  assert.throws(() => encodeCheckpoint({ ...sample, metrics: { loss: Number.NaN } }), RangeError);
  const tensors = [{ name: 'w', shape: [3], values: new Float32Array(2) }];
  assert.throws(() => encodeCheckpoint({ ...sample, tensors }), RangeError);
  const twice = [...sample.tensors, sample.tensors[0]!];
  assert.throws(() => encodeCheckpoint({ ...sample, tensors: twice }), /same name/);
});

test('the data that it learned travel in a checkpoint; older ones, without, are read', () => {
  const normalization = { mean: [0.1, 1 / 3], std: [1, 0.5] };
  const data = { digest: 'ab', classNames: ['cat', '\n', 'é'], normalization };
  const written = encodeCheckpoint({ ...sampleCheckpoint(12), data });
  assert.deepEqual(decodeCheckpoint(written).data, data);
  assert.equal(decodeCheckpoint(file).data, undefined);
});

test('numerics travel in a checkpoint; older ones, without, are read', () => {
  const numerics = { tensorflow: '2.21.0', threads: 2, instructions: 'AVX2', oneDnn: 'on' };
  assert.deepEqual(
    decodeCheckpoint(encodeCheckpoint({ ...sampleCheckpoint(12), numerics })).numerics,
    numerics,
  );
  assert.equal(decodeCheckpoint(file).numerics, undefined);
});
