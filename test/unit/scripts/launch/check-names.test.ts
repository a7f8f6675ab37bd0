import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CodistillError } from '../../../../proto/errors.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import {
  checkDevices,
  checkModules,
  checkNames,
  checkTeachers,
  checkWeights,
} from '../../../../scripts/launch/check-names.js';
import { temporaryDirectory } from '../../../support/launch.js';

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
  for (const name of ['mnist', 'synthetic:classes=3', './my-data.js'])
    checkNames(parseRunSpec({ data: { name }, peers: [{ id: 'a', view: './my-view.js' }] }));
  const peers = [{ id: 'a', network: 'gru', view: './my-view.js' }];
  checkNames(parseRunSpec({ data: { name: 'text:a.txt,window=8' }, peers }));
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

test('first weights that are not there are refused by peer and path, a file or the folder of an export passes', (t) => {
  const folder = temporaryDirectory(t);
  const check = (weights: string): void => checkWeights(parseRunSpec({ peers: [{ id: 'a', weights }] }));
  assert.throws(() => check(folder), {
    code: 'ERR_DATA_MISSING',
    message: /^a: no weights at .*weights\.safetensors$/,
  });
  const file = join(folder, 'weights.safetensors');
  writeFileSync(file, '');
  for (const weights of ['', folder, file]) check(weights);
});

test('a module that is a folder, or of another language, is refused by its file', (t) => {
  const folder = temporaryDirectory(t);
  writeFileSync(join(folder, 'net.py'), '');
  for (const [network, message] of [
    [folder, /^network module \/.* is no file$/],
    [join(folder, 'net.py'), /net\.py is no JavaScript: its name ends in neither \.js/],
  ] as const)
    assert.throws(() => checkModules(parseRunSpec({ peers: [{ id: 'a', network }] })), {
      code: 'ERR_NETWORK_MODULE',
      message,
    });
});

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

test('float16 is refused where TensorFlow certainly finds the CPU alone', () => {
  const half = parseRunSpec({ peers: [{ id: 'a', precision: 'float16' }] });
  assert.throws(() => checkDevices(half, { build: 'cpu', gpus: [], hidden: false }), { code: 'ERR_CONFIG' });
  checkDevices(half, { build: 'cuda', gpus: [], hidden: false });
});

for (const [network, fix] of [
  ['mlp:abc', /1 to 16 widths .* mlp:256-128/],
  ['mlp:', /one of mlp, cnn/],
  ['mlp:0', /mlp:256-128/],
  ['mlp:256,128', /mlp:256-128/],
  ['mlp:65537', /mlp:256-128/],
  [`mlp:${new Array(17).fill(8).join('-')}`, /1 to 16 widths/],
  ['cnn:16-x', /2 to 6 widths .* cnn:32-64-128/],
  ['cnn:16', /2 to 6 widths/],
  ['resnet20:foo', /one of mlp, cnn/],
  ['resnet20-exit', /resnet20-exits/],
  ['wrn-28', /one of mlp, cnn/],
  ['wrn-29-10', /DEPTH one of 10, 16/],
  ['wrn-28-0', /wrn-28-10/],
  ['wrn-28-10:dropout=2', /wrn-28-10:dropout=0\.3/],
  ['wrn-28-10:droput=0.3', /wrn-28-10:dropout=0\.3/],
  ['mobilenet:2', /one of mlp, cnn/],
  ['mlp-lm:16-16', /3 to 16 widths .* mlp-lm:16-16-256-256/],
  ['gru:x', /2 to 5 widths .* gru:32-192/],
  ['transformer:3-64', /3 widths .* transformer:3-64-4/],
  ['transformer:3-64-5', /a width that the heads divide/],
] as const) {
  test(`network ${network} is refused before anything starts`, () => {
    const spec = parseRunSpec({ peers: [{ id: 'a' }, { id: 'b', network }], data: { name: './any.js' } });
    assert.throws(() => checkNames(spec), { code: 'ERR_NETWORK_UNKNOWN', fix });
  });
}

for (const [name, message, fix] of [
  ['synthetic:', /"" is not one option/, /synthetic:classes=10/],
  ['synthetic:classes=x', /classes=x is not a whole number from 2/, /classes=/],
  ['synthetic:clases=3', /no option "clases"/, /did you mean "classes"/],
  ['synthetic:size=4by4', /size=4by4 is not HEIGHT/, /size=/],
  ['synthetic:train=1', /train=1 is not/, /train=/],
  ['synthetic:test=0.5', /test=0\.5 is not/, /test=/],
  ['synthetic:noise=loud', /noise=loud is not a number/, /noise=/],
  ['images:size=x', /size=x is not HEIGHT/, /size=/],
  ['images:sise=8x8', /no option "sise"/, /did you mean "size"/],
  ['mnist:a=1', /no option "a"/, /takes no options/],
  ['fashion-mnist:a=1', /no option "a"/, /takes no options/],
  ['cifar10:a=1', /no option "a"/, /takes no options/],
  ['cifar100:a=1', /no option "a"/, /takes no options/],
  ['text:', /names no file/, /text:FILE/],
  ['text:a.txt,window=x', /window=x is not a whole number/, /window=/],
  ['text:a.txt,widow=8', /no option "widow"/, /did you mean "window"/],
  ['text:a.txt,window=8,positions=9', /positions=9/, /positions=/],
  ['text:a.txt,stride=0', /stride=0 is not/, /stride=/],
  ['bytes:a.txt,validation=x', /validation=x is not/, /validation=/],
  ['bytes:a.txt,test=0', /test=0 is not/, /test=/],
] as const) {
  test(`data ${name} is refused before anything starts`, () => {
    assert.throws(() => checkNames(parseRunSpec({ data: { name }, peers: [{ id: 'a', network: 'gru' }] })), {
      code: 'ERR_CONFIG',
      message,
      fix,
    });
  });
}

for (const [network, view, name, complaint] of [
  ['mlp', 'full', 'text:a.txt', /network "mlp" reads images, .*text/],
  ['resnet20', 'full', 'bytes:a.txt', /network "resnet20" reads images/],
  ['gru', 'full', 'mnist', /network "gru" reads text, .*images/],
  ['gru', 'gray', 'text:a.txt', /view "gray" shows a part of an image/],
] as const) {
  test(`a ${network} that sees ${view} of ${name} is refused before anything starts`, () => {
    const spec = parseRunSpec({ data: { name }, peers: [{ id: 'a', network, view }] });
    assert.throws(() => checkNames(spec), { message: complaint });
  });
}

for (const [wish, complaint] of [
  [{ data: { augment: 'pad-crop-flip' } }, /for images/],
  [{ data: { partition: 'dirichlet:1' }, exchange: { mode: 'stale:9' } }, /no classes to be dealt/],
  [{ distillation: { feature: 'similarity' } }, /for pictures/],
] as const) {
  test(`${JSON.stringify(wish)} of a text is refused before anything starts`, () => {
    const data = { ...('data' in wish ? wish.data : {}), name: 'text:a.txt' };
    const spec = parseRunSpec({ ...wish, data, peers: [{ id: 'a', network: 'gru' }] });
    assert.throws(() => checkNames(spec), { code: 'ERR_CONFIG', message: complaint });
  });
}

test('a network that reads more tokens than a sample has is refused; of a frozen teacher the model says what it reads', () => {
  const spec = (...peers: object[]): ReturnType<typeof parseRunSpec> =>
    parseRunSpec({ data: { name: 'text:a.txt,window=8' }, peers });
  assert.throws(() => checkNames(spec({ id: 'a', network: 'gru' }, { id: 'b', network: 'mlp-lm:9-4-8' })), {
    code: 'ERR_SHAPE',
    message: /"mlp-lm:9-4-8" reads 9 tokens, window=8/,
  });
  const teacher = { id: 't', network: 'mlp-lm:9-4-8', role: 'teacher', source: 'exported' };
  checkNames(spec({ id: 'a', network: 'mlp-lm:8-4-8' }, teacher));
});

test('a network with exits and a feature loss are refused together', () => {
  const peers = [{ id: 'a', network: 'resnet20-exits' }, { id: 'b' }];
  const feature = { distillation: { feature: 'attention' } };
  assert.throws(() => checkNames(parseRunSpec({ peers, ...feature })), {
    code: 'ERR_CONFIG',
    message: /exits/,
  });
  checkNames(parseRunSpec({ peers }));
});

test('a text and the networks that read it pass', () => {
  const peers = [
    { id: 'a', network: 'gru:8-8' },
    { id: 'b', network: 'transformer' },
    { id: 'c', network: 'mlp-lm' },
  ];
  checkNames(parseRunSpec({ data: { name: 'text:a.txt,window=32,stride=4' }, peers }));
});

test('a frozen teacher that is not there is refused, and so is one whose interface is known', (t) => {
  const directory = temporaryDirectory(t);
  const withTeacher = (source: string, more = {}): Parameters<typeof checkTeachers>[0] =>
    parseRunSpec({ peers: [{ id: 'a' }, { id: 't', role: 'teacher', source, ...more }] });
  assert.throws(() => checkTeachers(withTeacher(join(directory, 'none'))), {
    code: 'ERR_DATA_MISSING',
    message: /^t: no teacher at .*none/,
    fix: /runs\/NAME\/peer-0/,
  });
  const peer = join(directory, 'peers', 'peer-0');
  mkdirSync(join(peer, 'checkpoints'), { recursive: true });
  assert.throws(() => checkTeachers(withTeacher(peer, { output: 'logits' })), {
    code: 'ERR_CONFIG',
    message: /whose interface is known/,
    fix: /leave output/,
  });
  for (const source of [peer, join(directory, 'peer-0')]) checkTeachers(withTeacher(source));
  writeFileSync(join(directory, 'model.json'), '{}');
  const { exchange } = parseRunSpec({ exchange: { mode: 'checkpoint:5' } });
  assert.throws(() => checkTeachers({ ...withTeacher(join(directory, 'model.json')), exchange }), {
    code: 'ERR_CONFIG',
    message: /^t hands out no weights: it is no peer of an earlier run/,
    fix: /--exchange lockstep/,
  });
  checkTeachers({ ...withTeacher(peer), exchange });
  checkTeachers(withTeacher(join(directory, 'model.json'), { output: 'logits' }));
});
