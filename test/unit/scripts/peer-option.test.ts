import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePeerOption } from '../../../scripts/peer-option.js';

test('every key is read, and absent ones stay absent', () => {
  assert.deepEqual(parsePeerOption('network=resnet20,device=gpu:1,precision=bfloat16,id=big,initSeed=7'), {
    id: 'big',
    network: 'resnet20',
    device: 'gpu:1',
    precision: 'bfloat16',
    initSeed: 7,
  });
  assert.deepEqual(parsePeerOption('weights=exports/cnn'), { weights: 'exports/cnn' });
  assert.deepEqual(parsePeerOption('network=mlp:256-128'), { network: 'mlp:256-128' });
  assert.deepEqual(parsePeerOption('role=teacher,source=runs/a/peer-0,view=left'), {
    role: 'teacher',
    source: 'runs/a/peer-0',
    view: 'left',
  });
});

test('the interface of a teacher from elsewhere is read, and logits or probabilities may stand without a key', () => {
  const given = parsePeerOption('role=teacher,source=model.json,output=head,input=uint8,probabilities');
  const source = { role: 'teacher', source: 'model.json' };
  assert.deepEqual(given, { ...source, output: 'head', input: 'uint8', gives: 'probabilities' });
  assert.deepEqual(parsePeerOption('input=-1..1, logits'), { input: '-1..1', gives: 'logits' });
  assert.throws(() => parsePeerOption('logits,probabilities'), /"gives" is given twice/);
  assert.throws(() => parsePeerOption('constructor'), /"constructor" is not a key=value pair/);
});

test('the value may hold an equals sign', () => {
  assert.deepEqual(parsePeerOption('network=./a=b.js'), { network: './a=b.js' });
});

test('an unknown key is refused with the nearest one', () => {
  assert.throws(() => parsePeerOption('netwrk=mlp'), /there is no key "netwrk"; did you mean "network"\?/);
});

for (const [text, complaint] of [
  ['network', /"network" is not a key=value pair/],
  ['', /is not a key=value pair/],
  ['network=', /"network=" is not a key=value pair/],
  ['network=mlp,network=cnn', /"network" is given twice/],
  ['initSeed=-1', /initSeed "-1" is not a whole number/],
  ['initSeed=1.5', /initSeed "1.5" is not a whole number/],
] as const) {
  test(`"${text}" is refused`, () => {
    assert.throws(() => parsePeerOption(text), complaint);
  });
}
