import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  judgeInterface,
  type Port,
  type Ports,
  type TeacherSpec,
} from '../../../../peer/trainer/teacher-interface.js';
import { failure } from '../../../support/data-files.js';

const SAMPLE = { inputShape: [8, 8, 3] as const, classes: 4, positions: 1 };
const TEXT = { inputShape: [16] as const, classes: 4, positions: 2 };
const PICTURES: Port = { name: 'pictures', dtype: 'float32', shape: [null, 8, 8, 3] };
const HEAD: Port = { name: 'head', dtype: 'float32', shape: [null, 4] };

interface Model {
  readonly input?: Partial<Port>;
  readonly output?: Partial<Port>;
  readonly ports?: Partial<Ports>;
}

function judge(
  { input, output, ports }: Model,
  wishes: Partial<TeacherSpec> = {},
  sample: typeof SAMPLE | typeof TEXT = SAMPLE,
) {
  const model = { inputs: [{ ...PICTURES, ...input }], outputs: [{ ...HEAD, ...output }], ...ports };
  return judgeInterface(model, { source: 'model.json', output: '', input: '', gives: '', ...wishes }, sample);
}

test('the only input and the only output are used; whole numbers are fed bytes, all else normalized pixels', () => {
  assert.deepEqual(judge({}), { input: PICTURES, output: HEAD, scale: 'normalized' });
  for (const dtype of ['uint8', 'int32', 'int64']) assert.equal(judge({ input: { dtype } }).scale, 'uint8');
  for (const input of ['normalized', 'uint8', '0..1', '-1..1'] as const) {
    assert.equal(judge({}, { input }).scale, input);
  }
  assert.equal(judge({ input: { dtype: 'uint8' } }, { input: 'uint8' }).scale, 'uint8');
});

test('of several outputs the one that is named teaches; without a name, or with another, all are listed', () => {
  const ports = { outputs: [{ ...HEAD, name: 'aux' }, HEAD] };
  assert.equal(judge({ ports }, { output: 'head' }).output, HEAD);
  const listed =
    /inputs: pictures float32 \[\?,8,8,3\]\n {2}outputs: aux float32 \[\?,4\]; head float32 \[\?,4\]/;
  const choose = /output=aux or output=head/;
  assert.throws(() => judge({ ports }), failure('ERR_CONFIG', /model\.json has 2 outputs/, listed, choose));
  assert.throws(
    () => judge({ ports }, { output: 'top' }),
    failure('ERR_CONFIG', /no output "top"/, listed, choose),
  );
  assert.throws(
    () => judge({ ports: { outputs: [] } }),
    failure('ERR_DATA_CORRUPT', /no output/, /outputs: none/),
  );
});

test('of several outputs the only one that fits the data is meant, or the one that is called logits', () => {
  const wide: Port = { name: 'aux', dtype: 'float32', shape: [null, 9] };
  const indices: Port = { name: 'class', dtype: 'int64', shape: [null] };
  const logits: Port = { name: 'Logits', dtype: 'float32', shape: [null, 4] };
  const unknown: Port = { name: 'z', dtype: 'float32' };
  assert.equal(judge({ ports: { outputs: [wide, indices, HEAD] } }).output, HEAD);
  assert.equal(judge({ ports: { outputs: [HEAD, logits] } }).output, logits);
  assert.equal(judge({ ports: { outputs: [unknown, logits] } }).output, logits);
  for (const outputs of [
    [HEAD, unknown],
    [{ ...wide, name: 'logits' }, indices],
  ]) {
    assert.throws(() => judge({ ports: { outputs } }), failure('ERR_CONFIG', /has 2 outputs/, /output=/));
  }
});

test('sides that are not known fit, and a shape that is not known is left to the trial', () => {
  for (const input of [{ shape: [null, null, null, 3] }, { shape: undefined }]) judge({ input });
  for (const output of [{ shape: [null, null] }, { shape: undefined }, { shape: [null, 1, 1, 4] }])
    judge({ output });
  const input = { dtype: 'int32', shape: [null, 16] };
  for (const shape of [
    [null, 2, 4],
    [null, null, 4],
    [null, 4],
  ]) {
    assert.equal(judge({ input, output: { shape } }, {}, TEXT).scale, 'normalized', 'tokens as they are');
  }
});

const UNFIT: readonly (readonly [
  name: string,
  model: Model,
  wishes: Partial<TeacherSpec>,
  code: string,
  problem: RegExp,
])[] = [
  ['two inputs', { ports: { inputs: [PICTURES, PICTURES] } }, {}, 'ERR_SHAPE', /takes 2 inputs/],
  ['no input', { ports: { inputs: [] } }, {}, 'ERR_SHAPE', /takes 0 inputs/],
  ['text as input', { input: { dtype: 'string' } }, {}, 'ERR_SHAPE', /takes string/],
  [
    'other sides',
    { input: { shape: [null, 3, 8, 8] } },
    {},
    'ERR_SHAPE',
    /takes \[3,8,8\], the data are \[8,8,3\]/,
  ],
  ['another rank', { input: { shape: [null, 192] } }, {}, 'ERR_SHAPE', /takes \[192\]/],
  ['no batch', { input: { shape: [8, 8, 3] } }, {}, 'ERR_SHAPE', /takes \[8,3\]/],
  ['a fixed batch', { input: { shape: [32, 8, 8, 3] } }, {}, 'ERR_SHAPE', /batches of 32 alone/],
  [
    'whole numbers for shares',
    { input: { dtype: 'uint8' } },
    { input: '0..1' },
    'ERR_CONFIG',
    /uint8, which cannot hold pixels 0\.\.1/,
  ],
  [
    'other classes',
    { output: { shape: [null, 5] } },
    {},
    'ERR_CLASS_COUNT',
    /gives 5 logits, the data have 4 classes/,
  ],
  [
    'a map of logits',
    { output: { shape: [null, 8, 8, 4] } },
    {},
    'ERR_SHAPE',
    /gives \[8,8,4\] a sample, not 1 times 4 logits/,
  ],
  ['class indices', { output: { dtype: 'int64', shape: [null] } }, {}, 'ERR_SHAPE', /gives int64 as head/],
];

for (const [name, model, wishes, code, problem] of UNFIT) {
  test(`a model with ${name} is refused, with all that it has and what to do`, () => {
    assert.throws(
      () => judge(model, wishes),
      failure(code, problem, /inputs: /, /outputs: /, /(export|give|use) /),
    );
  });
}

test('tokens have no scale', () => {
  const model = { input: { shape: [null, 16] }, output: { shape: [null, 2, 4] } };
  assert.throws(() => judge(model, { input: 'uint8' }, TEXT), failure('ERR_CONFIG', /reads tokens/));
  assert.throws(
    () => judge({ ...model, output: { shape: [null, 3, 4] } }, {}, TEXT),
    failure('ERR_SHAPE', /not 2 times 4/),
  );
});
