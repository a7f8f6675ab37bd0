import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodistillError } from '../../../../proto/errors.js';
import type { Study } from '../../../../scripts/compare/study.js';
import { parseStudy } from '../../../../scripts/compare/study-file.js';

const read = (text: string, overrides: Partial<Parameters<typeof parseStudy>[2]> = {}): Study =>
  parseStudy(text, 'study.yaml', { sets: [], ...overrides });
const refused = (message: RegExp) => (error: CodistillError) => {
  assert.equal(error.code, 'ERR_CONFIG');
  assert.match(error.message, message);
  return true;
};

const SMALL = `
name: small
base: { data: { name: synthetic }, training: { lr: 0.1, steps: 30 } }
variants:
  alone: { exchange: { mode: none } }
  taught: { training: { lr: 0.2 } }
`;

test('a variant is the base with its own changes, key by key', () => {
  const { variants, seeds } = read(SMALL);
  const [alone, taught] = variants;
  assert.equal(alone!.spec.exchange.mode, 'none');
  assert.deepEqual(
    [alone!.spec.training.lr, taught!.spec.training.lr, taught!.spec.training.steps],
    [0.1, 0.2, 30],
  );
  assert.equal(taught!.spec.data.name, 'synthetic');
  assert.deepEqual(seeds, [1, 2, 3, 4, 5]);
});

test('the baseline is the one that is named, else called so, else the first', () => {
  const against = (text: string): string[] => read(text).variants.map((variant) => variant.against);
  assert.deepEqual(against(SMALL), ['alone', 'alone']);
  assert.deepEqual(against(`${SMALL}  baseline: {}\n`), ['baseline', 'baseline', 'baseline']);
  assert.deepEqual(against(`${SMALL}baseline: taught\n`), ['taught', 'taught']);
  assert.deepEqual(against(`${SMALL}  own: { against: taught }\n`), ['alone', 'alone', 'taught']);
});

test('peers may be a count with a network for all, or a list that names its own', () => {
  const { variants } = read(`
name: peers
base: { peers: 3, network: 'mlp:16', precision: bfloat16 }
variants:
  three:
  four: { peers: 4, network: cnn }
  list: { peers: [{ id: big, network: 'mlp:99' }, {}] }
`);
  const peers = variants.map(({ spec }) => spec.peers.map(({ id, network }) => `${id} ${network}`));
  assert.ok(variants.every(({ spec }) => spec.peers.every(({ precision }) => precision === 'bfloat16')));
  assert.deepEqual(peers, [
    ['peer-0 mlp:16', 'peer-1 mlp:16', 'peer-2 mlp:16'],
    ['peer-0 cnn', 'peer-1 cnn', 'peer-2 cnn', 'peer-3 cnn'],
    ['big mlp:99', 'peer-1 mlp:16'],
  ]);
});

test('a variant may extend another', () => {
  const { variants } = read(`${SMALL}  longer: { extends: taught, training: { steps: 60 } }\n`);
  assert.deepEqual([variants[2]!.spec.training.lr, variants[2]!.spec.training.steps], [0.2, 60]);
  assert.throws(() => read(`${SMALL}  a: { extends: b }\n  b: { extends: a }\n`), refused(/extends/));
  assert.throws(() => read(`${SMALL}  a: { extends: nobody }\n`), refused(/"nobody", which is not there/));
});

test('a matrix gives every combination, compared to the first value of its first path', () => {
  const { variants } = read(`
name: grid
matrix: { exchange.mode: [none, lockstep], training.lr: [0.1, 0.2] }
`);
  assert.deepEqual(
    variants.map(({ name, against }) => `${name} | ${against}`),
    ['none 0.1 | none 0.1', 'none 0.2 | none 0.2', 'lockstep 0.1 | none 0.1', 'lockstep 0.2 | none 0.2'],
  );
  assert.deepEqual([variants[3]!.spec.exchange.mode, variants[3]!.spec.training.lr], ['lockstep', 0.2]);
});

test('--set wins over base and variants, --seeds over the file', () => {
  const study = read(SMALL, { sets: ['training.lr=0.7'], seeds: [4] });
  assert.deepEqual(
    study.variants.map(({ spec }) => spec.training.lr),
    [0.7, 0.7],
  );
  assert.deepEqual(study.seeds, [4]);
});

test('questions are read with their defaults', () => {
  const { target, gates, hypotheses } = read(`${SMALL}
target: { value: baseline-final, smoothing: 3 }
gates: [{ metric: trainAccuracy, variants: [alone], min: 0.93 }]
hypotheses:
  - { name: helps, test: difference, metric: testLoss, variant: taught, direction: lower, expect: '-0.27' }
`);
  assert.deepEqual(target, { metric: 'validationLoss', value: 'baseline-final', smoothing: 3 });
  assert.equal(gates[0]!.min, 0.93);
  assert.deepEqual(hypotheses[0], {
    name: 'helps',
    test: 'difference',
    metric: 'testLoss',
    variant: 'taught',
    direction: 'lower',
    expect: '-0.27',
    scale: 'absolute',
  });
});

test('a mistake is told with its variant and field', () => {
  assert.throws(
    () => read(`${SMALL}  odd: { training: { lrate: 1 } }\n`),
    refused(/"odd".*training\.lrate.*did you mean "lr"/s),
  );
  assert.throws(() => read(`${SMALL}hypothesis: []\n`), refused(/hypothesis/));
  assert.throws(() => read('name: Über\n'), refused(/name/));
  assert.throws(() => read('name: empty\n'), refused(/variants, or a matrix/));
  assert.throws(
    () => read(`${SMALL}gates: [{ metric: accuracy, variants: [alone] }]\n`),
    refused(/"accuracy" is not measured/),
  );
  assert.throws(() => read(`${SMALL}target: { value: 1, smoothing: 2 }\n`), refused(/odd/));
  assert.throws(() => read('name: [\n'), refused(/study\.yaml:/));
});
