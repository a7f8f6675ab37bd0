import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { after, before, test } from 'node:test';
import { type CoordinatorOutcome, type LogLine, runCoordinator } from '../../../coordinator/main.js';
import {
  joinRequestCodec,
  snapshotCodec,
  specReplyCodec,
  specRequestCodec,
  TRAINER_STATE,
} from '../../../proto/codec.js';
import { moduleDigests } from '../../../proto/named-files.js';
import type { RunSpec } from '../../../proto/run-spec.js';
import { SNAPSHOT_BUCKET, subjects } from '../../../proto/subjects.js';
import { joinRequestOf } from '../../support/control-messages.js';
import { ControlPeer } from '../../support/control-peer.js';
import { eventually, temporaryDirectory } from '../../support/launch.js';
import { startTestNatsServer, type TestNatsServer } from '../../support/nats-server.js';
import { specOf } from '../../support/specs.js';

let nats: TestNatsServer;
before(async () => {
  nats = await startTestNatsServer();
});
after(() => nats.stop());

interface Running {
  readonly outcome: Promise<CoordinatorOutcome>;
  readonly log: LogLine[];
  /** As a signal would: the run is to stop. */
  interrupt(): void;
}

function startCoordinator(runId: string, spec: RunSpec): Running {
  const abort = new AbortController();
  const log: LogLine[] = [];
  const outcome = runCoordinator({
    runId,
    natsUrl: nats.url,
    spec,
    log: (line) => log.push(line),
    signal: abort.signal,
  });
  // Looked at by the test at its end; until then a failure is not "unhandled".
  outcome.catch(() => undefined);
  return { outcome, log, interrupt: () => abort.abort() };
}

/** Two peers that have joined and train. */
async function cohort(runId: string, spec: RunSpec): Promise<readonly [ControlPeer, ControlPeer]> {
  const a = await ControlPeer.connect(nats.url, runId, 'peer-0', spec);
  const b = await ControlPeer.connect(nats.url, runId, 'peer-1', spec);
  for (const peer of [a, b]) assert.equal((await peer.join()).accepted, true);
  for (const peer of [a, b]) peer.heartbeat(0, TRAINER_STATE.ready);
  for (const peer of [a, b]) peer.keepAlive();
  await a.until('round 1 is announced', (one) => one.rounds.some((round) => round.number === 1));
  return [a, b];
}

test('peers join over NATS, train, and the coordinator ends when they have finished', async () => {
  const spec = specOf();
  const running = startCoordinator('whole', spec);
  const [a, b] = await cohort('whole', spec);
  const reply = await a.connection.request(
    subjects('whole').spec,
    specRequestCodec.encode({ runId: 'whole' }),
    { timeout: 60_000 },
  );
  assert.deepEqual(specReplyCodec.decode(reply.data).spec, spec);
  for (const peer of [a, b]) peer.heartbeat(1_000, TRAINER_STATE.finished);
  for (const peer of [a, b]) peer.leave(1_000, 'finished');
  const outcome = await running.outcome;
  assert.equal(outcome.stoppedBy, 'steps');
  assert.equal(outcome.stop?.step, 1_000);
  await Promise.all([a.close(), b.close()]);
});

test('a module that changes while the run goes on has the digest with which it began', async (t) => {
  const path = join(temporaryDirectory(t), 'network.mjs');
  writeFileSync(path, '// as the run began');
  const spec = { ...specOf(), peers: specOf().peers.map((peer) => ({ ...peer, network: path })) };
  const before = moduleDigests(spec);
  const running = startCoordinator('edited', spec);
  const [a, b] = await cohort('edited', spec);
  writeFileSync(path, '// edited since');
  const reply = await a.connection.request(
    subjects('edited').spec,
    specRequestCodec.encode({ runId: 'edited' }),
    { timeout: 60_000 },
  );
  assert.deepEqual(specReplyCodec.decode(reply.data).modules, before);
  for (const peer of [a, b]) peer.leave(1, 'finished');
  await running.outcome;
  await Promise.all([a.close(), b.close()]);
});

test('a peer with another data digest is told which field differs', async () => {
  const spec = specOf();
  const running = startCoordinator('differs', spec);
  const [a, b] = await cohort('differs', spec);
  b.incarnation = 2;
  const reply = await b.join({ dataDigest: 'other' });
  assert.equal(reply.accepted, false);
  assert.deepEqual(reply.differences, [{ field: 'dataDigest', yours: 'other', expected: 'that of the run' }]);
  running.interrupt();
  for (const peer of [a, b]) peer.heartbeat(1, TRAINER_STATE.finished);
  b.incarnation = 1;
  for (const peer of [a, b]) peer.leave(1, 'interrupted');
  assert.equal((await running.outcome).stoppedBy, 'interrupted');
  await Promise.all([a.close(), b.close()]);
});

test('an interrupted coordinator announces a stop, and ends even if nobody leaves', async () => {
  const spec = specOf();
  const running = startCoordinator('interrupted', spec);
  const [a, b] = await cohort('interrupted', spec);
  running.interrupt();
  const told = await a.until('the run stops', (one) => one.stop?.code === 'interrupted');
  assert.ok(told.stop!.step < 1_000);
  const outcome = await running.outcome;
  assert.equal(outcome.stoppedBy, 'interrupted');
  await Promise.all([a.close(), b.close()]);
});

test('a run that was interrupted can be resumed on the same server: its stop is forgotten', async () => {
  const spec = specOf();
  const first = startCoordinator('resumed', spec);
  const [a, b] = await cohort('resumed', spec);
  first.interrupt();
  await a.until('the run stops', (one) => one.stop?.code === 'interrupted');
  for (const peer of [a, b]) peer.leave(40, 'finished');
  assert.equal((await first.outcome).stoppedBy, 'interrupted');
  const second = startCoordinator('resumed', spec);
  for (const peer of [a, b]) {
    peer.incarnation += 1;
    assert.equal((await peer.join({ step: 40 })).accepted, true);
    peer.heartbeat(40, TRAINER_STATE.ready);
  }
  await a.until(
    'the whole budget is trained',
    (one) => one.stop?.code === 'steps' && one.stop.step === 1_000,
  );
  for (const peer of [a, b]) peer.leave(1_000, 'finished');
  assert.equal((await second.outcome).stoppedBy, 'steps');
  await Promise.all([a.close(), b.close()]);
});

test('garbage on every subject changes nothing', async () => {
  const spec = specOf();
  const running = startCoordinator('garbage', spec);
  const [a, b] = await cohort('garbage', spec);
  const before = a.announcements.at(-1)!;
  const names = subjects('garbage');
  const garbage = [
    new Uint8Array(0),
    Uint8Array.of(255, 255, 255, 255),
    Uint8Array.from({ length: 300_000 }, (_, i) => i),
    new TextEncoder().encode('{"json": true}'),
  ];
  for (const verb of ['join', 'heartbeat', 'report', 'leave'] as const) {
    for (const payload of garbage) a.connection.publish(names.peer('peer-0', verb), payload);
  }
  // A well-formed message under another peer's subject, and one that must not end the run.
  const forged = joinRequestCodec.encode(joinRequestOf('garbage', 'peer-1', spec, { incarnation: 9 }));
  a.connection.publish(names.peer('peer-0', 'join'), forged);
  a.connection.publish(names.stop, Uint8Array.of(1, 2, 3));
  a.connection.publish(names.spec, Uint8Array.of(1, 2, 3));
  a.connection.publish(names.announcement, Uint8Array.of(7));
  a.heartbeat(5);
  b.heartbeat(5);
  const heard = a.announcements.length;
  await a.until('the beacon goes on', () => a.announcements.length >= heard + 3);
  const now = a.announcements.at(-1)!;
  assert.deepEqual(now.view, before.view);
  assert.equal(now.term, before.term);
  assert.equal(now.stop?.code, 'steps');
  const dropped = running.log.filter((line) => line.message.startsWith('dropped a message'));
  assert.ok(dropped.length > 0);
  const subjectsOf = dropped.map(({ message }) => /on (\S+):/.exec(message)![1]);
  assert.equal(new Set(subjectsOf).size, dropped.length, 'one line of each sender and kind');
  running.interrupt();
  for (const peer of [a, b]) peer.leave(5, 'interrupted');
  await running.outcome;
  await Promise.all([a.close(), b.close()]);
});

test('a second coordinator takes over with the next term, and the first steps down', async () => {
  const spec = specOf();
  const first = startCoordinator('fenced', spec);
  const [a, b] = await cohort('fenced', spec);
  const term = a.announcements.at(-1)!.term;
  const second = startCoordinator('fenced', spec);
  await assert.rejects(first.outcome, { code: 'ERR_SUPERSEDED' });
  const now = await a.until('the next term began', (one) => one.term > term);
  assert.deepEqual(
    now.view?.members.map((member) => member.peerId),
    ['peer-0', 'peer-1'],
  );
  for (const peer of [a, b]) peer.leave(7, 'finished');
  await second.outcome;
  await Promise.all([a.close(), b.close()]);
});

test('a coordinator that hears of a successor from a peer does not write over what that one wrote', async () => {
  const spec = specOf();
  const first = startCoordinator('overtaken', spec);
  const [a, b] = await cohort('overtaken', spec);
  const kv = await a.connection.jetstream().views.kv(SNAPSHOT_BUCKET);
  const own = snapshotCodec.decode((await kv.get('overtaken'))!.value);
  const successor = { ...own, term: own.term + 1, roundMax: own.roundMax + 5 };
  await kv.put('overtaken', snapshotCodec.encode(successor));
  a.heartbeat(3, TRAINER_STATE.training, successor.term);
  await assert.rejects(first.outcome, { code: 'ERR_SUPERSEDED' });
  assert.deepEqual(snapshotCodec.decode((await kv.get('overtaken'))!.value), successor);
  await Promise.all([a.close(), b.close()]);
});

test('a coordinator that comes back knows members and rounds, and numbers on in a later term', async () => {
  const spec = specOf();
  const first = startCoordinator('restored', spec);
  const [a, b] = await cohort('restored', spec);
  for (const peer of [a, b]) peer.heartbeat(15);
  await a.until('round 2 is announced', (one) => one.rounds.some((round) => round.number === 2));
  const before = a.announcements.at(-1)!;
  // The next one takes its place as after a crash: the snapshot is all that it has.
  const second = startCoordinator('restored', spec);
  await assert.rejects(first.outcome, { code: 'ERR_SUPERSEDED' });
  const restored = await a.until('it is back', (one) => one.term > before.term);
  assert.deepEqual(restored.view, before.view);
  const heard = a.announcements.length;
  const advance = (): void => {
    for (const peer of [a, b]) peer.heartbeat(200);
  };
  const later = await a.until(
    'a new round is announced',
    (one) => a.announcements.indexOf(one) >= heard && one.rounds.some((round) => round.endStep > 200),
    advance,
  );
  assert.ok(later.term > before.term);
  const known = new Map<number, string>();
  for (const round of a.announcements.flatMap((one) => one.rounds)) {
    const content = JSON.stringify([round.startStep, round.endStep, round.members]);
    assert.equal(known.get(round.number) ?? content, content, `round ${round.number} was announced twice`);
    known.set(round.number, content);
  }
  for (const peer of [a, b]) peer.leave(1_000, 'finished');
  await second.outcome;
  await Promise.all([a.close(), b.close()]);
});

test('nats-server is killed and comes back: nobody is evicted, and the run ends as it should', async () => {
  const spec = specOf();
  const running = startCoordinator('killed', spec);
  const [a, b] = await cohort('killed', spec);
  const before = a.announcements.at(-1)!;
  await nats.kill();
  await nats.restart();
  const heard = a.announcements.length;
  await a.until(
    'round 3 is announced after the restart',
    (one) => a.announcements.indexOf(one) >= heard && one.rounds.some((round) => round.number >= 3),
    () => {
      for (const peer of [a, b]) peer.heartbeat(a.announcements.length + 30);
    },
  );
  const now = a.announcements.at(-1)!;
  assert.deepEqual(now.view, before.view);
  assert.equal(now.term, before.term);
  for (const peer of [a, b]) peer.leave(1_000, 'finished');
  assert.equal((await running.outcome).stoppedBy, 'steps');
  await Promise.all([a.close(), b.close()]);
});

test('nats-server stands still and goes on: the coordinator takes nobody for a rival, itself included', async () => {
  const spec = specOf();
  const running = startCoordinator('paused', spec);
  const [a, b] = await cohort('paused', spec);
  const before = a.announcements.at(-1)!;
  const attempts: Socket[] = [];
  const note = (message: unknown): number => attempts.push((message as { readonly socket: Socket }).socket);
  subscribe('net.client.socket', note);
  process.kill(nats.pid(), 'SIGSTOP');
  await eventually(() => attempts.length >= 2, 'the first attempt to connect anew has run out of time');
  process.kill(nats.pid(), 'SIGCONT');
  await eventually(() => attempts[0]!.bytesRead > 0, 'the server answers that attempt all the same');
  attempts[0]!.destroy(); // as the server does where it asks for a token
  unsubscribe('net.client.socket', note);
  const heard = a.announcements.length;
  await a.until(
    'the coordinator speaks on',
    () => a.announcements.length >= heard + 5,
    () => {
      for (const peer of [a, b]) peer.heartbeat(a.announcements.length + 30);
    },
  );
  assert.equal(a.announcements.at(-1)!.term, before.term);
  for (const peer of [a, b]) peer.leave(1_000, 'finished');
  assert.equal((await running.outcome).stoppedBy, 'steps');
  await Promise.all([a.close(), b.close()]);
});

test('the store is wiped: the coordinator writes it anew and goes on', async () => {
  const spec = specOf();
  const running = startCoordinator('wiped', spec);
  const [a, b] = await cohort('wiped', spec);
  await nats.restart({ wipe: true });
  const heard = a.announcements.length;
  await a.until(
    'a later round is announced',
    (one) => a.announcements.indexOf(one) >= heard && one.rounds.some((round) => round.number >= 3),
    () => {
      for (const peer of [a, b]) peer.heartbeat(a.announcements.length + 30);
    },
  );
  const kv = await a.connection.jetstream().views.kv(SNAPSHOT_BUCKET);
  assert.ok((await kv.get('wiped')) !== null);
  for (const peer of [a, b]) peer.leave(1_000, 'finished');
  await running.outcome;
  await Promise.all([a.close(), b.close()]);
});
