import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ModuleDigest, TRAINER_STATE } from '../../../../proto/codec.js';
import { LIMITS, PROTOCOL_VERSION } from '../../../../proto/limits.js';
import { CoordinatorScript } from '../../../support/coordinator-script.js';

const REFUSALS = [
  { field: 'runId', wish: { runId: 'other' }, expected: 'run' },
  { field: 'protocolVersion', wish: { protocolVersion: 99 }, expected: String(PROTOCOL_VERSION) },
  { field: 'runSpecHash', wish: { runSpecHash: 'other' } },
  { field: 'dataDigest', wish: { dataDigest: 'other' }, expected: 'that of the run' },
  { field: 'classes', wish: { classes: 11 }, expected: '10' },
  { field: 'stepsTotal', wish: { stepsTotal: 7 }, expected: '1000' },
] as const;

for (const { field, wish, ...rest } of REFUSALS) {
  test(`a peer whose ${field} differs is refused, and told so`, () => {
    const script = new CoordinatorScript();
    assert.equal(script.join('peer-0').accepted, true);
    const reply = script.join('peer-1', wish);
    assert.equal(reply.accepted, false);
    assert.equal(reply.code, 'DIFFERENT_RUN');
    assert.deepEqual(
      reply.differences.map((difference) => difference.field),
      [field],
    );
    if ('expected' in rest) assert.equal(reply.differences[0]?.expected, rest.expected);
    assert.match(reply.reason, new RegExp(`^${field} is .*, expected `));
    assert.deepEqual(
      script.state.view.members.map((member) => member.peerId),
      ['peer-0'],
    );
  });
}

test('a strict run warns where peers compute with other numerics; others do not', () => {
  for (const quorum of ['all', 'any'] as const) {
    const script = new CoordinatorScript({ exchange: { quorum } });
    script.join('peer-0', { numerics: '1 thread' });
    script.join('peer-1', { numerics: '2 threads' });
    const warnings = script.effects.filter((effect) => effect.kind === 'log' && effect.level === 'warn');
    assert.equal(warnings.length, quorum === 'all' ? 1 : 0);
  }
});

test('all fields that differ are named at once', () => {
  const script = new CoordinatorScript();
  script.join('peer-0');
  const reply = script.join('peer-1', { classes: 2, dataDigest: 'other' });
  assert.deepEqual(
    reply.differences.map((difference) => difference.field),
    ['dataDigest', 'classes'],
  );
});

test('a peer whose classes mean something else is told the first of them; one that names none is let in', () => {
  const script = new CoordinatorScript();
  script.join('peer-0', { classNames: ['cat', 'dog', 'emu'] });
  for (const [classNames, at, yours, expected] of [
    [['cat', 'emu', 'dog'], 1, 'emu', 'dog'],
    [['cat', 'dog'], 2, 'missing', 'emu'],
  ] as const) {
    const reply = script.join('peer-1', { classNames });
    assert.deepEqual(reply.differences, [{ field: `class ${at}`, yours, expected }]);
    assert.equal(reply.reason, `class ${at} is ${yours}, expected ${expected}`);
    assert.equal(reply.code, 'DIFFERENT_RUN');
  }
  assert.equal(script.join('peer-1', { classNames: [] }).accepted, true);
});

test('a peer whose module has another text than the run knows is told which, and not the right digest', () => {
  const module = (path: string, byte: number): ModuleDigest => ({ path, sha256: Uint8Array.of(byte) });
  const script = new CoordinatorScript({}, null, { modules: [module('./loss.js', 1)] });
  const refusedFor = (path: string, byte: number): void => {
    const reply = script.join('peer-1', { modules: [module(path, byte)] });
    assert.equal(reply.code, 'DIFFERENT_RUN');
    const yours = `0${byte}`;
    assert.deepEqual(reply.differences, [{ field: `module ${path}`, yours, expected: 'that of the run' }]);
  };
  refusedFor('./loss.js', 2);
  assert.equal(script.join('peer-0', { modules: [module('./net.js', 3)] }).accepted, true);
  refusedFor('./net.js', 4);
  const all = [module('./net.js', 3), module('./loss.js', 1), module('./view.js', 5)];
  assert.equal(script.join('peer-1', { modules: all }).accepted, true);
  assert.deepEqual(
    script.state.facts?.modules.map(({ path }) => path),
    ['./loss.js', './net.js', './view.js'],
  );
});

test('names that would not fit the snapshot are not kept', () => {
  const script = new CoordinatorScript();
  script.join('peer-0', { classNames: ['x'.repeat(LIMITS.classNamesBytesMax)] });
  assert.deepEqual(script.state.facts?.classNames, []);
});

test('a peer that the spec does not have is refused with the names it has', () => {
  const reply = new CoordinatorScript().join('peer-9');
  assert.equal(reply.code, 'UNKNOWN_PEER');
  assert.deepEqual(reply.differences, [{ field: 'peerId', yours: 'peer-9', expected: 'peer-0, peer-1' }]);
});

test('an incarnation is used once: a departed one is refused with the lowest that would do', () => {
  const script = new CoordinatorScript();
  script.join('peer-0', { incarnation: 4 });
  script.leave('peer-0', 0, 'ERR_INTERNAL');
  const reply = script.join('peer-0', { incarnation: 4 });
  assert.equal(reply.code, 'STALE_INCARNATION');
  assert.equal(reply.incarnationMin, 5);
  assert.equal(script.join('peer-0', { incarnation: 5 }).accepted, true);
});

test('while the lease of a peer lives, a process of another run directory does not get its id, whatever its incarnation', () => {
  const script = new CoordinatorScript().form();
  const { view } = script.state;
  for (const incarnation of [1, 2, 99]) {
    const reply = script.join('peer-1', { incarnation, holderSecret: 'another' });
    assert.equal(reply.code, 'HELD');
    assert.match(reply.reason, /peer-1 is held .* incarnation 1 at tcp:\/\/127\.0\.0\.1:1\/peer-1/);
  }
  assert.equal(script.state.view, view);
  assert.equal(script.join('peer-1', { incarnation: 2 }).accepted, true, 'its own restart does');
});

test('an id is free again once its holder has left or has lost its lease', () => {
  const script = new CoordinatorScript().form();
  script.leave('peer-0', 3, 'ERR_INTERNAL');
  assert.equal(script.join('peer-0', { incarnation: 2, holderSecret: 'another' }).accepted, true);
  assert.equal(script.join('peer-0', { incarnation: 3 }).code, 'HELD', 'the first one has lost it');
  script.pass(LIMITS.leaseMs);
  assert.equal(script.join('peer-1', { incarnation: 2, holderSecret: 'a third' }).accepted, true);
});

test('a request that is repeated is accepted again and changes nothing', () => {
  const script = new CoordinatorScript();
  script.join('peer-0');
  const { view, term } = script.state;
  const again = script.join('peer-0');
  assert.equal(again.accepted, true);
  assert.equal(script.state.view, view);
  assert.equal(script.state.term, term);
});

test('a later incarnation of a live peer replaces it at once, in a new view', () => {
  const script = new CoordinatorScript().form();
  const { version } = script.state.view;
  assert.equal(script.join('peer-0', { incarnation: 2 }).accepted, true);
  assert.equal(script.state.view.version, version + 1);
  assert.deepEqual(
    script.state.view.members.map((member) => member.incarnation),
    [2, 1],
  );
});

test('a peer that joins a cohort under way enters at the start of a round that nobody can have begun', () => {
  const script = new CoordinatorScript({ peers: 3 }).form();
  script.train(10, 6);
  const reply = script.join('peer-2', { incarnation: 2 });
  const fastest = Math.max(...script.state.leases.map((lease) => lease.step));
  assert.ok(reply.startStep > fastest + 10, `${reply.startStep} is too near to ${fastest}`);
  assert.equal(reply.startStep, script.state.leases[2]?.enterStep);
  script.train(10, 6);
  const entered = script.state.rounds.filter((open) => open.round.members.includes('peer-2'));
  for (const { round } of entered) assert.ok(round.startStep >= reply.startStep);
  assert.ok(entered.length > 0);
});

test('a peer that joins where the newest round ends far ahead enters at its end, not within it', () => {
  const script = new CoordinatorScript({ peers: 3, rounds: { steps: 100 } }).form();
  script.train(1, 6);
  const { boundaryStep } = script.state;
  assert.equal(script.join('peer-2', { incarnation: 2 }).startStep, boundaryStep);
  assert.ok(boundaryStep >= 100);
});

test('what peers have seen of a lost store is numbered on from', () => {
  const script = new CoordinatorScript();
  script.join('peer-0', { termMax: 8, roundMax: 40, viewMax: 30 });
  assert.equal(script.state.term, 9);
  assert.equal(script.state.view.version, 31);
  assert.equal(script.state.roundMax, 40);
});

test('a peer that has seen more under this very term than the coordinator has said gets a later one to obey', () => {
  for (const seen of [{ viewMax: 3 }, { roundMax: 2 }]) {
    const script = new CoordinatorScript();
    script.join('peer-0', { termMax: 1, ...seen });
    assert.equal(script.state.term, 2);
    const { view, roundMax } = script.state;
    script.join('peer-1', { termMax: 2, viewMax: view.version, roundMax });
    assert.equal(script.state.term, 2);
  }
});

test('where a member waits to be met others do not enter further ahead for its sake', () => {
  const entersAt = (landed: boolean): number => {
    const script = new CoordinatorScript({ peers: 3 }).form();
    script.train(10, 6);
    script.beat('peer-1', 400, { landed, trainedSteps: 60 });
    script.join('peer-2', { incarnation: 2 });
    return script.state.leases[2]!.enterStep!;
  };
  assert.ok(entersAt(false) > 400 + 20);
  assert.ok(entersAt(true) <= 400, String(entersAt(true)));
});

test('where nobody waits for others, one that comes is in a round as soon as it is ready', () => {
  const script = new CoordinatorScript({ exchange: { mode: 'stale:10' } }).form();
  script.train(10, 6);
  script.join('peer-1', { incarnation: 2, step: 20 });
  script.beat('peer-1', 20, { state: TRAINER_STATE.ready });
  assert.ok(script.published?.rounds.some(({ viewVersion }) => viewVersion === script.state.view.version));
});

test('after the stop is decided, who stands before it may still join and finish, nobody else', () => {
  const script = new CoordinatorScript().form();
  script.train(10, 3);
  script.tell({ kind: 'stopRequested', reason: 'test' });
  const stop = script.state.stop!;
  const late = script.join('peer-1', { incarnation: 2, step: stop.step });
  assert.equal(late.code, 'RUN_OVER');
  const early = script.join('peer-1', { incarnation: 2, step: stop.step - 1 });
  assert.equal(early.accepted, true);
  assert.equal(early.startStep, stop.step - 1);
});

test('the view tells the token and the key of each member, neither longer than it can be', () => {
  const script = new CoordinatorScript();
  const key = new Uint8Array(LIMITS.keyBytes).fill(7);
  script.join('peer-0', { linkToken: 'own', publicKey: key });
  script.join('peer-1', {
    linkToken: 'x'.repeat(LIMITS.linkTokenLengthMax + 9),
    publicKey: new Uint8Array(LIMITS.keyBytes + 9).fill(7),
  });
  const keys = script.state.view.members.map(({ publicKey }) => publicKey);
  assert.deepEqual(keys, [key, key]);
  const tokens = script.state.view.members.map(({ linkToken }) => linkToken);
  assert.deepEqual(tokens, ['own', 'x'.repeat(LIMITS.linkTokenLengthMax)]);
});
