import { CodistillError } from './errors.js';

/** The parts of a machine and its set-up that decide the last bits of every sum, beside the seed. */
export interface Numerics {
  /** TensorFlow's version. */
  readonly tensorflow: string;
  /** Threads that share the work of one op; 0: as many as there are cores. */
  readonly threads: number;
  /** Widest vector instructions of the processor, such as "AVX-512". */
  readonly instructions: string;
  /** Whether oneDNN's kernels are used: "on", "off", or "on, at most AVX2". */
  readonly oneDnn: string;
}

/** Numerics in one line, for people and for comparison. */
export function numericsText({ tensorflow, threads, instructions, oneDnn }: Numerics): string {
  const share = threads === 0 ? 'a thread for each core' : threads === 1 ? '1 thread' : `${threads} threads`;
  return `TensorFlow ${tensorflow}, ${share}, ${instructions}, oneDNN ${oneDnn}`;
}

/** Ways to compute with the numerics of before, where they differ. */
const FIXES: { readonly [K in keyof Numerics]: (before: Numerics[K]) => string } = {
  tensorflow: (before) => `install TensorFlow ${before}`,
  threads: (before) => (before === 0 ? 'unset TF_NUM_INTRAOP_THREADS' : `give --threads ${before}`),
  instructions: (before) => `use a machine whose processor has ${before}`,
  oneDnn: (before) =>
    before === 'off' ? 'set TF_ENABLE_ONEDNN_OPTS=0' : 'unset TF_ENABLE_ONEDNN_OPTS and ONEDNN_MAX_CPU_ISA',
};

/**
 * Refuses to go on with other numerics than before: the same seed would give other weights.
 *
 * @param before - Absent: a checkpoint of an older version, which does not say.
 * @param what - What has these numerics and where it lies, such as `the checkpoint in runs/a/peers/b`.
 * @throws {CodistillError} `ERR_STRICT_RESUME` with each difference, and how to get the old value.
 */
export function checkNumerics(here: Numerics, before: Numerics | undefined, what: string): void {
  const message = numericsDifference(here, before, what);
  if (message === undefined) return;
  throw new CodistillError('ERR_STRICT_RESUME', `${message}: this run would end with other weights`, {
    fix: `${fixesOf(here, before!).join('; ')}; or train without --strict`,
    facts: { here: numericsText(here), before: numericsText(before!) },
  });
}

/** Where numerics differ, in one line; `undefined`: they do not, or it is not known. */
export function numericsDifference(
  here: Numerics,
  before: Numerics | undefined,
  what: string,
): string | undefined {
  if (before === undefined || fixesOf(here, before).length === 0) return undefined;
  return `${what} was computed with ${numericsText(before)}, this is ${numericsText(here)}`;
}

function fixesOf(here: Numerics, before: Numerics): string[] {
  const fix = <K extends keyof Numerics>(name: K): string[] =>
    here[name] === before[name] ? [] : [FIXES[name](before[name])];
  return [...fix('tensorflow'), ...fix('threads'), ...fix('instructions'), ...fix('oneDnn')];
}
