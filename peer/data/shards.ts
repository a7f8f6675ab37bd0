import { assertNever } from '../../proto/errors.js';
import type { Partition } from '../../proto/partition.js';
import { permutation, type RandomStream, randomStream } from '../../proto/random.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { drawDirichlet } from './dirichlet.js';

/** A learner's place among the learners of a run. */
export interface LearnerPlace {
  /** 0 to `count - 1`, in the order of the run spec. */
  readonly index: number;
  readonly count: number;
}

/** Training samples as they are dealt to learners: sample ids, ascending, no id twice. */
export interface Shards {
  /** Ids that every learner has. */
  readonly common: Uint32Array;
  /** Ids that each learner has besides, all of the same number. */
  readonly own: readonly Uint32Array[];
}

/** The rules by which samples are dealt. */
export interface Deal {
  readonly partition: Partition;
  /** Samples of each learner at most; 0: as many as there are. */
  readonly limit: number;
  readonly learners: number;
  readonly seed: number;
  /** Ids that stay together where order is random, see `TextFacts.blockSamples`. */
  readonly blockSamples: number;
  readonly classes: number;
  readonly classOf: (id: number) => number;
}

/**
 * A peer's place among the learners. A frozen teacher takes that of the first one: it trains on nothing, and its plan
 * says no more than how many steps the run has.
 */
export function learnerPlace(spec: Pick<RunSpec, 'peers'>, peerId: string): LearnerPlace {
  const learners = spec.peers.filter(({ role }) => role === 'learner');
  const index = learners.findIndex(({ id }) => id === peerId);
  return { index: Math.max(0, index), count: Math.max(1, learners.length) };
}

/**
 * Deals training samples to the learners of a run. Every learner gets as many, so that all make the same steps an
 * epoch; up to `learners - 1` samples are left over. The order in which samples are drawn depends on the seed alone:
 * with the same limit the first learner's samples are the same whether there are others, and however many.
 *
 * @param ids - Training ids that may be dealt, ascending.
 */
export function dealShards(ids: Uint32Array, deal: Deal): Shards {
  const { partition, learners } = deal;
  const limit = deal.limit === 0 ? ids.length : Math.min(deal.limit, ids.length);
  switch (partition.kind) {
    case 'same':
      return { common: limit === ids.length ? ids : drawn(ids, deal).slice(0, limit).sort(), own: [] };
    case 'disjoint':
      return overlapping(drawn(ids, deal), 0, limit, learners);
    case 'overlap':
      return overlapping(drawn(ids, deal), partition.fraction, limit, learners);
    case 'dirichlet':
      return byClass(ids, deal, partition.concentration, Math.min(limit, Math.floor(ids.length / learners)));
    default:
      return assertNever(partition);
  }
}

/** The ids of one learner, ascending. */
export function shardOf({ common, own }: Shards, index: number): Uint32Array {
  const mine = own[index] ?? new Uint32Array(0);
  if (mine.length === 0) return common;
  const all = new Uint32Array(common.length + mine.length);
  all.set(common);
  all.set(mine, common.length);
  return all.sort();
}

/** All ids in random order, block by block. */
function drawn(ids: Uint32Array, { seed, blockSamples }: Deal): Uint32Array {
  const blocks = permutation(Math.ceil(ids.length / blockSamples), randomStream(seed, 'limit'));
  const order = new Uint32Array(ids.length);
  let filled = 0;
  for (const block of blocks) {
    const part = ids.subarray(block * blockSamples, (block + 1) * blockSamples);
    order.set(part, filled);
    filled += part.length;
  }
  return order;
}

/** @param fraction - Share of each learner's samples that are everybody's. */
function overlapping(order: Uint32Array, fraction: number, limit: number, learners: number): Shards {
  const reach = Math.floor(order.length / (fraction + learners * (1 - fraction)));
  let size = Math.min(limit, reach);
  const needed = (): number => commonOf(size) + learners * (size - commonOf(size));
  const commonOf = (samples: number): number => Math.round(fraction * samples);
  while (needed() > order.length) size--; // rounding: by a few at most
  const common = commonOf(size);
  const each = size - common;
  return {
    common: order.slice(0, common).sort(),
    own: Array.from({ length: learners }, (_, k) =>
      order.slice(common + k * each, common + (k + 1) * each).sort(),
    ),
  };
}

/**
 * Hsu et al. 2019 (arXiv 1909.06335) § 3.1: each learner's class proportions are drawn from a Dirichlet distribution
 * around those of the set, concentration · proportions, and then its samples, without replacement. Learners draw in
 * turn; where a class is used up, the others' proportions are scaled up.
 */
function byClass(ids: Uint32Array, deal: Deal, concentration: number, size: number): Shards {
  const { classes, classOf, learners, seed } = deal;
  const random = randomStream(seed, 'partition');
  const stacks: number[][] = Array.from({ length: classes }, () => []);
  for (const position of permutation(ids.length, random)) {
    stacks[classOf(ids[position]!)]!.push(ids[position]!);
  }
  const prior = stacks.map((stack) => (concentration * stack.length) / ids.length);
  const proportions = Array.from({ length: learners }, () => drawDirichlet(prior, random));
  const own = Array.from({ length: learners }, () => new Uint32Array(size));
  for (let i = 0; i < size; i++) {
    own.forEach((shard, k) => {
      shard[i] = stacks[drawClass(proportions[k]!, stacks, random)]!.pop()!;
    });
  }
  return { common: new Uint32Array(0), own: own.map((shard) => shard.sort()) };
}

/** Draws a class by these proportions among the classes with samples left, or by the rest when theirs are used up. */
function drawClass(
  proportions: readonly number[],
  stacks: readonly (readonly number[])[],
  random: RandomStream,
): number {
  const open = proportions.map((share, c) => (stacks[c]!.length > 0 ? share : 0));
  const sum = open.reduce((total, share) => total + share, 0);
  const weights = sum > 0 ? open : stacks.map((stack) => stack.length);
  let left = random.uniform() * weights.reduce((total, share) => total + share, 0);
  const last = weights.findLastIndex((share) => share > 0);
  for (let c = 0; c < last; c++) {
    left -= weights[c]!;
    if (left < 0) return c;
  }
  return last;
}
