import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { ensembleProbabilities } from '../core/scoring/scores.js';
import { ancestorsOf, type GraphNode, refTo } from '../graph/graph.js';
import type { LayersModel } from '../model/backend.js';
import { eagerOutputs } from '../model/evaluate.js';
import type { Member } from './combination.js';
import type { OtherRuntime } from './other-runtime.js';
import type { ProofSamples } from './proof-samples.js';

/** The largest difference of one number of an output that arithmetic in another order explains. */
export const DIFFERENCE_MAX = 1e-4;

/** Samples by which the first layer that differs is found. */
const SEARCH_SAMPLES = 4;
const BATCH = 8;

/** A network beside the graph that was made of it. */
export interface TracedPeer extends Member {
  readonly network: LayersModel;
}

/** Finds the first part of a network whose output differs, and names it; `undefined`: all agree. */
export type FindDifference = (samples: ProofSamples) => Promise<string | undefined>;

/** The outcome of a comparison. */
export interface Proof {
  readonly runtime: string;
  readonly samples: number;
  /** Why the samples were made up; absent: they are those of the test split. */
  readonly syntheticSince?: string | undefined;
  /** The largest one of an output. */
  readonly difference: number;
}

/** Compares what another runtime predicts with an exported model with what the networks predict op by op. */
export async function prove(
  runtime: OtherRuntime,
  peers: readonly Pick<TracedPeer, 'network'>[],
  { seen, fed, count, syntheticSince, classes }: ProofSamples,
): Promise<Proof> {
  let difference = 0;
  const predictors = peers.map(({ network }) => eagerOutputs(network));
  const size = seen.length / count;
  for (let at = 0; at < count; at += BATCH) {
    const rows = Math.min(BATCH, count - at);
    const part = (inputs: Float32Array): Float32Array => inputs.slice(at * size, (at + rows) * size);
    const logits = predictors.map((predict) => predict(part(seen), rows).logits);
    const expected = logits.length === 1 ? logits[0]! : ensembleProbabilities(logits, classes);
    difference = Math.max(difference, largestDifference(await runtime.predict(part(fed), rows), expected));
  }
  return { runtime: runtime.name, samples: count, syntheticSince, difference };
}

/** @returns Infinity where the lengths differ or a number is none. */
function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return largest;
}

/** The error for an export that computes something else, with the first part that does. */
export async function differenceError(
  find: FindDifference,
  samples: ProofSamples,
  proof: Proof,
): Promise<CodistillError> {
  const where = (await find(samples)) ?? 'what joins the networks and their preprocessing';
  return new CodistillError(
    'ERR_EXPORT_DIFFERS',
    `${proof.runtime} predicts ${proof.difference} away from the network, beyond ${DIFFERENCE_MAX}; first differs ${where}`,
    { fix: 'take another --format, and report this', facts: { difference: proof.difference, where } },
  );
}

/** Looks peer by peer, until something is found. */
export async function firstFound<Peer>(
  peers: readonly Peer[],
  find: (peer: Peer) => Promise<string | undefined>,
): Promise<string | undefined> {
  for (const peer of peers) {
    const found = await find(peer);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A part of a network in the order of computation, and what it takes. */
export type Part = Pick<GraphNode, 'name' | 'inputs'>;

/** The few samples by which the first part that differs is found. */
export function searchSamples({ seen, count }: ProofSamples): { inputs: Float32Array; samples: number } {
  const samples = Math.min(SEARCH_SAMPLES, count);
  return { inputs: seen.slice(0, (seen.length / count) * samples), samples };
}

/**
 * Finds a part whose output differs while those that it depends on agree. `undefined`: the last one agrees.
 *
 * @param suspects - Some of the parts, in their order.
 */
export async function firstDiffering<Suspect extends Part>(
  parts: readonly Part[],
  suspects: readonly Suspect[],
  differs: (suspect: Suspect) => Promise<boolean>,
): Promise<Suspect | undefined> {
  let left = [...suspects];
  let worst = left.pop();
  if (worst === undefined || !(await differs(worst))) return undefined;
  const before = ({ name }: Part): ReadonlySet<string> => ancestorsOf(parts, [refTo(name)]);
  left = within(left, before(worst));
  while (left.length > 0) {
    const part = left[Math.floor(left.length / 2)]!;
    const behind = before(part);
    if (await differs(part)) {
      worst = part;
      left = within(left, behind).filter((one) => one !== part);
    } else {
      left = left.filter(({ name }) => !behind.has(name));
    }
  }
  return worst;
}

function within<Suspect extends Part>(parts: readonly Suspect[], names: ReadonlySet<string>): Suspect[] {
  return parts.filter(({ name }) => names.has(name));
}

/** Whether a model that a runtime opens from some files predicts something else than is expected. */
export async function differsWritten(
  write: (directory: string) => void,
  open: (directory: string) => Promise<OtherRuntime>,
  { inputs, samples }: ReturnType<typeof searchSamples>,
  expected: Float32Array,
): Promise<boolean> {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-export-'));
  try {
    write(directory);
    const runtime = await open(directory);
    try {
      return largestDifference(await runtime.predict(inputs, samples), expected) > DIFFERENCE_MAX;
    } finally {
      await runtime.close();
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}
