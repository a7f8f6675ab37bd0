import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { encodeCheckpoint } from '../../../../peer/files/checkpoint-format.js';
import {
  decodeSafetensors,
  encodeSafetensors,
  SafetensorsError,
} from '../../../../peer/files/safetensors.js';
import { sampleCheckpoint } from '../../../support/checkpoint-arbitrary.js';
import { pythonWith } from '../../../support/python-packages.js';

const bias = { name: 'bias', shape: [2], values: Float32Array.of(1, -0) };

test('the bytes of a file are these', () => {
  const header = '{"__metadata__":{"a":"b"},"bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}      ';
  const tensors = Buffer.from('0000803f00000080', 'hex');
  const expected = Buffer.concat([Buffer.from('5800000000000000', 'hex'), Buffer.from(header), tensors]);
  assert.deepEqual(encodeSafetensors([bias], { a: 'b' }), expected);
});

test('tensors of the same name, or of another size than their shape, are not written', () => {
  assert.throws(() => encodeSafetensors([bias, bias], {}), /same name/);
  assert.throws(() => encodeSafetensors([{ ...bias, shape: [3] }], {}), /bias \[3\] has 2 values/);
});

test('what was written is read again, without metadata and in any order too', () => {
  const kernel = { name: 'kernel', shape: [1, 2], values: Float32Array.of(3, 4) };
  assert.deepEqual(
    [...decodeSafetensors(encodeSafetensors([bias, kernel], { a: 'b' })).values()],
    [bias, kernel],
  );
  const header = JSON.stringify({
    kernel: { dtype: 'F32', shape: [1, 2], data_offsets: [8, 16] },
    bias: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
  });
  const length = Buffer.alloc(8, 0);
  length.writeUInt8(header.length);
  const data = Buffer.from('00 00 80 3f 00 00 00 80 00 00 40 40 00 00 80 40'.replaceAll(' ', ''), 'hex');
  const other = decodeSafetensors(Buffer.concat([length, Buffer.from(header), data]));
  assert.deepEqual([...other.values()], [kernel, bias]);
});

test('a file that is cut off, of another kind or of other numbers is refused', () => {
  const file = encodeSafetensors([bias], {});
  const refused = (bytes: Buffer, message: RegExp): void => {
    assert.throws(
      () => decodeSafetensors(bytes),
      (error) => error instanceof SafetensorsError && message.test(error.message),
    );
  };
  const changed = (from: string, to: string): Buffer =>
    Buffer.from(file.toString('latin1').replace(from, to), 'latin1');
  for (const length of [0, 7, 8, 40]) refused(file.subarray(0, length), /no safetensors file/);
  refused(file.subarray(0, -1), /tensor bias \[2\] does not fit/);
  refused(Buffer.from('a picture, or a text, or a program'), /no safetensors file/);
  refused(changed('F32', 'F16'), /tensor bias is F16, not F32/);
  refused(changed('[2]', '[3]'), /bias \[3\] does not fit/);
  refused(changed('[0,8]', '[4,8'), /not JSON/);
  refused(changed('"shape"', '"shbpe"'), /bias has no place/);
  refused(changed('[0,8]', '[9,1]'), /does not fit/);
});

const PYTHON = `
import json, sys
from safetensors import safe_open
with safe_open(sys.argv[1], framework="numpy") as file:
    tensors = {name: [list(file.get_tensor(name).shape), file.get_tensor(name).tobytes().hex()] for name in file.keys()}
    print(json.dumps({"metadata": file.metadata(), "tensors": tensors}))
`;

test("Python's safetensors reads a checkpoint, to the last bit", async (t) => {
  const python = await pythonWith('numpy==2.2.6', 'safetensors==0.6.2');
  if (python === undefined) return t.skip('numpy and safetensors for Python cannot be had');
  const directory = mkdtempSync(join(tmpdir(), 'codistill-test-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'checkpoint.safetensors');
  const checkpoint = sampleCheckpoint(12);
  writeFileSync(path, encodeCheckpoint(checkpoint));
  const found = JSON.parse(python.run(PYTHON, [path])) as {
    metadata: Record<string, string>;
    tensors: Record<string, [number[], string]>;
  };
  const hex = ({ buffer }: Float32Array): string => Buffer.from(buffer).toString('hex');
  const expected = checkpoint.tensors.map(({ name, shape, values }) => [name, [shape, hex(values)]] as const);
  assert.deepEqual(found.tensors, Object.fromEntries(expected));
  assert.equal((JSON.parse(found.metadata.checkpoint!) as { network: string }).network, 'mlp');
});
