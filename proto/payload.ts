import { Float16Array } from '@petamoriken/float16';
import { DTYPE } from './codec.js';
import { assertNever } from './errors.js';
import type { PayloadFormat } from './payload-format.js';

/** {@link Prediction.dtype} of a format. */
export function dtypeOf({ kind }: PayloadFormat): number {
  return kind === 'top-k' ? DTYPE.topK : DTYPE[kind];
}

/** Bytes of a payload of logits `[rows, classes]`. */
export function payloadBytes(format: PayloadFormat, rows: number, classes: number): number {
  switch (format.kind) {
    case 'float32':
      return rows * classes * 4;
    case 'float16':
      return rows * classes * 2;
    case 'int8':
      return rows * (8 + classes);
    case 'top-k':
      return rows * (4 + 8 * Math.min(format.k, classes));
    default:
      return assertNever(format);
  }
}

/**
 * Logits as they travel, little-endian.
 *
 * - `float16`: rounded to the nearest, and to ±65,504 beyond that.
 * - `int8`: each row as 256 even steps from its smallest to its largest logit.
 * - `top-k`: the `k` largest logits of a row with their classes, and the logarithm of what Σ exp the others add up to.
 *
 * @param logits - float32 `[rows * classes]`, finite.
 */
export function encodePayload(format: PayloadFormat, logits: Float32Array, classes: number): Uint8Array {
  switch (format.kind) {
    case 'float32':
      return new Uint8Array(logits.slice().buffer);
    case 'float16':
      return new Uint8Array(
        Float16Array.from(logits, (logit) => Math.max(-FLOAT16_MAX, Math.min(FLOAT16_MAX, logit))).buffer,
      );
    case 'int8':
      return encodeInt8(logits, classes);
    case 'top-k':
      return encodeTopK(logits, classes, Math.min(format.k, classes));
    default:
      return assertNever(format);
  }
}

/**
 * The logits of a payload. Those that `top-k` left out share the rest's probability evenly (`spread`), or have next to
 * none (`drop`).
 *
 * @param payload - `payloadBytes(format, rows, classes)` bytes; at any alignment.
 * @returns float32 `[rows * classes]`, or `undefined` when a class number does not fit.
 */
export function decodePayload(
  format: PayloadFormat,
  payload: Uint8Array,
  rows: number,
  classes: number,
): Float32Array | undefined {
  const bytes = new Uint8Array(payload).buffer; // a Buffer's own `slice` would not copy
  switch (format.kind) {
    case 'float32':
      return new Float32Array(bytes);
    case 'float16':
      return Float32Array.from(new Float16Array(bytes));
    case 'int8':
      return decodeInt8(bytes, rows, classes);
    case 'top-k':
      return decodeTopK(bytes, rows, classes, Math.min(format.k, classes), format.rest);
    default:
      return assertNever(format);
  }
}

const FLOAT16_MAX = 65_504;
/** Below the smallest logit that came: exp(-30) of a row's probability is lost in float32. */
const DROPPED = 30;

function encodeInt8(logits: Float32Array, classes: number): Uint8Array {
  const rows = logits.length / classes;
  const scales = new Float32Array(rows * 2);
  const steps = new Uint8Array(logits.length);
  for (let row = 0; row < rows; row++) {
    const values = logits.subarray(row * classes, (row + 1) * classes);
    const least = values.reduce((min, value) => Math.min(min, value), Number.POSITIVE_INFINITY);
    const most = values.reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY);
    scales[row * 2] = (most - least) / 255;
    scales[row * 2 + 1] = least;
    const scale = scales[row * 2]! || 1;
    for (let c = 0; c < classes; c++) steps[row * classes + c] = Math.round((values[c]! - least) / scale);
  }
  return joined(new Uint8Array(scales.buffer), steps);
}

function decodeInt8(bytes: ArrayBuffer, rows: number, classes: number): Float32Array {
  const scales = new Float32Array(bytes, 0, rows * 2);
  const steps = new Uint8Array(bytes, rows * 8);
  return Float32Array.from(steps, (step, i) => {
    const row = Math.floor(i / classes);
    return scales[row * 2 + 1]! + step * scales[row * 2]!;
  });
}

/** Block by block: the rests `[rows]`, the logits `[rows * k]`, the classes `[rows * k]`. */
function encodeTopK(logits: Float32Array, classes: number, k: number): Uint8Array {
  const rows = logits.length / classes;
  const rests = new Float32Array(rows);
  const values = new Float32Array(rows * k);
  const chosen = new Uint32Array(rows * k);
  for (let row = 0; row < rows; row++) {
    const own = logits.subarray(row * classes, (row + 1) * classes);
    const order = Uint32Array.from(own.keys()).sort((a, b) => own[b]! - own[a]! || a - b);
    order.subarray(0, k).forEach((c, i) => {
      values[row * k + i] = own[c]!;
      chosen[row * k + i] = c;
    });
    rests[row] = logSumExp(Array.from(order.subarray(k), (c) => own[c]!));
  }
  return joined(new Uint8Array(rests.buffer), new Uint8Array(values.buffer), new Uint8Array(chosen.buffer));
}

function decodeTopK(
  bytes: ArrayBuffer,
  rows: number,
  classes: number,
  k: number,
  rest: 'spread' | 'drop',
): Float32Array | undefined {
  const rests = new Float32Array(bytes, 0, rows);
  const values = new Float32Array(bytes, rows * 4, rows * k);
  const chosen = new Uint32Array(bytes, rows * (4 + 4 * k), rows * k);
  const logits = new Float32Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * k, (row + 1) * k);
    const least = own.reduce((min, value) => Math.min(min, value), Number.POSITIVE_INFINITY);
    const share = rests[row]! - Math.log(Math.max(1, classes - k));
    logits.fill(rest === 'spread' ? share : least - DROPPED, row * classes, (row + 1) * classes);
    for (let i = 0; i < k; i++) {
      const c = chosen[row * k + i]!;
      if (c >= classes) return undefined;
      logits[row * classes + c] = own[i]!;
    }
  }
  return logits;
}

/** Finite also of nothing: then far below anything. */
function logSumExp(values: readonly number[]): number {
  if (values.length === 0) return -1e30;
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}

/** Byte arrays one behind the other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
