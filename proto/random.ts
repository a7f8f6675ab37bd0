import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The purpose of a stream of random numbers. Each has streams of its own. */
export type Purpose =
  | 'split'
  | 'shuffle'
  | 'augment'
  | 'label-noise'
  | 'limit'
  | 'init'
  | 'dropout'
  | 'synthetic'
  | 'partition'
  | 'graph'
  | 'regressor'
  | 'flatness'
  | 'jitter';

/** A seeded source of random numbers. */
export interface RandomStream {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform integer in [from, to], both included. */
  integer(from: number, to: number): number;
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number;
}

/**
 * 32-bit seed of one named stream. Counter-based: a position is (seed, purpose, indices), so nothing has to be
 * saved to resume, and no stream depends on how far another was read.
 *
 * @param indices - For example `epoch`, `[epoch, sampleId]`, or the ordinal of a layer; integers ≥ 0.
 */
export function streamSeed(seed: number, purpose: Purpose, ...indices: readonly number[]): number {
  let hash = 0x811c9dc5; // FNV-1a over the bytes, then a finalizer (murmur3) so that near indices differ in every bit
  const mix = (byte: number): void => {
    hash = Math.imul(hash ^ byte, 0x01000193);
  };
  for (const number of [seed, ...indices]) {
    for (let shift = 0; shift < 32; shift += 8) mix((number >>> shift) & 0xff);
  }
  for (let i = 0; i < purpose.length; i++) mix(purpose.charCodeAt(i));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Opens the stream named by (seed, purpose, indices) at its start. */
export function randomStream(seed: number, purpose: Purpose, ...indices: readonly number[]): RandomStream {
  const generator = xoroshiro128plus(streamSeed(seed, purpose, ...indices) | 0);
  const uniform = (): number => uniformFloat64(generator);
  return {
    uniform,
    integer: (from, to) => uniformInt(generator, from, to),
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

/** A uniformly random order of 0 … n-1 (Fisher–Yates). */
export function permutation(n: number, random: RandomStream): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(0, i);
    const swapped = order[i]!;
    order[i] = order[j]!;
    order[j] = swapped;
  }
  return order;
}
