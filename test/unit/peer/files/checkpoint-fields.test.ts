import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import {
  CheckpointFormatError,
  checkpointFields,
  parseHeader,
} from '../../../../peer/files/checkpoint-fields.js';
import { sampleCheckpoint } from '../../../support/checkpoint-arbitrary.js';

const schema = z.strictObject(checkpointFields);
const { tensors: _, ...fields } = sampleCheckpoint(3);

test('the fields of a checkpoint come back from their JSON', () => {
  assert.deepEqual(parseHeader(JSON.stringify(fields), schema), fields);
});

test('a header that is not JSON, lacks a field or has another one is a format error', () => {
  const { step: __, ...stepless } = fields;
  for (const text of ['{', JSON.stringify(stepless), JSON.stringify({ ...fields, path: '/' })]) {
    assert.throws(() => parseHeader(text, schema), CheckpointFormatError, text);
  }
});
