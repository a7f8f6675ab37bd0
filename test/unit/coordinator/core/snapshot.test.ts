import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toSnapshot } from '../../../../coordinator/core/snapshot.js';
import { snapshotCodec } from '../../../../proto/codec.js';
import { CoordinatorScript } from '../../../support/coordinator-script.js';

function trained(): CoordinatorScript {
  const script = new CoordinatorScript({ peers: 3 });
  const modules = [{ path: './net.js', sha256: Buffer.of(7) }];
  script.join('peer-0', { holderSecret: 'a secret', modules });
  script.form();
  script.train(10, 6);
  script.report('peer-0', { step: 40, validationAccuracy: 0.7 });
  script.leave('peer-2', 60, 'ERR_INTERNAL');
  return script;
}

test('a coordinator that is restored from its snapshot knows what it had promised, one term later', () => {
  const before = trained();
  const bytes = snapshotCodec.encode(toSnapshot(before.state, before.options));
  const after = new CoordinatorScript({ peers: 3 }, snapshotCodec.decode(bytes));
  const { state } = after;
  const restored = after.effects;
  assert.equal(state.term, before.state.term + 1);
  assert.deepEqual(state.view, snapshotCodec.decode(bytes).view);
  assert.deepEqual(
    state.rounds.map((open) => open.round.number),
    before.state.rounds.map((open) => open.round.number),
  );
  for (const field of [
    'roundMax',
    'boundaryStep',
    'stop',
    'facts',
    'incarnationMax',
    'departed',
    'best',
    'evaluations',
  ] as const) {
    assert.deepEqual(state[field], before.state[field], field);
  }
  assert.deepEqual(
    state.leases.map(({ holderDigest }) => holderDigest),
    before.state.leases.map(({ holderDigest }) => holderDigest),
  );
  assert.equal(after.join('peer-1', { incarnation: 2, holderSecret: 'another' }).code, 'HELD');
  assert.equal(
    JSON.stringify(snapshotCodec.decode(bytes)).includes('a secret'),
    false,
    'the store has a digest of the secret',
  );
  assert.deepEqual(
    restored.map((effect) => effect.kind),
    ['persist', 'publish', 'log'],
  );
});

test('restored members get a whole lease, and rounds go on from where they are found', () => {
  const before = trained();
  const after = new CoordinatorScript({ peers: 3 }, toSnapshot(before.state, before.options));
  after.pass(2_900);
  assert.equal(after.state.leases.length, 2);
  for (const id of ['peer-0', 'peer-1']) after.beat(id, 300);
  after.pass(500);
  for (const id of ['peer-0', 'peer-1']) after.beat(id, 310);
  const newest = after.state.rounds.at(-1)!.round;
  assert.ok(newest.number > before.state.roundMax);
  assert.ok(newest.endStep > 310);
});

test('a snapshot of a run with another spec is refused', () => {
  const before = trained();
  const snapshot = toSnapshot(before.state, before.options);
  assert.throws(() => new CoordinatorScript({ peers: 2 }, snapshot), { code: 'ERR_CONFIG' });
});

test('a coordinator whose graph module has changed since the run began does not draw other graphs', () => {
  const wishes = { exchange: { graph: './graph.js' } };
  const modules = [{ path: './graph.js', sha256: Uint8Array.of(1) }];
  const before = new CoordinatorScript(wishes, null, { modules });
  before.join('peer-0');
  const snapshot = toSnapshot(before.state, before.options);
  const after = new CoordinatorScript(wishes, snapshot, { modules });
  assert.deepEqual(after.state.facts?.modules, modules);
  const changed = [{ path: './graph.js', sha256: Uint8Array.of(2) }];
  assert.throws(() => new CoordinatorScript(wishes, snapshot, { modules: changed }), {
    code: 'ERR_MODULE',
    message: 'graph module ./graph.js is another one than the run began with',
  });
});
