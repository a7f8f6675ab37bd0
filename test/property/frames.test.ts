import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFrames, type FrameContext } from '../../peer/core/exchange/frames.js';
import { REJECTION_REASONS } from '../../peer/core/exchange/rejection.js';
import { payloadChecksum } from '../../proto/checksum.js';
import { PHASE } from '../../proto/codec.js';
import { type RandomStream, randomStream } from '../../proto/random.js';
import { busyParts, CLASSES, helloParts, predictionParts, ROWS, RUN } from '../support/exchange-kit.js';

const SEED = Number(process.env.CODISTILL_SEED ?? 20_260_101);
const FRAMES = 250_000;

const FEATURE_SHAPE = [2, 2];

const CONTEXT: FrameContext = {
  runId: RUN,
  from: 'b#1',
  memberOf: (peerId) => (peerId === 'b' ? { incarnation: 1, linkToken: '' } : undefined),
  isTeacher: () => true,
  phaseOf: () => PHASE.beforeUpdate,
  classes: CLASSES,
  stepMin: 5,
  stepMax: 13,
  payload: { kind: 'float32' },
  positions: 1,
  idsAsked: () => undefined,
  keepsBySample: () => false,
  featureShapeOf: () => FEATURE_SHAPE,
};

const VALID: readonly (readonly Uint8Array[])[] = [
  predictionParts('b', 7),
  predictionParts('b', 13, -4),
  predictionParts(
    'b',
    8,
    1,
    { featureShape: FEATURE_SHAPE, validated: true, validationAccuracy: 0.5 },
    new Uint8Array(ROWS * (CLASSES + 4) * 4),
  ),
  helloParts('b'),
  busyParts('b', 7, 250),
];

/** Bytes at which decoders tend to go wrong: varint ends, wire types, lengths, group tags. */
const NASTY = [0x00, 0x01, 0x07, 0x0b, 0x0c, 0x7f, 0x80, 0x81, 0xfe, 0xff];

function mutateBytes(bytes: Uint8Array, random: RandomStream): Uint8Array {
  if (bytes.length === 0) return Uint8Array.of(random.integer(0, 255));
  const at = random.integer(0, bytes.length - 1);
  const copy = new Uint8Array(bytes);
  switch (random.integer(0, 6)) {
    case 0: // one bit
      copy[at]! ^= 1 << random.integer(0, 7);
      return copy;
    case 1: // one byte
      copy[at] = random.integer(0, 255);
      return copy;
    case 2: // one nasty byte
      copy[at] = NASTY[random.integer(0, NASTY.length - 1)]!;
      return copy;
    case 3: // cut off
      return copy.subarray(0, at);
    case 4: // a piece repeated
      return Uint8Array.of(...copy, ...copy.subarray(at));
    case 5: // a piece left out
      return Uint8Array.of(...copy.subarray(0, at), ...copy.subarray(at + random.integer(1, 4)));
    default: // a piece from elsewhere put in
      return Uint8Array.of(...copy.subarray(0, at), ...randomBytes(random, 8), ...copy.subarray(at));
  }
}

function randomBytes(random: RandomStream, lengthMax: number): Uint8Array {
  return Uint8Array.from({ length: random.integer(0, lengthMax) }, () => random.integer(0, 255));
}

function mutateMessage(random: RandomStream): readonly Uint8Array[] {
  const parts = [...VALID[random.integer(0, VALID.length - 1)]!];
  for (let times = random.integer(1, 3); times > 0; times--) {
    const at = random.integer(0, parts.length - 1);
    const kind = random.integer(0, 19);
    if (kind === 0) parts.push(randomBytes(random, 64));
    else if (kind === 1) parts.splice(at, 1);
    else if (kind === 2) parts[at] = randomBytes(random, 200);
    else if (parts[at] !== undefined) parts[at] = mutateBytes(parts[at], random);
  }
  return parts;
}

test('a quarter of a million mutated messages give a typed rejection or a message that passes every check', () => {
  const random = randomStream(SEED, 'synthetic');
  const reasons = new Map<string, number>();
  for (let i = 0; i < FRAMES; i++) {
    const parts = mutateMessage(random);
    const verdict = checkFrames(parts, CONTEXT);
    if (verdict.verdict === 'rejected') {
      reasons.set(verdict.reason, (reasons.get(verdict.reason) ?? 0) + 1);
      continue;
    }
    if (verdict.verdict !== 'prediction') continue;
    const { prediction, payload, features } = verdict;
    assert.ok(prediction.sender === 'b' && prediction.incarnation === 1 && prediction.runId === RUN);
    assert.ok(prediction.step >= CONTEXT.stepMin && prediction.step <= CONTEXT.stepMax);
    assert.equal(payload.length, prediction.rows * CLASSES * 4);
    assert.deepEqual(prediction.featureShape, features === null ? [] : FEATURE_SHAPE);
    if (features !== null) assert.equal(features.length, prediction.rows * 4 * 4);
    assert.equal(payloadChecksum(parts[1]!), prediction.checksum);
    assert.ok(prediction.validationAccuracy >= 0 && prediction.validationAccuracy <= 1);
  }
  const unknown = [...reasons.keys()].filter(
    (reason) => !REJECTION_REASONS.some((known) => known === reason),
  );
  assert.deepEqual(unknown, []);
  const expected = [
    'MALFORMED',
    'TOO_MANY_PARTS',
    'WRONG_RUN',
    'UNKNOWN_SENDER',
    'STALE',
    'TOO_FAR_AHEAD',
    'BAD_CHECKSUM',
  ];
  for (const reason of expected)
    assert.ok((reasons.get(reason) ?? 0) > 100, `${reason} was hardly met (seed ${SEED})`);
});
