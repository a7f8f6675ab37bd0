import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodePayload, encodePayload, payloadBytes } from '../../../proto/payload.js';
import { type PayloadFormat, parsePayloadFormat } from '../../../proto/payload-format.js';
import '../../support/property-seed.js';

const logitsOf = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 20 }))
  .chain(([rows, classes]) =>
    fc.record({
      rows: fc.constant(rows),
      classes: fc.constant(classes),
      logits: fc
        .array(fc.float({ min: -30, max: 30, noNaN: true }), {
          minLength: rows * classes,
          maxLength: rows * classes,
        })
        .map((values) => Float32Array.from(values, (value) => value + 0)),
    }),
  );

function throughWire(
  format: PayloadFormat,
  logits: Float32Array,
  rows: number,
  classes: number,
): Float32Array {
  const payload = encodePayload(format, logits, classes);
  assert.equal(payload.length, payloadBytes(format, rows, classes));
  return decodePayload(format, payload, rows, classes)!;
}

function softmax(logits: readonly number[]): number[] {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

const rowOf = (logits: Float32Array, row: number, classes: number): number[] => [
  ...logits.subarray(row * classes, (row + 1) * classes),
];

test('float32 comes back bit for bit', () => {
  fc.assert(
    fc.property(logitsOf, ({ logits, rows, classes }) => {
      assert.deepEqual(throughWire({ kind: 'float32' }, logits, rows, classes), logits);
    }),
  );
});

test('float16 is off by at most half a unit in its 11th binary place, and bounded', () => {
  fc.assert(
    fc.property(logitsOf, ({ logits, rows, classes }) => {
      throughWire({ kind: 'float16' }, logits, rows, classes).forEach((value, i) => {
        assert.ok(Math.abs(value - logits[i]!) <= Math.max(2 ** -11 * Math.abs(logits[i]!), 2 ** -25));
      });
    }),
  );
  assert.deepEqual(
    [...throughWire({ kind: 'float16' }, Float32Array.of(1e9, -1e9), 1, 2)],
    [65_504, -65_504],
  );
});

test("int8 is off by at most half a step of its row's range", () => {
  fc.assert(
    fc.property(logitsOf, ({ logits, rows, classes }) => {
      const decoded = throughWire({ kind: 'int8' }, logits, rows, classes);
      for (let row = 0; row < rows; row++) {
        const own = rowOf(logits, row, classes);
        const step = (Math.max(...own) - Math.min(...own)) / 255;
        rowOf(decoded, row, classes).forEach((value, c) => {
          assert.ok(Math.abs(value - own[c]!) <= step / 2 + 1e-5, `${value} for ${own[c]}`);
        });
      }
    }),
  );
});

test('top-k keeps the probabilities of the k largest; the others share theirs evenly', () => {
  fc.assert(
    fc.property(logitsOf, fc.integer({ min: 1, max: 20 }), ({ logits, rows, classes }, k) => {
      const decoded = throughWire({ kind: 'top-k', k, rest: 'spread' }, logits, rows, classes);
      for (let row = 0; row < rows; row++) {
        const [own, sent] = [logits, decoded].map((all) => softmax(rowOf(all, row, classes)));
        const smallest = [...own!].sort((a, b) => b - a)[Math.min(k, classes) - 1]!;
        own!.forEach((p, c) => {
          if (p > smallest) assert.ok(Math.abs(sent![c]! - p) < 1e-5);
        });
        assert.ok(Math.abs(sent!.reduce((sum, p) => sum + p, 0) - 1) < 1e-6);
      }
    }),
  );
});

test('top-k that drops the rest gives all of it to the k largest', () => {
  const decoded = throughWire(parsePayloadFormat('top-2:drop'), Float32Array.of(3, 1, 2, -4), 1, 4);
  const sent = softmax([...decoded]);
  const total = Math.exp(3) + Math.exp(2);
  [Math.exp(3) / total, 0, Math.exp(2) / total, 0].forEach((p, c) => {
    assert.ok(Math.abs(sent[c]! - p) < 1e-6, `${sent}`);
  });
});

test('a class number that does not exist is found out', () => {
  const format = parsePayloadFormat('top-1');
  const payload = encodePayload(format, Float32Array.of(1, 2, 3), 3);
  new DataView(payload.buffer).setUint32(8, 3, true);
  assert.equal(decodePayload(format, payload, 1, 3), undefined);
});

test('a payload is read at any alignment', () => {
  for (const text of ['float32', 'float16', 'int8', 'top-2']) {
    const format = parsePayloadFormat(text);
    const payload = encodePayload(format, Float32Array.of(1, 2, 3, 4, 5, 6), 3);
    const shifted = new Uint8Array(payload.length + 1);
    shifted.set(payload, 1);
    assert.deepEqual(decodePayload(format, shifted.subarray(1), 2, 3), decodePayload(format, payload, 2, 3));
  }
});
