import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCredit, checkFrames, type FrameContext } from '../../../../../peer/core/exchange/frames.js';
import type { RejectionReason } from '../../../../../peer/core/exchange/rejection.js';
import { type DataHeader, dataHeaderCodec, PHASE, type Prediction } from '../../../../../proto/codec.js';
import { floatsOf } from '../../../../../proto/float-bytes.js';
import { LIMITS } from '../../../../../proto/limits.js';
import { dtypeOf, encodePayload, joined } from '../../../../../proto/payload.js';
import { parsePayloadFormat } from '../../../../../proto/payload-format.js';
import {
  busyParts,
  CLASSES,
  helloParts,
  payloadOf,
  predictionParts,
  ROWS,
  RUN,
} from '../../../../support/exchange-kit.js';

/** What "b" has agreed to send of each sample. */
const FEATURE_SHAPE = [2, 3];
const FEATURES = Float32Array.from({ length: ROWS * 6 }, (_, i) => i / 4);

/** A prediction with features, but for what the test wants different. */
function featured(
  wishes: Partial<Prediction> = {},
  features: Float32Array = FEATURES,
): readonly Uint8Array[] {
  const whole = joined(payloadOf(1), new Uint8Array(features.buffer));
  return predictionParts('b', 7, 1, { featureShape: FEATURE_SHAPE, ...wishes }, whole);
}

const CONTEXT: FrameContext = {
  runId: RUN,
  from: 'b#1',
  memberOf: (peerId) => (peerId === 'b' || peerId === 'c' ? { incarnation: 1, linkToken: '' } : undefined),
  isTeacher: (peerId) => peerId === 'b',
  phaseOf: () => PHASE.beforeUpdate,
  classes: CLASSES,
  stepMin: 5,
  stepMax: 13,
  payload: { kind: 'float32' },
  positions: 1,
  idsAsked: () => undefined,
  keepsBySample: () => false,
  featureShapeOf: (sender) => (sender === 'b' ? FEATURE_SHAPE : undefined),
};

const credit: DataHeader = { body: 'credit', credit: { runId: RUN, batches: 1, hello: 0 } };
const [header, payload] = predictionParts('b', 7) as [Uint8Array, Uint8Array];
const notFinite = payloadOf(Number.POSITIVE_INFINITY);
const half = payload.subarray(0, payload.length / 2);

const rejections: readonly (readonly [
  name: string,
  parts: readonly Uint8Array[],
  reason: RejectionReason,
])[] = [
  ['no frame at all', [], 'MALFORMED'],
  ['an empty header', [new Uint8Array(0)], 'MALFORMED'],
  ['bytes that are no header', [Uint8Array.of(255, 255, 255, 255), payload], 'MALFORMED'],
  ['three parts', [header, payload, payload], 'TOO_MANY_PARTS'],
  ['20,000 parts', Array.from({ length: 20_000 }, () => header), 'TOO_MANY_PARTS'],
  ['a header over the limit', [new Uint8Array(LIMITS.headerBytesMax + 1), payload], 'TOO_LARGE'],
  ['a payload over the limit', [header, new Uint8Array(LIMITS.payloadBytesMax + 1)], 'TOO_LARGE'],
  ['a prediction without payload', [header], 'MALFORMED'],
  ['a prediction of another run', predictionParts('b', 7, 1, { runId: 'other' }), 'WRONG_RUN'],
  ['a sender that no view lists', predictionParts('x', 7), 'UNKNOWN_SENDER'],
  ['an earlier incarnation', predictionParts('b', 7, 1, { incarnation: 0 }), 'UNKNOWN_SENDER'],
  ["somebody else's name on this link", predictionParts('c', 7), 'UNKNOWN_SENDER'],
  ['a step that is over', predictionParts('b', 4), 'STALE'],
  ['a step beyond the window', predictionParts('b', 14), 'TOO_FAR_AHEAD'],
  ['the wrong phase', predictionParts('b', 7, 1, { phase: PHASE.afterUpdate }), 'WRONG_PHASE'],
  ['an unknown dtype', predictionParts('b', 7, 1, { dtype: 0 }), 'WRONG_DTYPE'],
  ['a short batch digest', predictionParts('b', 7, 1, { batchDigest: new Uint8Array(15) }), 'MALFORMED'],
  ['another class count', predictionParts('b', 7, 1, { classes: CLASSES + 1 }), 'WRONG_SHAPE'],
  ['as many bytes in other classes', predictionParts('b', 7, 1, { rows: 3, classes: 2 }), 'WRONG_SHAPE'],
  ['no rows', predictionParts('b', 7, 1, { rows: 0 }, new Uint8Array(0)), 'WRONG_SHAPE'],
  ['fewer bytes than rows', [header, half], 'WRONG_SHAPE'],
  ['rows whose product overflows', predictionParts('b', 7, 1, { rows: 0xffffffff }), 'WRONG_SHAPE'],
  ['a wrong checksum', [header, payloadOf(2)], 'BAD_CHECKSUM'],
  ['infinity', predictionParts('b', 7, 0, {}, notFinite), 'NON_FINITE'],
  ['NaN', predictionParts('b', 7, 0, {}, payloadOf(Number.NaN)), 'NON_FINITE'],
  ['features that nobody agreed to', featured({ featureShape: [7] }), 'WRONG_SHAPE'],
  ['as many features otherwise arranged', featured({ featureShape: [3, 2] }), 'WRONG_SHAPE'],
  ['features whose product overflows', featured({ featureShape: [0xffffffff, 0xffffffff] }), 'WRONG_SHAPE'],
  ['features of a thousand sides', featured({ featureShape: new Array(1_000).fill(1) }), 'WRONG_SHAPE'],
  ['features without a shape', featured({ featureShape: [] }), 'WRONG_SHAPE'],
  ['a shape without features', predictionParts('b', 7, 1, { featureShape: FEATURE_SHAPE }), 'WRONG_SHAPE'],
  ['fewer features than samples', featured({}, FEATURES.slice(6)), 'WRONG_SHAPE'],
  ['more features than samples', featured({}, new Float32Array(FEATURES.length + 6)), 'WRONG_SHAPE'],
  [
    'features of NaN',
    featured(
      {},
      FEATURES.map((_, i) => (i === 5 ? Number.NaN : 1)),
    ),
    'NON_FINITE',
  ],
  ['features that differ from the checksum', featured({ checksum: 1 }), 'BAD_CHECKSUM'],
  ['an accuracy above 1', predictionParts('b', 7, 1, { validationAccuracy: 1.5 }), 'MALFORMED'],
  ['an accuracy below 0', predictionParts('b', 7, 1, { validationAccuracy: -0.1 }), 'MALFORMED'],
  ['an accuracy of NaN', predictionParts('b', 7, 1, { validationAccuracy: Number.NaN }), 'MALFORMED'],
  ['credit from a teacher', [dataHeaderCodec.encode(credit)], 'MALFORMED'],
  ['a hello with a payload', [...helloParts('b'), payload], 'MALFORMED'],
  ["a hello in somebody else's name", helloParts('c'), 'UNKNOWN_SENDER'],
  ['busy with a payload', [...busyParts('b', 7, 1), payload], 'MALFORMED'],
  ['busy without end', busyParts('b', 7, Number.POSITIVE_INFINITY), 'MALFORMED'],
  ['busy for NaN', busyParts('b', 7, Number.NaN), 'MALFORMED'],
  ['busy for less than nothing', busyParts('b', 7, -1), 'MALFORMED'],
];

for (const [name, parts, reason] of rejections) {
  test(`${name}: ${reason}`, () => {
    const verdict = checkFrames(parts, CONTEXT);
    assert.equal(verdict.verdict, 'rejected');
    assert.equal(verdict.verdict === 'rejected' && verdict.reason, reason);
  });
}

test('a teacher without an edge to this peer is none', () => {
  const verdict = checkFrames(predictionParts('c', 7), { ...CONTEXT, from: 'c#1' });
  assert.equal(verdict.verdict === 'rejected' && verdict.reason, 'NOT_A_TEACHER');
});

test('features come apart from the logits that they travelled with, whatever the format and the alignment', () => {
  for (const format of ['float32', 'float16', 'int8', 'top-2'] as const) {
    const payloadFormat = parsePayloadFormat(format);
    const logits = encodePayload(payloadFormat, new Float32Array(ROWS * CLASSES).fill(2), CLASSES);
    const whole = joined(logits, new Uint8Array(FEATURES.buffer));
    const wishes = { featureShape: FEATURE_SHAPE, dtype: dtypeOf(payloadFormat) };
    const [head, body] = predictionParts('b', 7, 1, wishes, whole) as [Uint8Array, Uint8Array];
    const shifted = new Uint8Array(body.length + 1).subarray(1);
    shifted.set(body);
    const verdict = checkFrames([head, shifted], { ...CONTEXT, payload: payloadFormat });
    assert.equal(verdict.verdict, 'prediction', format);
    if (verdict.verdict !== 'prediction') continue;
    assert.deepEqual([...floatsOf(verdict.features!)], [...FEATURES]);
    assert.equal(verdict.payload.length, ROWS * CLASSES * 4);
  }
});

test('a prediction without features is one all the same: its logits still teach', () => {
  const verdict = checkFrames([header, payload], CONTEXT);
  assert.equal(verdict.verdict === 'prediction' && verdict.features, null);
});

test('a peer that is to send no features may not', () => {
  const verdict = checkFrames(featured(), { ...CONTEXT, featureShapeOf: () => undefined });
  assert.equal(verdict.verdict === 'rejected' && verdict.reason, 'WRONG_SHAPE');
});

test('a hello of another protocol version is refused', () => {
  const hello = { protocolVersion: 99, runId: RUN, sender: 'b', incarnation: 1, number: 1 };
  const verdict = checkFrames([dataHeaderCodec.encode({ body: 'hello', hello })], CONTEXT);
  assert.equal(verdict.verdict === 'rejected' && verdict.reason, 'WRONG_VERSION');
});

test('what is right is accepted, also on unaligned memory', () => {
  const shifted = new Uint8Array(payload.length + 1).subarray(1);
  shifted.set(payload);
  for (const body of [payload, shifted, Buffer.from(shifted)]) {
    const verdict = checkFrames([header, body], CONTEXT);
    assert.equal(verdict.verdict, 'prediction');
  }
  assert.equal(checkFrames(helloParts('b'), CONTEXT).verdict, 'hello');
  assert.equal(checkFrames(busyParts('b', 7, 100), CONTEXT).verdict, 'busy');
  assert.equal(checkCredit([dataHeaderCodec.encode(credit)], RUN).verdict, 'credit');
});

test('only credit of the own run may come from a student', () => {
  for (const parts of [helloParts('b'), predictionParts('b', 7), [dataHeaderCodec.encode(credit), payload]]) {
    const verdict = checkCredit(parts, RUN);
    assert.equal(verdict.verdict === 'rejected' && verdict.reason, 'MALFORMED');
  }
  const other = checkCredit([dataHeaderCodec.encode(credit)], 'other');
  assert.equal(other.verdict === 'rejected' && other.reason, 'WRONG_RUN');
});

test('a member with a token is heard under the routing id with that token alone', () => {
  const memberOf: FrameContext['memberOf'] = () => ({ incarnation: 1, linkToken: 'secret' });
  const verdictFrom = (from: string): string =>
    checkFrames(predictionParts('b', 7), { ...CONTEXT, memberOf, from }).verdict;
  assert.equal(verdictFrom('b#1#secret'), 'prediction');
  for (const from of ['b#1', 'b#1#', 'b#1#other', 'b#1#secret#more'])
    assert.equal(verdictFrom(from), 'rejected', from);
});
