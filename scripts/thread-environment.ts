import { CodistillError } from '../proto/errors.js';

/**
 * Threads with which TensorFlow computes in each of the peers that share a machine: an equal share of its cores, and
 * one at least. More than that and the peers take the cores from each other (docs/decisions.md, "Threads").
 */
export function threadShare(cores: number, peers: number): number {
  return Math.max(1, Math.floor(cores / peers));
}

/** Ops that may run at once: the gradients of a convolution by filter and by input do not need each other. */
const INTEROP_THREADS_MAX = 2;

/** How many threads a peer is to have. */
export interface ThreadWish {
  /** Threads where nobody asks for a number. */
  readonly share: number;
  /** `--threads`. */
  readonly asked: number | undefined;
}

/**
 * An environment with TensorFlow's thread settings, which its library reads once, when it loads: what was asked for,
 * else what the user has set in the environment, else the share.
 *
 * oneDNN computes with the same threads in TensorFlow's build for Linux; it links no OpenMP.
 */
export function withThreads(base: NodeJS.ProcessEnv, { share, asked }: ThreadWish): NodeJS.ProcessEnv {
  const threads = asked ?? share;
  const settings = {
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: String(Math.min(threads, INTEROP_THREADS_MAX)),
  };
  return asked === undefined ? { ...settings, ...base } : { ...base, ...settings };
}

/**
 * The number that `--threads` says.
 *
 * @throws {CodistillError} `ERR_USAGE` unless it is a whole number from 1 on.
 */
export function threadsAsked(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw new CodistillError('ERR_USAGE', `--threads ${String(value)}: not a number of threads`, {
    fix: "give a whole number from 1 on, or leave it out for a peer's share of the cores",
  });
}
