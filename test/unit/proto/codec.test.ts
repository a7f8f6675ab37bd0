import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  announcementCodec,
  type Codec,
  dataHeaderCodec,
  heartbeatCodec,
  joinReplyCodec,
  joinRequestCodec,
  reportCodec,
  snapshotCodec,
  TRAINER_STATE,
} from '../../../proto/codec.js';
import { DecodeError } from '../../../proto/errors.js';
import { LIMITS } from '../../../proto/limits.js';
import { heartbeatOf, joinRequestOf } from '../../support/control-messages.js';
import { WIRE_MESSAGES } from '../../support/message-arbitrary.js';
import { specOf } from '../../support/specs.js';
import '../../support/property-seed.js';

/** Field number and length-delimited wire type. */
const tag = (field: number): number => (field << 3) | 2;

/** Bytes and back; fields of bytes as plain arrays, as which of its classes Node gives them does not matter. */
function roundTrip<M>(codec: Codec<M>, message: M): M {
  return withPlainBytes(codec.decode(codec.encode(message))) as M;
}

function withPlainBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (Array.isArray(value)) return value.map(withPlainBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withPlainBytes(field)]));
}

function valueOrDecodeError(decode: () => unknown): unknown {
  try {
    return decode();
  } catch (error) {
    assert.ok(error instanceof DecodeError, `${String(error)} is no DecodeError`);
    assert.equal(error.code, 'ERR_DECODE');
    return undefined;
  }
}

for (const { name, codec, arbitrary } of WIRE_MESSAGES) {
  test(`every ${name} comes back from its bytes as it was`, () => {
    fc.assert(
      fc.property(arbitrary, (message) => {
        assert.deepStrictEqual(roundTrip(codec, message), message);
      }),
      { numRuns: 300 },
    );
  });

  test(`arbitrary bytes, and harmed bytes of a ${name}, give a value or a DecodeError, never another error`, () => {
    const harmed = fc
      .tuple(arbitrary, fc.nat(), fc.nat({ max: 255 }), fc.nat())
      .map(([message, at, byte, cut]) => {
        const bytes = Uint8Array.from(codec.encode(message));
        if (bytes.length > 0) bytes[at % bytes.length] = byte;
        return bytes.subarray(0, cut % (bytes.length + 1) || bytes.length);
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), harmed), (bytes) => {
        const value = valueOrDecodeError(() => codec.decode(bytes));
        assert.ok(value === undefined || typeof value === 'object');
      }),
      { numRuns: 1_000 },
    );
  });

  test(`a ${name} of no bytes has every field at its default, or is refused`, () => {
    const value = valueOrDecodeError(() => codec.decode(new Uint8Array(0)));
    if (name === 'DataHeader') return assert.equal(value, undefined);
    const absent = JSON.stringify(value, (_, field: unknown) =>
      field instanceof Uint8Array ? field.length : field,
    );
    assert.doesNotMatch(absent, /[1-9]|true/);
  });
}

test('bytes over the limit are refused before anything is decoded', () => {
  const { controlBytesMax, cohortBytesMax, headerBytesMax } = LIMITS;
  const whole = ['Announcement', 'News', 'JoinReply', 'CoordinatorSnapshot'];
  for (const { name, codec } of WIRE_MESSAGES) {
    const most =
      name === 'DataHeader' ? headerBytesMax : whole.includes(name) ? cohortBytesMax : controlBytesMax;
    const tooLarge = new Uint8Array(most + 1);
    assert.throws(
      () => codec.decode(tooLarge),
      (error: Error) => error instanceof DecodeError && error.message.includes(`${tooLarge.length} bytes`),
    );
  }
});

test('a message of exactly the limit is decoded', () => {
  const hello = (sender: string): Uint8Array =>
    dataHeaderCodec.encode({
      body: 'hello',
      hello: { protocolVersion: 1, runId: 'r', sender, incarnation: 1, number: 1 },
    });
  const padding = LIMITS.headerBytesMax - hello('x'.repeat(3_000)).length + 3_000;
  const full = hello('x'.repeat(padding));
  assert.equal(full.length, LIMITS.headerBytesMax);
  assert.equal(dataHeaderCodec.decode(full).body, 'hello');
  assert.throws(() => dataHeaderCodec.decode(hello('x'.repeat(padding + 1))), DecodeError);
});

test('a header without a body, or with one that this version does not know, is refused', () => {
  assert.throws(() => dataHeaderCodec.decode(new Uint8Array(0)), /without a body/);
  assert.throws(() => dataHeaderCodec.decode(Uint8Array.of(tag(15), 1, 0)), /without a body/);
});

test('of a header with several bodies exactly one is seen', () => {
  const both = Buffer.concat([
    dataHeaderCodec.encode({ body: 'credit', credit: { runId: 'r', batches: 3, hello: 0 } }),
    dataHeaderCodec.encode({
      body: 'hello',
      hello: { protocolVersion: 1, runId: 'r', sender: 'a', incarnation: 1, number: 1 },
    }),
  ]);
  const header = dataHeaderCodec.decode(both);
  assert.deepEqual(Object.keys(header), ['body', header.body]);
});

test('names such as __proto__ and constructor in any field change no prototype and stay plain text', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString'];
  for (const name of names) {
    const request = joinRequestOf(name, name, specOf(), { dataAddress: name });
    assert.deepEqual(roundTrip(joinRequestCodec, request), request);
  }
  const polluted = JSON.parse('{"__proto__": {"accepted": true}, "reason": "x"}') as never;
  const reply = joinReplyCodec.decode(joinReplyCodec.encode(polluted));
  assert.equal(reply.accepted, false);
  assert.equal(({} as { accepted?: boolean }).accepted, undefined);
  assert.equal(Object.getPrototypeOf(reply), Object.prototype);
});

test('nesting as deep as a message can hold ends in a DecodeError, not in a full stack', () => {
  // Field 8 of JoinReply is an announcement; groups (wire type 3) of unknown fields may nest without any bytes between.
  const groups = new Uint8Array(200_000).fill((15 << 3) | 3);
  assert.throws(() => joinReplyCodec.decode(groups), DecodeError);
});

test('unknown fields of a later minor version are skipped', () => {
  const heartbeat = heartbeatOf('r', 'a');
  const later = Buffer.concat([heartbeatCodec.encode(heartbeat), Uint8Array.of(0x80 | 2, 0x20, 3, 1, 2, 3)]);
  assert.deepEqual(heartbeatCodec.decode(later), heartbeat);
});

test('trainer states on the wire are the words in shared memory', () => {
  for (const state of Object.values(TRAINER_STATE)) {
    assert.equal(heartbeatCodec.decode(heartbeatCodec.encode(heartbeatOf('r', 'a', { state }))).state, state);
  }
});

test('NaN, infinities and zero survive as the numbers they are', () => {
  for (const validationLoss of [Number.NaN, Infinity, -Infinity, 0, 5e-324]) {
    const report = {
      runId: 'r',
      peerId: 'a',
      incarnation: 1,
      step: 1,
      epoch: 0,
      validationAccuracy: 0,
      validationLoss,
      nonFinite: true,
    };
    assert.ok(Object.is(reportCodec.decode(reportCodec.encode(report)).validationLoss, validationLoss));
  }
});

test('absent messages are null and absent lists empty, never undefined', () => {
  const empty = announcementCodec.decode(new Uint8Array(0));
  assert.deepEqual([empty.view, empty.stop, empty.lastClosed, empty.rounds], [null, null, null, []]);
  assert.deepEqual(snapshotCodec.decode(new Uint8Array(0)).peers, []);
});
