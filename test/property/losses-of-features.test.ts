/** Laws of every feature loss, on the way that a step takes: from a teacher's features to targets, value and gradient. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type FeatureKind, featureTargets } from '../../peer/core/teaching/feature-targets.js';
import { type Tensor, tf } from '../../peer/model/backend.js';
import { featureLoss } from '../../peer/model/losses/feature.js';
import { assertClose } from '../support/closeness.js';
import { matrix, measured, vector } from '../support/loss-check.js';
import { attention, hint, relational, similarity } from '../support/reference-features.js';
import { finiteDifferences, type Rows } from '../support/reference-loss.js';
import { noise } from '../support/step-kit.js';
import '../support/property-seed.js';

const SAMPLES = 5;
const SIZE = 4;
const HINT = {
  kernel: rowsOf(noise(1, SIZE * SIZE)),
  bias: [...noise(2, SIZE)],
};

interface Sample {
  readonly own: Rows;
  readonly teacher: Rows;
  readonly weights: readonly number[];
}

interface FeatureReference {
  valueOf(own: Rows, sample: Pick<Sample, 'teacher' | 'weights'>): number;
  /** Whether a student that has its teacher's features has nothing to learn. */
  readonly zeroWhereEqual: boolean;
}

const REFERENCES: Readonly<Record<FeatureKind, FeatureReference>> = {
  attention: {
    valueOf: (own, { teacher, weights }) => attention(own, teacher, weights),
    zeroWhereEqual: true,
  },
  hint: {
    valueOf: (own, { teacher, weights }) => hint(own, teacher, weights, HINT),
    zeroWhereEqual: false, // the regressor is in between
  },
  rkd: {
    valueOf: (own, { teacher, weights }) => relational(own, teacher, weights),
    zeroWhereEqual: true,
  },
  similarity: {
    valueOf: (own, { teacher, weights }) => similarity(own, teacher, weights),
    zeroWhereEqual: true,
  },
};

/** Features of noise, so that no two samples are the same; positive as attention maps are. */
const sample: fc.Arbitrary<Sample> = fc
  .record({
    seed: fc.nat({ max: 1_000_000 }),
    weights: fc.array(fc.constantFrom(0, 0.5, 1), { minLength: SAMPLES, maxLength: SAMPLES }),
  })
  .filter(({ weights }) => weights.filter((weight) => weight > 0).length >= 3)
  .map(({ seed, weights }) => {
    const features = (from: number): Rows =>
      rowsOf(noise(from, SAMPLES * SIZE).map((value) => 0.1 + Math.abs(value)));
    return { own: features(10 + 2 * seed), teacher: features(11 + 2 * seed), weights };
  });
const RUNS = { numRuns: 40 };

function rowsOf(values: Float32Array): number[][] {
  return Array.from({ length: values.length / SIZE }, (_, r) => [
    ...values.subarray(r * SIZE, (r + 1) * SIZE),
  ]);
}

/** Value and gradient of a feature loss as a step computes them. */
function taught(kind: FeatureKind, { own, teacher, weights }: Sample): ReturnType<typeof measured> {
  const features = Float32Array.from(teacher.flat());
  const coverage = Float32Array.from(weights);
  const teaching = { peerId: 'teacher', logits: new Float32Array(), weight: 1, coverage, features };
  const columns = [{ peerId: 'teacher', from: 0, width: SIZE }];
  const made = featureTargets([teaching], { kind, samples: SAMPLES, size: SIZE, columns });
  return measured((embeddings) => {
    const asRows = (values: Float32Array): Tensor =>
      values.length === SAMPLES
        ? tf.tensor1d(values)
        : tf.tensor2d(values, [SAMPLES, values.length / SAMPLES]);
    const tensors = { targets: asRows(made.targets), weights: asRows(made.weights) };
    const regressor = { kernel: matrix(HINT.kernel), bias: vector(HINT.bias) };
    return featureLoss(kind, embeddings, tensors, regressor);
  }, own);
}

for (const kind of Object.keys(REFERENCES) as FeatureKind[]) {
  const reference = REFERENCES[kind];

  test(`${kind}: value and gradient are those of the formula, whichever samples are taught`, () => {
    fc.assert(
      fc.property(sample, (one) => {
        const { value, gradient } = taught(kind, one);
        const expected = reference.valueOf(one.own, one);
        assertClose([value], [expected], 2e-4 * Math.max(1, expected), 'value');
        const slopes = finiteDifferences((own) => reference.valueOf(own, one), one.own).flat();
        const steepest = Math.max(1, ...slopes.map(Math.abs));
        assertClose(gradient, slopes, 2e-3 * steepest, 'gradient'); // rkd adds 1e-6 to squared distances
      }),
      RUNS,
    );
  });

  test(`${kind}: it is never below 0, and ${reference.zeroWhereEqual ? '' : 'not always '}0 where both sides agree`, () => {
    fc.assert(
      fc.property(sample, (one) => {
        const agreed = taught(kind, { ...one, own: one.teacher });
        assert.ok(agreed.value >= 0 && taught(kind, one).value > 1e-4);
        if (!reference.zeroWhereEqual) return;
        assertClose([agreed.value], [0], 1e-5);
        assertClose(agreed.gradient, new Array(SAMPLES * SIZE).fill(0), 2e-3);
      }),
      RUNS,
    );
  });
}
