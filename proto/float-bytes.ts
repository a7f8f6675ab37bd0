/** The bytes of an array, as a view of the same memory. */
export function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The uint32 values of a little-endian payload, copied. (A Buffer's own `slice` would not copy.) */
export function wordsOf(payload: Uint8Array): Uint32Array {
  return new Uint32Array(new Uint8Array(payload).buffer);
}

/** The float32 values of a little-endian payload: a view where its alignment allows, else a copy. */
export function floatsOf(payload: Uint8Array): Float32Array {
  const aligned = payload.byteOffset % 4 === 0 ? payload : new Uint8Array(payload);
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
}

/** True if every float32 of the little-endian payload is a finite number. */
export function allFinite(payload: Uint8Array): boolean {
  return finiteLogits(floatsOf(payload));
}

/**
 * True if every logit is a finite number: only NaN and the infinities give something other than 0 when multiplied by 0.
 * Every exchange asks this three times; four sums side by side take half the time of one.
 */
export function finiteLogits(logits: Float32Array): boolean {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = logits.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    a += logits[i]! * 0;
    b += logits[i + 1]! * 0;
    c += logits[i + 2]! * 0;
    d += logits[i + 3]! * 0;
  }
  for (let i = whole; i < logits.length; i++) a += logits[i]! * 0;
  return a + b + c + d === 0;
}
