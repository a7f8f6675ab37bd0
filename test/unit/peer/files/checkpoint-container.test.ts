import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeContainer, isContainer } from '../../../../peer/files/checkpoint-container.js';
import {
  CheckpointFormatError,
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../../../peer/files/checkpoint-format.js';
import { sampleCheckpoint } from '../../../support/checkpoint-arbitrary.js';
import { REPOSITORY } from '../../../support/repository.js';

/** Written by the version before checkpoints became safetensors files. */
const file = Buffer.from(
  readFileSync(join(REPOSITORY, 'test', 'support', 'checkpoints', 'format-1.hex'), 'utf8').replaceAll(
    '\n',
    '',
  ),
  'hex',
);

const expected = {
  ...sampleCheckpoint(12),
  data: {
    digest: 'ab'.repeat(32),
    classNames: ['cat', 'é'],
    normalization: { mean: [0.1], std: [0.5] },
  },
  numerics: { tensorflow: '2.21.0', threads: 2, instructions: 'AVX2', oneDnn: 'on' },
};

test('a checkpoint of the older format is read, to the last bit, and differs from the newer one', () => {
  assert.equal(isContainer(file), true);
  assert.deepEqual(decodeCheckpoint(file), expected);
  assert.equal(isContainer(Buffer.from(encodeCheckpoint(expected))), false);
});

test('every single flipped bit and every truncation of an older file is found', () => {
  for (let position = 0; position < file.length; position++) {
    const flipped = Buffer.from(file);
    flipped[position]! ^= 1 << (position % 8);
    assert.throws(() => decodeCheckpoint(flipped), CheckpointFormatError, `byte ${position}`);
    assert.throws(() => decodeCheckpoint(file.subarray(0, position)), CheckpointFormatError);
  }
});

test('damage of an older file is reported by the part that has it', () => {
  const changed = (at: number, byte: number): Buffer => {
    const copy = Buffer.from(file);
    copy[at] = byte;
    return copy;
  };
  const decoding = (bytes: Buffer) => () => decodeContainer(bytes);
  assert.throws(decoding(changed(8, 9)), /format version 9/);
  assert.throws(decoding(changed(15, 127)), /does not fit the file/);
  assert.throws(decoding(changed(60, 0)), /header is damaged/);
  const kernel = file.indexOf(Buffer.from(sampleCheckpoint(12).tensors[0]!.values.buffer));
  assert.throws(decoding(changed(kernel, 1)), /tensor weights\/0\/kernel is damaged/);
  assert.throws(decoding(changed(file.length - 1, file.at(-1)! ^ 1)), /checksum of the file/);
});
