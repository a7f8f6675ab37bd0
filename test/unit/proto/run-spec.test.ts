import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runSpecCodec } from '../../../proto/codec.js';
import { LIMITS } from '../../../proto/limits.js';
import { parseRunSpec, type RunSpec, runSpecHash, trainingHash } from '../../../proto/run-spec.js';
import { specs } from '../../support/run-spec-arbitrary.js';
import { changed, leaves } from '../../support/spec-leaves.js';
import { refused } from '../../support/specs.js';
import '../../support/property-seed.js';

test('nothing at all is the default run, in full', () => {
  assert.deepEqual(parseRunSpec({}), {
    peers: [
      {
        id: 'peer-0',
        network: 'mlp',
        device: 'auto',
        precision: 'float32',
        initSeed: 0,
        weights: '',
        role: 'learner',
        source: '',
        view: 'full',
        output: '',
        input: '',
        gives: '',
      },
      {
        id: 'peer-1',
        network: 'mlp',
        device: 'auto',
        precision: 'float32',
        initSeed: 0,
        weights: '',
        role: 'learner',
        source: '',
        view: 'full',
        output: '',
        input: '',
        gives: '',
      },
    ],
    data: {
      name: 'mnist',
      limitTrain: 0,
      labelNoise: 0,
      validationFraction: 0.1,
      augment: 'none',
      partition: 'same',
      seed: 0,
    },
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
      weightDecaySchedule: [],
      evaluateEverySteps: 0,
      checkpointEverySteps: 0,
      eager: false,
      warmupSteps: 0,
      clipNorm: 0,
      fineTuneSteps: 0,
      fineTuneLr: 0,
    },
    distillation: {
      temperature: 1,
      weight: 1,
      burnInSteps: 0,
      update: 'simultaneous',
      loss: 'kl',
      targets: 'mean',
      teacherWeights: 'edges',
      standardize: false,
      dkdTarget: 1,
      dkdOthers: 8,
      feature: 'none',
      featureWeight: 1,
      schedule: 'ramp',
      rampSteps: 0,
      exitWeight: 0.1,
      exitTemperature: 3,
      exitHint: 0,
      teacherGate: true,
      divergenceMax: 0,
    },
    exchange: {
      mode: 'lockstep',
      quorum: 'any',
      graph: 'all',
      waitMsMax: 30_000,
      payload: 'float32',
      stalenessDecay: 1,
      pipeline: 0,
      ema: 0,
    },
    rounds: { steps: 20, peersMin: 1, joinTimeoutMs: 60_000 },
    convergence: { targetAccuracy: 0, patienceRounds: 0 },
  } satisfies RunSpec);
});

test('a section given in part keeps the other defaults, and what is given stays as given', () => {
  const spec = parseRunSpec({ training: { lr: 0.3 }, peers: [{ id: 'a' }] });
  assert.deepEqual([spec.training.lr, spec.training.batch], [0.3, 128]);
  assert.deepEqual(spec.peers, [
    {
      ...{ id: 'a', network: 'mlp', device: 'auto', initSeed: 0, role: 'learner', source: '', view: 'full' },
      ...{ output: '', input: '', gives: '', precision: 'float32', weights: '' },
    },
  ]);
});

test('a run has 1 to 1,024 peers, each with a usable id of its own', () => {
  const peers = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `peer-${i}` }));
  const exchange = { graph: 'random:3' };
  assert.equal(parseRunSpec({ peers: peers(LIMITS.peersMax), exchange }).peers.length, 1_024);
  assert.match(refused({ peers: peers(LIMITS.peersMax + 1) }), /peers: /);
  assert.match(refused({ peers: [] }), /peers: /);
  assert.match(refused({ peers: [{}] }), /peers\.0\.id/);
  assert.match(refused({ peers: [{ id: 'Peer 0' }] }), /peer id "Peer 0"/);
  assert.match(refused({ peers: [{ id: 'a', initSeed: -1 }] }), /peers\.0\.initSeed/);
  assert.match(refused({ peers: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] }), /two peers are called "a"/);
});

test('a precision goes with a compiled step, and float16 with a device that is not the CPU', () => {
  const peer = (precision: string, device = 'auto') => ({ peers: [{ id: 'a', precision, device }] });
  assert.equal(parseRunSpec(peer('bfloat16', 'cpu')).peers[0]!.precision, 'bfloat16');
  assert.equal(parseRunSpec(peer('float16')).peers[0]!.precision, 'float16');
  assert.match(refused(peer('half')), /peers\.0\.precision: /);
  assert.match(refused(peer('float16', 'cpu')), /"a" computes in float16 on the CPU/);
  const eager = { training: { eager: true } };
  assert.match(refused({ ...peer('bfloat16'), ...eager }), /bfloat16, which only a compiled step does/);
  assert.equal(parseRunSpec({ ...peer('float32', 'cpu'), ...eager }).training.eager, true);
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

test('a spec that came over the wire is the spec that was sent, and its hash with it', () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const received = parseRunSpec(runSpecCodec.decode(runSpecCodec.encode(parseRunSpec(spec))));
      assert.deepEqual(received, spec);
      assert.equal(runSpecHash(received), runSpecHash(spec));
    }),
  );
});

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

test('two specs can train on each other’s checkpoints exactly where nothing but their length differs', () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const hash = trainingHash(spec);
      for (const path of leaves(spec)) {
        const isLength = ['training.epochs', 'training.steps'].includes(path.join('.'));
        const same = trainingHash(changed(spec, path) as RunSpec) === hash;
        assert.equal(same, isLength, path.join('.'));
      }
    }),
    { numRuns: 50 },
  );
});

test('what was trained before a field came in is read by who has it at its default', () => {
  const { distillation, peers, ...rest } = parseRunSpec({
    peers: [{ id: 'a' }, { id: 'b', network: 'cnn' }],
    training: { lr: 0.3 },
  });
  const { teacherGate: _, ...before } = distillation;
  const earlier = { ...rest, distillation: before, peers: peers.map(({ precision: __, ...peer }) => peer) };
  const now = { ...rest, distillation, peers };
  assert.equal(trainingHash(now), trainingHash(earlier as unknown as RunSpec));
  assert.notEqual(
    trainingHash(now),
    trainingHash({ ...now, distillation: { ...distillation, teacherGate: false } }),
  );
});

test('the hash of the default run is pinned: two builds that differ there could not train together', () => {
  assert.equal(
    runSpecHash(parseRunSpec({})),
    'd5d64893d56378ce31586fdc9c39e3988b0fa26db606780b167a973dc4d85a35',
  );
});

for (const device of ['', 'tpu', 'gpu:', 'gpu:x', 'GPU']) {
  test(`device "${device}" is refused with the forms there are`, () => {
    assert.match(
      refused({ peers: [{ id: 'a', device }] }),
      /peers\.0\.device: .*use auto, cpu, gpu or gpu:N/,
    );
  });
}

test('a text where a number belongs is shown as it was written, with the point that was meant', () => {
  const complaint = refused({ training: { lr: '0,05', epochs: 'two', batch: Number.NaN } });
  assert.match(complaint, /training\.lr: "0,05" is not a number; write 0\.05, with a point$/m);
  assert.match(complaint, /training\.epochs: "two" is not a number$/m);
  assert.match(complaint, /training\.batch: NaN is not a number$/m);
});

test('a value that is wrong is told in words for a person, once a field', () => {
  const complaint = refused({
    peers: [{ network: 3 }],
    data: 'mnist',
    training: { batch: 1.5, epochs: -1, lr: 0, momentum: 1, seed: 2 ** 32, optimizer: 'adma', nesterov: 1 },
    distillation: { weight: Number.POSITIVE_INFINITY },
  });
  const lines = complaint.split('\n').map((line) => line.trim());
  assert.deepEqual(lines.slice(1).sort(), [
    'data: "mnist" is not a section of keys and values',
    'distillation.weight: that is too large for a number',
    'peers.0.id: is missing',
    'peers.0.network: 3 is not a text',
    'training.batch: 1.5 is not a whole number',
    'training.epochs: -1 is too small: at least 1',
    'training.lr: 0 is too small: more than 0',
    'training.momentum: 1 is too large: less than 1',
    'training.nesterov: 1 is not true or false',
    'training.optimizer: "adma": choose "sgd" or "adam"',
    `training.seed: ${2 ** 32} is too large: at most ${2 ** 32 - 1}`,
  ]);
});
