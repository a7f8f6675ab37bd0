import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodistillError } from '../../../proto/errors.js';
import { parseRunSpec } from '../../../proto/run-spec.js';
import { parseConfig, resolveRunSpec, type SpecSources } from '../../../scripts/config.js';

const resolve = (sources: Partial<SpecSources> & { yaml?: string }): ReturnType<typeof resolveRunSpec> =>
  resolveRunSpec({
    begun: sources.begun,
    flags: sources.flags ?? new Map(),
    peers: sources.peers ?? { options: [] },
    sets: sources.sets ?? [],
    ...(sources.yaml === undefined ? {} : { config: { file: 'run.yaml', text: sources.yaml } }),
  });

const refusal = (sources: Parameters<typeof resolve>[0]): CodistillError => {
  try {
    resolve(sources);
  } catch (error) {
    return error as CodistillError;
  }
  throw new Error('nothing was refused');
};

test('without a word from the user the spec is the schema defaults', () => {
  assert.deepEqual(resolve({}), parseRunSpec({}));
});

test('a file wins over defaults, a flag over the file, --set over the flag', () => {
  const spec = resolve({
    yaml: 'training: { lr: 0.2, batch: 64, seed: 7 }',
    flags: new Map([
      ['training.lr', 0.3],
      ['training.batch', 32],
    ]),
    sets: ['training.lr=0.4'],
  });
  assert.deepEqual(
    [spec.training.lr, spec.training.batch, spec.training.seed, spec.training.epochs],
    [0.4, 32, 7, parseRunSpec({}).training.epochs],
  );
});

test('what nobody says of a run that is gone on with is as it was, field by field', () => {
  const begun = parseRunSpec({
    peers: [{ id: 'a', network: 'cnn', view: 'left' }, { id: 'b' }],
    training: { lr: 0.2, batch: 64, steps: 500 },
    exchange: { mode: 'stale:5' },
  });
  assert.deepEqual(resolve({ begun }), begun);
  const spec = resolve({
    begun,
    yaml: 'training: { batch: 32 }',
    flags: new Map([['training.steps', 900]]),
    sets: ['distillation.temperature=2'],
  });
  assert.deepEqual(spec, {
    ...begun,
    training: { ...begun.training, batch: 32, steps: 900 },
    distillation: { ...begun.distillation, temperature: 2 },
  });
  assert.deepEqual(resolve({ begun, peers: { options: [], network: 'mlp' } }).peers, [
    { ...begun.peers[0], network: 'mlp' },
    begun.peers[1],
  ]);
  assert.equal(resolve({ begun, flags: new Map([['training.epochs', 9]]) }).training.steps, 0);
  assert.match(refusal({ begun, yaml: 'training: 3' }).message, /training: /);
});

test('--epochs makes the steps of a configuration file give way, --steps does not', () => {
  const yaml = 'training: { steps: 500 }';
  assert.equal(resolve({ yaml, flags: new Map([['training.epochs', 2]]) }).training.steps, 0);
  const both = new Map([
    ['training.epochs', 2],
    ['training.steps', 9],
  ]);
  assert.equal(resolve({ yaml, flags: both }).training.steps, 9);
});

test('--peers makes that many peers of the given network and device', () => {
  const spec = resolve({ peers: { count: 3, options: [], network: 'cnn', device: 'cpu' } });
  assert.deepEqual(
    spec.peers.map(({ id, network, device }) => [id, network, device]),
    [
      ['peer-0', 'cnn', 'cpu'],
      ['peer-1', 'cnn', 'cpu'],
      ['peer-2', 'cnn', 'cpu'],
    ],
  );
});

test('a --peer keeps its own network and takes the shared one where it names none', () => {
  const spec = resolve({ peers: { options: ['network=resnet20,id=big', 'device=cpu'], network: 'cnn' } });
  assert.deepEqual(
    spec.peers.map(({ id, network, device }) => [id, network, device]),
    [
      ['big', 'resnet20', 'auto'],
      ['peer-1', 'cnn', 'cpu'],
    ],
  );
});

test('peers of a file need no ids, and --network replaces the network of each', () => {
  const spec = resolve({
    yaml: 'peers: [{ network: cnn }, { id: two }]',
    peers: { options: [], network: 'mlp:8' },
  });
  assert.deepEqual(
    spec.peers.map(({ id, network }) => [id, network]),
    [
      ['peer-0', 'mlp:8'],
      ['two', 'mlp:8'],
    ],
  );
});

test('--peers that contradicts the number of --peer is refused', () => {
  assert.match(
    refusal({ peers: { count: 3, options: ['network=mlp'] } }).message,
    /--peers 3, but 1 times --peer/,
  );
});

test('a number of peers that no cohort has is refused', () => {
  for (const count of [0, -1, 1.5, 1_025, Number.NaN]) {
    assert.equal(refusal({ peers: { count, options: [] } }).code, 'ERR_USAGE');
  }
});

test('--set reaches list elements and reads its value as YAML', () => {
  const spec = resolve({
    sets: ['peers.1.network=cnn', 'training.milestones=[0.5]', 'training.nesterov=false'],
  });
  assert.equal(spec.peers[1]!.network, 'cnn');
  assert.deepEqual(spec.training.milestones, [0.5]);
  assert.equal(spec.training.nesterov, false);
});

test('--set to a place that does not exist, or without a value, is refused', () => {
  for (const set of [
    'peers.7.network=cnn',
    'training.lr.deep=1',
    '=1',
    'training.lr',
    'a..b=1',
    'training.lr=[',
  ]) {
    assert.match(refusal({ sets: [set] }).code, /ERR_(CONFIG|USAGE)/);
  }
});

test('neither --set nor a file can reach a prototype', () => {
  refusal({ sets: ['__proto__.polluted=1'] });
  refusal({ sets: ['training.__proto__.polluted=1'] });
  refusal({ yaml: '__proto__: { polluted: 1 }' });
  refusal({ sets: ['constructor.prototype.polluted=1'] });
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

test('an unknown key of a file is refused with the nearest name', () => {
  const error = refusal({ yaml: 'training: { epochz: 2 }' });
  assert.equal(error.code, 'ERR_CONFIG');
  assert.match(error.message, /training\.epochz: unknown key; did you mean "epochs"\?/);
});

test('a syntax error names file, line and column', () => {
  assert.throws(
    () => parseConfig('training:\n  lr: [0.1\nbatch: 2\n', 'my.yaml'),
    (error: CodistillError) => error.code === 'ERR_CONFIG' && /^my\.yaml:\d+:\d+: /.test(error.message),
  );
});

test('a key given twice in a file is an error, an empty file is no spec at all', () => {
  assert.throws(() => parseConfig('a: 1\na: 2\n', 'my.yaml'), /my\.yaml:2:1: .*unique/);
  assert.deepEqual(parseConfig('# nothing\n', 'my.yaml'), {});
});

test('a file that is a list is refused', () => {
  assert.throws(
    () => parseConfig('- 1\n- 2\n', 'my.yaml'),
    /my\.yaml: a configuration file holds keys and values/,
  );
});
