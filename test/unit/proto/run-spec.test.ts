import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runSpecCodec } from '../../../proto/codec.js';
import { CodistillError } from '../../../proto/errors.js';
import { LIMITS } from '../../../proto/limits.js';
import { parseRunSpec, type RunSpec, runSpecHash } from '../../../proto/run-spec.js';
import '../../support/property-seed.js';

/** Parses what must be refused, and gives the error's text. */
function refused(input: unknown): string {
  try {
    parseRunSpec(input);
  } catch (error) {
    assert.ok(error instanceof CodistillError, String(error));
    assert.equal(error.code, 'ERR_CONFIG');
    return error.message;
  }
  return assert.fail(`${JSON.stringify(input)} was taken`);
}

test('nothing at all is the default run, in full', () => {
  assert.deepEqual(parseRunSpec({}), {
    peers: [
      { id: 'peer-0', network: 'mlp', device: 'auto', initSeed: 0 },
      { id: 'peer-1', network: 'mlp', device: 'auto', initSeed: 0 },
    ],
    data: { name: 'mnist', limitTrain: 0, labelNoise: 0, validationFraction: 0.1, augment: 'none' },
    training: {
      epochs: 5,
      steps: 0,
      batch: 128,
      seed: 1,
      optimizer: 'sgd',
      lr: 0.05,
      momentum: 0.9,
      nesterov: true,
      weightDecay: 5e-4,
      schedule: 'cosine',
      milestones: [0.3, 0.6, 0.9],
      gamma: 0.1,
      evaluateEverySteps: 0,
      checkpointEverySteps: 0,
      eager: false,
    },
    distillation: { temperature: 1, weight: 1, burnInSteps: 0, update: 'simultaneous' },
    exchange: { mode: 'lockstep', quorum: 'any', graph: 'all', waitMsMax: 30_000 },
    rounds: { steps: 20, peersMin: 1, joinTimeoutMs: 60_000 },
    convergence: { targetAccuracy: 0, patienceRounds: 0 },
  } satisfies RunSpec);
});

test('a section given in part keeps the other defaults, and what is given stays as given', () => {
  const spec = parseRunSpec({ training: { lr: 0.3 }, peers: [{ id: 'a' }] });
  assert.deepEqual([spec.training.lr, spec.training.batch], [0.3, 128]);
  assert.deepEqual(spec.peers, [{ id: 'a', network: 'mlp', device: 'auto', initSeed: 0 }]);
});

const UINT32 = 0xffffffff;
/** Field, values at the edge that are taken, values just beyond that are not. */
const BOUNDS: readonly (readonly [field: string, taken: readonly unknown[], refused: readonly unknown[]])[] =
  [
    ['data.name', ['synthetic'], [1, null]],
    ['data.limitTrain', [0, UINT32], [-1, 1.5, UINT32 + 1, '1']],
    ['data.labelNoise', [0, 1], [-0.01, 1.01, Number.NaN]],
    ['data.validationFraction', [0.001, 0.999], [0, 1]],
    ['data.augment', ['none', 'pad-crop-flip'], ['flip', '']],
    ['training.epochs', [1, UINT32], [0, 1.5]],
    ['training.steps', [0, UINT32], [-1, 0.5]],
    ['training.batch', [1, 65_536], [0, 65_537, 1.5]],
    ['training.seed', [0, UINT32], [-1, UINT32 + 1]],
    ['training.optimizer', ['sgd', 'adam'], ['SGD', 'lamb']],
    ['training.lr', [1e-12, 1e6], [0, -1, Infinity, Number.NaN]],
    ['training.momentum', [0, 0.999], [-0.1, 1]],
    ['training.nesterov', [true, false], ['yes', 1]],
    ['training.weightDecay', [0, 1], [-1e-9]],
    ['training.schedule', ['constant', 'step', 'cosine'], ['linear']],
    ['training.milestones', [[], [0, 1]], [[1.1], [-0.1], 0.5]],
    ['training.gamma', [1e-12, 2], [0, -1]],
    ['training.evaluateEverySteps', [0, UINT32], [-1, 1.5]],
    ['training.checkpointEverySteps', [0, UINT32], [-1, 1.5]],
    ['training.eager', [true, false], [1, 'yes']],
    ['distillation.temperature', [1e-3, 100], [0, -1]],
    ['distillation.weight', [0, 10], [-0.1, Infinity]],
    ['distillation.burnInSteps', [0, UINT32], [-1, 1.5]],
    ['distillation.update', ['simultaneous', 'sequential'], ['both']],
    ['exchange.mode', ['lockstep', 'none'], ['stale']],
    ['exchange.quorum', ['any', 'all'], ['most']],
    ['exchange.graph', ['all'], ['ring']],
    ['exchange.waitMsMax', [1, 1e9], [0, -1]],
    ['rounds.steps', [1, UINT32], [0, 1.5]],
    ['rounds.peersMin', [1, 2], [0, 3]],
    ['rounds.joinTimeoutMs', [1, 1e9], [0]],
    ['convergence.targetAccuracy', [0, 1], [-0.1, 1.1]],
    ['convergence.patienceRounds', [0, UINT32], [-1, 0.5]],
  ];

for (const [field, taken, beyond] of BOUNDS) {
  const [section, key] = field.split('.') as [keyof RunSpec, string];
  test(`${field} is taken up to its bounds and refused beyond, by name`, () => {
    for (const value of taken) {
      const spec = parseRunSpec({ [section]: { [key]: value } });
      assert.deepEqual((spec[section] as unknown as Record<string, unknown>)[key], value);
    }
    for (const value of beyond) {
      assert.ok(refused({ [section]: { [key]: value } }).includes(field), `${field} ${String(value)}`);
    }
  });
}

test('every field of every section has its bounds tested above', () => {
  const { peers: _, ...sections } = parseRunSpec({});
  const fields = Object.entries(sections).flatMap(([section, values]) =>
    Object.keys(values).map((key) => `${section}.${key}`),
  );
  assert.deepEqual([...fields].sort(), BOUNDS.map(([field]) => field).sort());
});

test('a run has 1 to 16 peers, each with a usable id of its own', () => {
  const peers = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `peer-${i}` }));
  assert.equal(parseRunSpec({ peers: peers(LIMITS.peersMax) }).peers.length, 16);
  assert.match(refused({ peers: peers(LIMITS.peersMax + 1) }), /peers: /);
  assert.match(refused({ peers: [] }), /peers: /);
  assert.match(refused({ peers: [{}] }), /peers\.0\.id/);
  assert.match(refused({ peers: [{ id: 'Peer 0' }] }), /peer id "Peer 0"/);
  assert.match(refused({ peers: [{ id: 'a', initSeed: -1 }] }), /peers\.0\.initSeed/);
  assert.match(refused({ peers: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] }), /two peers are called "a"/);
});

test('more peers than there are cannot be asked for', () => {
  const message = refused({ peers: [{ id: 'a' }], rounds: { peersMin: 2 } });
  assert.match(message, /peersMin is 2, but there are 1/);
});

test('a misspelt key is named with the nearest that exists, in every section', () => {
  const misspelt: readonly (readonly [unknown, string])[] = [
    [{ trainig: {} }, 'trainig: unknown key; did you mean "training"?'],
    [{ training: { learning: 1, epoch: 2 } }, 'training.epoch: unknown key; did you mean "epochs"?'],
    [{ data: { limitTrian: 2 } }, 'data.limitTrian: unknown key; did you mean "limitTrain"?'],
    [
      { distillation: { temprature: 2 } },
      'distillation.temprature: unknown key; did you mean "temperature"?',
    ],
    [{ exchange: { qorum: 'all' } }, 'exchange.qorum: unknown key; did you mean "quorum"?'],
    [{ rounds: { step: 2 } }, 'rounds.step: unknown key; did you mean "steps"?'],
    [{ convergence: { patience: 2 } }, 'convergence.patience: unknown key; did you mean "patienceRounds"?'],
    [{ peers: [{ id: 'a', net: 'cnn' }] }, 'peers.0.net: unknown key; did you mean '],
  ];
  for (const [input, line] of misspelt) assert.ok(refused(input).includes(line), refused(input));
});

test('every wrong field is named at once', () => {
  const message = refused({ training: { lr: -1, batch: 0 }, data: { labelNoise: 2 }, rond: 1 });
  for (const field of ['training.lr', 'training.batch', 'data.labelNoise', 'rond']) {
    assert.ok(message.includes(field), message);
  }
});

test('what is no object at all is refused with a typed error', () => {
  for (const input of [null, 3, 'spec', [], undefined]) refused(input);
});

test('keys such as __proto__ are unknown keys like any other', () => {
  refused(JSON.parse('{"__proto__": {"training": 1}, "training": {"__proto__": {"lr": 3}}, "x": 1}'));
  assert.equal(({} as { lr?: number }).lr, undefined);
});

/** Plain objects only: what zod gives has Object's prototype. */
function record<F extends object>(fields: { [K in keyof F]: fc.Arbitrary<F[K]> }): fc.Arbitrary<F> {
  return fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<F>;
}

const count = fc.nat({ max: UINT32 });
const positive = fc.double({ min: 1e-300, noNaN: true, noDefaultInfinity: true });
const fraction = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0); // no -0
const text = fc.string({ unit: 'grapheme', maxLength: 10 });

const specs: fc.Arbitrary<RunSpec> = record({
  peers: fc
    .uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,8}$/), { minLength: 1, maxLength: 4 })
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) => record({ id: fc.constant(id), network: text, device: text, initSeed: count })),
      ),
    ),
  data: record({
    name: text,
    limitTrain: count,
    labelNoise: fraction,
    validationFraction: fraction.filter((value) => value > 1e-300 && value < 1),
    augment: fc.constantFrom('none' as const, 'pad-crop-flip' as const),
  }),
  training: record({
    epochs: count.map((value) => Math.max(value, 1)),
    steps: count,
    batch: fc.integer({ min: 1, max: 65_536 }),
    seed: count,
    optimizer: fc.constantFrom('sgd' as const, 'adam' as const),
    lr: positive,
    momentum: fraction.filter((value) => value < 1),
    nesterov: fc.boolean(),
    weightDecay: positive,
    schedule: fc.constantFrom('constant' as const, 'step' as const, 'cosine' as const),
    milestones: fc.array(fraction, { maxLength: 3 }),
    gamma: positive,
    evaluateEverySteps: count,
    checkpointEverySteps: count,
    eager: fc.boolean(),
  }),
  distillation: record({
    temperature: positive,
    weight: positive,
    burnInSteps: count,
    update: fc.constantFrom('simultaneous' as const, 'sequential' as const),
  }),
  exchange: record({
    mode: fc.constantFrom('lockstep' as const, 'none' as const),
    quorum: fc.constantFrom('any' as const, 'all' as const),
    graph: fc.constant('all' as const),
    waitMsMax: positive,
  }),
  rounds: record({
    steps: count.map((value) => Math.max(value, 1)),
    peersMin: fc.constant(1),
    joinTimeoutMs: positive,
  }),
  convergence: record({ targetAccuracy: fraction, patienceRounds: count }),
});

test('a spec that came over the wire is the spec that was sent, and its hash with it', () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const received = parseRunSpec(runSpecCodec.decode(runSpecCodec.encode(parseRunSpec(spec))));
      assert.deepEqual(received, spec);
      assert.equal(runSpecHash(received), runSpecHash(spec));
    }),
  );
});

/** Every leaf of a value as a path. */
function leaves(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** Another value of the same kind; 0 and 1 stay whole, so that the wire can carry either in any number. */
function otherThan(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'number') return `${String(value)}x`;
  if (value === 0) return 1;
  return Number.isInteger(value) && value <= UINT32 ? value - 1 : value / 2;
}

function changed(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return otherThan(value);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = changed((value as Record<string, unknown>)[key], rest);
  return copy;
}

test('a spec that differs in any one leaf, or in the order of its peers, has another hash', () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const hash = runSpecHash(spec);
      for (const path of leaves(spec)) {
        const other = changed(spec, path) as RunSpec;
        assert.notDeepEqual(other, spec, path.join('.'));
        assert.notEqual(runSpecHash(other), hash, path.join('.'));
      }
      if (spec.peers.length < 2) return;
      assert.notEqual(runSpecHash({ ...spec, peers: [...spec.peers].reverse() }), hash);
    }),
    { numRuns: 50 },
  );
});

test('the hash of the default run is pinned: two builds that differ there could not train together', () => {
  assert.equal(
    runSpecHash(parseRunSpec({})),
    'efbf476887a954d3b37e5e8aa04a86c00e5fe673e2abcc22a54edfb69328c37b',
  );
});
