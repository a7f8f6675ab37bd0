import { type CohortGraph, changesByRound, parseCohortGraph } from './cohort-graph.js';
import { type LossName, parseDistillationLoss } from './distillation-loss.js';
import { assertNever } from './errors.js';
import { type ExchangeMode, type PureMode, parseExchangeMode } from './exchange-mode.js';
import { type PayloadFormat, parsePayloadFormat } from './payload-format.js';
import type { RunSpec } from './run-spec-schema.js';

/** A way in which a peer is taught during an epoch. */
export type Way =
  /** Nobody teaches. */
  | { readonly kind: 'alone' }
  /** Teachers predict the batch of the same step, and students wait for them. */
  | { readonly kind: 'lockstep' }
  | BySample
  | ByWeights;

/** Students fetch the teachers' weights every `everySteps` steps, and run them themselves. */
export interface ByWeights {
  readonly kind: 'by-weights';
  readonly everySteps: number;
}

/** Students keep what teachers predicted of each sample, and nobody waits. */
export interface BySample {
  readonly kind: 'by-sample';
  /** Teachers send what they predict of each batch; otherwise they answer students that ask. */
  readonly unasked: boolean;
  /** Age of the oldest predictions that are used, in steps of their teacher; infinite in a cache. */
  readonly ageStepsMax: number;
  /** Where predictions are kept for later epochs, incarnations and processes. */
  readonly cache: Cache | undefined;
}

export interface Cache {
  /** Samples kept for each teacher; may be infinite. */
  readonly entriesMax: number;
  /** Share of them that is asked for again every epoch, oldest first; 0 to 1. */
  readonly refreshFraction: number;
}

export type CachedWay = BySample & { readonly cache: Cache };

/** The needs of a way of teaching. */
interface Needs {
  /** A link from each teacher to its students, over which predictions travel. */
  readonly linked: boolean;
  /** The same batch at the same step on both sides. */
  readonly sameStep: boolean;
  /** Answers to students that ask for predictions of samples. */
  readonly answers: boolean;
  /** Weights that are handed out. */
  readonly handsOutWeights: boolean;
}

const NEEDS: Readonly<Record<Way['kind'], Needs>> = {
  alone: { linked: false, sameStep: false, answers: false, handsOutWeights: false },
  lockstep: { linked: true, sameStep: true, answers: false, handsOutWeights: false },
  'by-sample': { linked: true, sameStep: false, answers: true, handsOutWeights: false },
  'by-weights': { linked: false, sameStep: false, answers: false, handsOutWeights: true },
};

/**
 * Who teaches whom, when and how: the exchange mode, graph, payload and loss of a run spec, read once by each process
 * and passed on from there. A need of the run is a need of any of its epochs.
 */
export interface Scheme extends Needs {
  readonly graph: CohortGraph;
  readonly payload: PayloadFormat;
  readonly loss: LossName;
  /** The ways of a run, one after the other, each for its epochs, and from the start again. */
  readonly ways: readonly { readonly way: Way; readonly epochs: number }[];
  /** `mixed:…`: the epochs may differ. */
  readonly mixed: boolean;
  /** Every epoch is taught in lockstep. */
  readonly lockstepOnly: boolean;
  /** Peers wait for each other at some steps; otherwise each goes on from where it is. */
  readonly inStep: boolean;
  /** The first way that has a cache. */
  readonly cached: CachedWay | undefined;
  /** Each round has another graph. */
  readonly redrawn: boolean;
  /** Each peer learns from its own past, and from no other learner. */
  readonly taughtBySelf: boolean;
  /** There is another peer, or a past of its own, to learn from. */
  readonly hasTeachers: boolean;
  /** False: the distillation loss has weight 0, so nobody is heard. */
  readonly taught: boolean;
  /** Students wait for every teacher, and fail without one. */
  readonly strict: boolean;
  /** Steps that lockstep predicts ahead of the one it learns at, 0 or 1. */
  readonly pipeline: number;
}

/**
 * Reads the scheme of a run.
 *
 * @throws {CodistillError} `ERR_CONFIG` where a part is none of its forms; never for a spec from `parseRunSpec`.
 */
export function schemeOf({
  exchange,
  distillation,
  peers,
}: Pick<RunSpec, 'exchange' | 'distillation' | 'peers'>): Scheme {
  const mode = parseExchangeMode(exchange.mode);
  const graph = parseCohortGraph(exchange.graph);
  const ways = waysOf(mode);
  const some = (need: keyof Needs): boolean => ways.some(({ way }) => NEEDS[way.kind][need]);
  const needs = {
    linked: some('linked'),
    sameStep: some('sameStep'),
    answers: some('answers'),
    handsOutWeights: some('handsOutWeights'),
  };
  const strict = exchange.quorum === 'all';
  const taughtBySelf = graph.kind === 'self';
  return {
    ...needs,
    graph,
    payload: parsePayloadFormat(exchange.payload),
    loss: parseDistillationLoss(distillation.loss),
    ways,
    mixed: mode.kind === 'mixed',
    lockstepOnly: ways.every(({ way }) => NEEDS[way.kind].sameStep),
    inStep: needs.sameStep || (needs.handsOutWeights && strict),
    cached: ways.map(({ way }) => way).find(isCached),
    redrawn: changesByRound(graph),
    taughtBySelf,
    hasTeachers: peers.length > 1 || taughtBySelf,
    taught: distillation.weight > 0,
    strict,
    pipeline: exchange.pipeline,
  };
}

/** The way of an epoch, where the distillation loss has a weight; the same object for equal epochs. */
export function wayAt({ ways }: Pick<Scheme, 'ways'>, epoch: number): Way {
  if (ways.length === 1) return ways[0]!.way;
  const cycle = ways.reduce((sum, { epochs }) => sum + epochs, 0);
  let left = epoch % cycle;
  for (const { way, epochs } of ways) {
    if (left < epochs) return way;
    left -= epochs;
  }
  throw new Error('unreachable: a cycle is as long as its ways');
}

/** Whether teachers and students of an epoch have the same batch at the same step. */
export function sameStepAt(scheme: Pick<Scheme, 'ways'>, epoch: number): boolean {
  return NEEDS[wayAt(scheme, epoch).kind].sameStep;
}

/** Whether somebody teaches in an epoch: predictions or weights travel. */
export function isTaughtAt(scheme: Pick<Scheme, 'ways'>, epoch: number): boolean {
  const { linked, handsOutWeights } = NEEDS[wayAt(scheme, epoch).kind];
  return linked || handsOutWeights;
}

/** The way of an epoch, where predictions are kept by sample. */
export function bySampleAt(scheme: Pick<Scheme, 'ways'>, epoch: number): BySample | undefined {
  const way = wayAt(scheme, epoch);
  switch (way.kind) {
    case 'by-sample':
      return way;
    case 'alone':
    case 'lockstep':
    case 'by-weights':
      return undefined;
    default:
      return assertNever(way);
  }
}

/** The way of an epoch, where students run their teachers' weights. */
export function byWeightsAt(scheme: Pick<Scheme, 'ways'>, epoch: number): ByWeights | undefined {
  return asByWeights(wayAt(scheme, epoch));
}

/** A way, where students run their teachers' weights. */
export function asByWeights(way: Way): ByWeights | undefined {
  switch (way.kind) {
    case 'by-weights':
      return way;
    case 'alone':
    case 'lockstep':
    case 'by-sample':
      return undefined;
    default:
      return assertNever(way);
  }
}

function waysOf(mode: ExchangeMode): Scheme['ways'] {
  if (mode.kind !== 'mixed') return [{ way: wayOf(mode), epochs: 1 }];
  return mode.phases.map(({ mode: pure, epochs }) => ({ way: wayOf(pure), epochs }));
}

function wayOf(mode: PureMode): Way {
  switch (mode.kind) {
    case 'none':
      return { kind: 'alone' };
    case 'lockstep':
      return { kind: 'lockstep' };
    case 'stale':
      return { kind: 'by-sample', unasked: true, ageStepsMax: mode.stepsMax, cache: undefined };
    case 'cached': {
      const { entriesMax, refreshFraction } = mode;
      const cache = { entriesMax: entriesMax || Number.POSITIVE_INFINITY, refreshFraction };
      return { kind: 'by-sample', unasked: false, ageStepsMax: Number.POSITIVE_INFINITY, cache };
    }
    case 'checkpoint':
      return { kind: 'by-weights', everySteps: mode.everySteps };
    default:
      return assertNever(mode);
  }
}

function isCached(way: Way): way is CachedWay {
  return way.kind === 'by-sample' && way.cache !== undefined;
}
