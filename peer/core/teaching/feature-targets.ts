import type { PeerId } from '../../../proto/identity.js';
import type { RunSpec } from '../../../proto/run-spec.js';
import { normalize, relativeDistances, relativeSimilarities } from './relations.js';
import { type TeacherShares, teacherShares } from './teacher-shares.js';
import type { Teaching } from './teaching.js';

/** The feature losses there are. */
export type FeatureKind = Exclude<RunSpec['distillation']['feature'], 'none'>;

/** Where a teacher's hint lies among the columns of all teachers' together. */
export interface HintColumns {
  readonly peerId: PeerId;
  readonly from: number;
  readonly width: number;
}

/** The targets of a batch's feature loss. */
export interface FeatureTargets {
  /**
   * - `attention`: float32 `[samples * size]`, maps of length 1.
   * - `hint`: float32 `[samples * columns]`, every teacher's hint beside the others'.
   * - `rkd`: float32 `[samples * samples]`, squared distances in units of their mean.
   * - `similarity`: float32 `[samples * samples]`, rows of length 1.
   */
  readonly targets: Float32Array;
  /** Of each sample, float32 `[samples]`, 0 to 1; for hints of each number, `[samples * columns]`. 0: not taught. */
  readonly weights: Float32Array;
}

/** The shape of the targets, known before the first step, so that one graph serves every step. */
export interface FeatureLayout {
  readonly kind: FeatureKind;
  readonly samples: number;
  /** Numbers of a sample in an attention map, the same for every peer. */
  readonly size: number;
  /** Hints only: the columns of every peer that may teach. */
  readonly columns: readonly HintColumns[];
}

/**
 * Combines the features of several teachers. A teacher that sent none, or features of another size than was agreed, is
 * left out; so is one of weight 0.
 *
 * - `attention`: the mean of the maps, each of length 1: its loss has the gradient of the mean of the losses.
 * - `hint`: no mean, as two networks' features have nothing to do with each other: each teacher has columns of its own,
 *   weighed by its share and by 1 / its width.
 * - `rkd`, `similarity`: the mean of the teachers' relations, over the samples that all of them cover.
 *
 * @param teachings - Sorted by peer id.
 * @returns Weights of 0 alone when nobody taught. Sums are in float64, in the given order.
 */
export function featureTargets(teachings: readonly Teaching[], layout: FeatureLayout): FeatureTargets {
  const { kind, samples } = layout;
  const heard = teachings.filter(
    ({ weight, features }) => weight > 0 && features !== undefined && features.every(Number.isFinite),
  );
  switch (kind) {
    case 'attention':
      return attentionTargets(heard, layout);
    case 'hint':
      return hintTargets(heard, layout);
    case 'rkd':
      return relationTargets(heard, samples, relativeDistances);
    case 'similarity':
      return relationTargets(heard, samples, relativeSimilarities);
  }
}

function attentionTargets(teachings: readonly Teaching[], { samples, size }: FeatureLayout): FeatureTargets {
  const fitting = teachings.filter(({ features }) => features!.length === samples * size);
  const { shares, rowWeights } = sampleShares(fitting, samples);
  const sums = new Float64Array(samples * size);
  fitting.forEach(({ features }, t) => {
    for (let sample = 0; sample < samples; sample++) {
      const map = Float64Array.from(features!.subarray(sample * size, (sample + 1) * size));
      normalize(map);
      for (let i = 0; i < size; i++) sums[sample * size + i]! += shares[t]![sample]! * map[i]!;
    }
  });
  return { targets: Float32Array.from(sums), weights: rowWeights };
}

function hintTargets(teachings: readonly Teaching[], { samples, columns }: FeatureLayout): FeatureTargets {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  const targets = new Float32Array(samples * all);
  const weights = new Float32Array(samples * all);
  const fitting = teachings.flatMap((teaching) => {
    const place = columns.find(({ peerId }) => peerId === teaching.peerId);
    return place !== undefined && teaching.features!.length === samples * place.width
      ? [{ teaching, place }]
      : [];
  });
  const taking = fitting.map(({ teaching }) => teaching);
  const { shares, rowWeights } = sampleShares(taking, samples);
  fitting.forEach(({ teaching, place: { from, width } }, t) => {
    for (let sample = 0; sample < samples; sample++) {
      const at = sample * all + from;
      targets.set(teaching.features!.subarray(sample * width, (sample + 1) * width), at);
      weights.fill((shares[t]![sample]! * rowWeights[sample]!) / width, at, at + width);
    }
  });
  return { targets, weights };
}

type Relation = (embeddings: Float32Array, width: number, counted: readonly boolean[]) => Float64Array;

function relationTargets(
  teachings: readonly Teaching[],
  samples: number,
  relation: Relation,
): FeatureTargets {
  const fitting = teachings.filter(
    ({ features }) => features!.length > 0 && features!.length % samples === 0,
  );
  const { shares, rowWeights } = sampleShares(fitting, samples);
  const weights = rowWeights.map((weight, sample) =>
    shares.every((share) => share[sample]! > 0) ? weight : 0,
  );
  const counted = [...weights].map((weight) => weight > 0);
  const total = fitting.reduce((sum, { weight }) => sum + weight, 0);
  const sums = new Float64Array(samples * samples);
  for (const { features, weight } of fitting) {
    const related = relation(features!, features!.length / samples, counted);
    related.forEach((value, i) => {
      sums[i]! += (weight / total) * value;
    });
  }
  return { targets: Float32Array.from(sums), weights };
}

/** Shares of the teachers of each sample, by the graph's weights, and how far the sample counts. */
function sampleShares(teachings: readonly Teaching[], samples: number): TeacherShares {
  return teacherShares(teachings, new Int32Array(samples), 1, 'edges');
}
