import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findTeacher } from '../../../../peer/trainer/teacher-place.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { temporaryDirectory } from '../../../support/launch.js';

type Teacher = Parameters<typeof findTeacher>[0];

function teacherAt(source: string, wishes: object = {}): Teacher {
  const [, teacher] = parseRunSpec({
    peers: [{ id: 'a' }, { id: 't', role: 'teacher', source, ...wishes }],
  }).peers;
  return teacher!;
}

test('a peer of an earlier run is found by its directory or by its name in the run', (t) => {
  const run = temporaryDirectory(t);
  const path = join(run, 'peers', 'peer-0', 'checkpoints');
  mkdirSync(path, { recursive: true });
  for (const source of [join(run, 'peers', 'peer-0'), join(run, 'peer-0')])
    assert.deepEqual(findTeacher(teacherAt(source)), { kind: 'checkpoints', path });
  assert.throws(() => findTeacher(teacherAt(run, { output: 'x' })), { code: 'ERR_DATA_MISSING' });
  assert.throws(() => findTeacher(teacherAt(join(run, 'peer-0'), { gives: 'logits' })), {
    code: 'ERR_CONFIG',
    message: /whose interface is known/,
    fix: /leave output, input/,
  });
});

test('exported weights are found by their file or its folder, and come without wishes', (t) => {
  const folder = temporaryDirectory(t);
  const path = join(folder, 'weights.safetensors');
  writeFileSync(path, '');
  for (const source of [folder, path])
    assert.deepEqual(findTeacher(teacherAt(source)), { kind: 'safetensors', path });
  assert.throws(() => findTeacher(teacherAt(folder, { input: 'uint8' })), {
    code: 'ERR_CONFIG',
    message: /has the network of the run spec, whose interface is known/,
  });
});

test('models from elsewhere are found by their files', (t) => {
  const folder = temporaryDirectory(t);
  const file = join(folder, 'model.json');
  writeFileSync(file, '{}');
  assert.deepEqual(findTeacher(teacherAt(file, { output: 'x' })), { kind: 'model.json', path: file });
  writeFileSync(join(folder, 'saved_model.pb'), '');
  assert.deepEqual(findTeacher(teacherAt(folder)), { kind: 'saved-model', path: folder });
});

test('what is nothing of the kind is refused with the kinds there are', (t) => {
  const folder = temporaryDirectory(t);
  writeFileSync(join(folder, 'checkpoints'), 'a file');
  for (const source of [folder, join(folder, 'none.json'), join(folder, 'none')]) {
    assert.throws(() => findTeacher(teacherAt(source)), {
      code: 'ERR_DATA_MISSING',
      message:
        /^no teacher at .*: there is no checkpoint, weights\.safetensors, model\.json, saved_model\.pb or model\.onnx$/,
      fix: /runs\/NAME\/peer-0/,
    });
  }
});
