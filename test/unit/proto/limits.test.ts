import assert from 'node:assert/strict';
import { test } from 'node:test';
import { announcementCodec, DTYPE, dataHeaderCodec, PHASE, snapshotCodec } from '../../../proto/codec.js';
import { LIMITS, PROTOCOL_VERSION } from '../../../proto/limits.js';

const ID = 'x'.repeat(LIMITS.idLengthMax);
const DIGEST = 'f'.repeat(64);
const UINT32_MAX = 0xffffffff;
const ADDRESS = `tcp://${'x'.repeat(253)}:65535`; // the longest host name there is

test('a lease outlives two lost heartbeats, a link two lost pings', () => {
  assert.ok(LIMITS.leaseMs >= 3 * LIMITS.heartbeatMs);
  assert.ok(LIMITS.zmqHeartbeatTimeoutMs >= 3 * LIMITS.zmqHeartbeatMs);
  assert.ok(
    LIMITS.stallMsMin > LIMITS.leaseMs,
    'a stall is called one only long after a lost lease would be',
  );
});

test('credit covers every step that would be kept', () => {
  assert.ok(LIMITS.creditBatches >= LIMITS.aheadStepsMax);
});

test('a payload frame holds 4,096 rows of 1,000 classes and 512 of 8,000', () => {
  assert.ok(4_096 * 1_000 * 4 <= LIMITS.payloadBytesMax);
  assert.ok(512 * 8_000 * 4 <= LIMITS.payloadBytesMax);
});

test('the largest prediction header fits its frame', () => {
  const header = dataHeaderCodec.encode({
    body: 'prediction',
    prediction: {
      runId: ID,
      viewVersion: UINT32_MAX,
      epoch: UINT32_MAX,
      step: UINT32_MAX,
      phase: PHASE.afterUpdate,
      batchDigest: new Uint8Array(LIMITS.batchDigestBytes).fill(255),
      sender: ID,
      incarnation: UINT32_MAX,
      rows: UINT32_MAX,
      classes: UINT32_MAX,
      dtype: DTYPE.float32,
      checksum: UINT32_MAX,
      madeAtStep: UINT32_MAX,
      withIds: true,
      topK: UINT32_MAX,
      featureShape: [UINT32_MAX, UINT32_MAX, UINT32_MAX],
      validated: true,
      validationAccuracy: 1,
    },
  });
  assert.ok(header.length <= LIMITS.headerBytesMax, `${header.length} bytes`);
});

test('the longest whole announcement and snapshot of a full cohort fit their messages', () => {
  const ids = Array.from({ length: LIMITS.peersMax }, (_, i) => `${i}`.padEnd(LIMITS.idLengthMax, 'x'));
  const edges = Array.from({ length: LIMITS.edgesMax }, (_, i) => ({
    teacher: ids[(7 * i) % ids.length]!,
    student: ids[i % ids.length]!,
    weight: 1 / (i + 1),
  }));
  const round = {
    number: UINT32_MAX,
    viewVersion: UINT32_MAX,
    startStep: UINT32_MAX,
    endStep: UINT32_MAX,
    members: ids,
    edges,
  };
  const view = {
    version: UINT32_MAX,
    members: ids.map((peerId) => ({
      peerId,
      incarnation: UINT32_MAX,
      dataAddress: ADDRESS,
      publicKey: new Uint8Array(32),
      linkToken: 'x'.repeat(LIMITS.linkTokenLengthMax),
    })),
  };
  const rounds = Array.from({ length: 4 }, () => round);
  const stop = { step: UINT32_MAX, code: 'x'.repeat(100), reason: 'x'.repeat(1_000) };
  const announcement = announcementCodec.encode({
    ...{ runId: ID, term: UINT32_MAX, sequence: UINT32_MAX, view, rounds, stop },
    lastClosed: { number: UINT32_MAX, completed: ids, missing: ids, reason: 'x'.repeat(1_000) },
    ...{ decision: 'x'.repeat(2_000), formed: true, reachedStep: UINT32_MAX },
  });
  assert.ok(announcement.length <= LIMITS.cohortBytesMax, `an announcement of ${announcement.length} bytes`);
  assert.equal(announcementCodec.decode(announcement).rounds[3]!.edges.length, LIMITS.edgesMax);
  const snapshot = snapshotCodec.encode({
    ...{ runId: ID, term: UINT32_MAX, runSpecHash: DIGEST, dataDigest: DIGEST, classes: UINT32_MAX },
    ...{ stepsTotal: UINT32_MAX, view, rounds, stop, patienceUsed: UINT32_MAX, roundMax: UINT32_MAX },
    ...{ boundaryStep: UINT32_MAX, evaluations: [], classNames: [], modules: [] },
    peers: ids.map((peerId) => ({
      ...{ peerId, incarnationMax: UINT32_MAX, bestValidationLoss: 1, bestValidationAccuracy: 1 },
      ...{ bestStep: UINT32_MAX, evaluated: true, reportedStep: UINT32_MAX, enterStep: UINT32_MAX },
      ...{ departed: '', entered: true, checkpointSteps: [1, 2, 3].map((i) => UINT32_MAX - i) },
      holderDigest: DIGEST,
    })),
  });
  assert.ok(snapshot.length <= LIMITS.cohortBytesMax, `a snapshot of ${snapshot.length} bytes`);
});

test('every limit is a positive whole number', () => {
  for (const [name, value] of Object.entries({ ...LIMITS, PROTOCOL_VERSION })) {
    assert.ok(Number.isInteger(value) && value > 0, `${name} is ${value}`);
  }
});
