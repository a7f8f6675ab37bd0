import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodistillError } from '../../../../proto/errors.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { checkDevices, checkModules, checkNames } from '../../../../scripts/launch/check-names.js';

test('a misspelt data set is refused with the nearest name', () => {
  assert.throws(
    () => checkNames(parseRunSpec({ data: { name: 'mnits' } })),
    (error: CodistillError) => error.code === 'ERR_DATA_UNKNOWN' && /"mnist"/.test(error.fix),
  );
});

test('a misspelt view is refused with the nearest name', () => {
  assert.throws(
    () => checkNames(parseRunSpec({ peers: [{ id: 'a', view: 'lefft' }] })),
    (error: CodistillError) => error.code === 'ERR_CONFIG' && /"left"/.test(error.message),
  );
});

test('known sets, with options, and modules of the user pass', () => {
  for (const name of ['mnist', 'synthetic:classes=3', 'text:a.txt,window=8', './my-data.js'])
    checkNames(parseRunSpec({ data: { name }, peers: [{ id: 'a', view: './my-view.js' }] }));
});

test('a misspelt network is refused with the nearest name; of a frozen teacher the model says what it is', () => {
  assert.throws(() => checkNames(parseRunSpec({ peers: [{ id: 'a', network: 'resnet21' }] })), {
    code: 'ERR_NETWORK_UNKNOWN',
    message: /did you mean "resnet20"/,
  });
  const teacher = { id: 't', role: 'teacher', source: 'runs/x/peer-0', network: 'elsewhere' };
  checkNames(parseRunSpec({ peers: [{ id: 'a' }, teacher] }));
});

for (const [what, code, spec] of [
  ['data', 'ERR_DATA_MISSING', { data: { name: './not/there.mjs' } }],
  ['view', 'ERR_DATA_MISSING', { peers: [{ id: 'a', view: './not/there.mjs' }, { id: 'b' }] }],
  ['network', 'ERR_NETWORK_MODULE', { peers: [{ id: 'a', network: './not/there.mjs' }, { id: 'b' }] }],
  ['loss', 'ERR_MODULE', { distillation: { loss: './not/there.mjs' } }],
  ['graph', 'ERR_MODULE', { exchange: { graph: './not/there.mjs' } }],
] as const) {
  test(`a ${what} module that is not there is refused by its file`, () => {
    const parsed = parseRunSpec(spec);
    checkNames(parsed);
    assert.throws(() => checkModules(parsed), {
      code,
      message: new RegExp(`no ${what} module /.*there\\.mjs`),
    });
  });
}

const wanting = (...devices: string[]): Parameters<typeof checkDevices>[0] =>
  parseRunSpec({ peers: devices.map((device, i) => ({ id: `peer-${i}`, device })) });

for (const [why, machine, device] of [
  ['TensorFlow is built for the CPU', { build: 'cpu', gpus: [], hidden: false }, 'gpu'],
  ['the user has hidden all', { build: 'cuda', gpus: [], hidden: true }, 'gpu:0'],
  ['there are not so many', { build: 'cuda', gpus: ['0', '1'], hidden: false }, 'gpu:2'],
] as const) {
  test(`a GPU is refused where ${why}`, () => {
    assert.throws(() => checkDevices(wanting('cpu', device), machine), {
      code: 'ERR_DEVICE_MISSING',
      message: new RegExp(`^peer-1 wants ${device}, `),
    });
  });
}

test('a GPU that may be there is left to TensorFlow, and nobody else asks for one', () => {
  checkDevices(wanting('gpu', 'gpu:1'), { build: 'cuda', gpus: ['0', '1'], hidden: false });
  checkDevices(wanting('gpu:7'), { build: 'cuda', gpus: [], hidden: false });
  checkDevices(wanting('cpu', 'auto'), { build: 'cpu', gpus: [], hidden: false });
});
