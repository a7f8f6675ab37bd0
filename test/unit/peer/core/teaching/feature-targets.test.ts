import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type FeatureKind,
  featureTargets,
  type HintColumns,
} from '../../../../../peer/core/teaching/feature-targets.js';
import { relativeDistances, relativeSimilarities } from '../../../../../peer/core/teaching/relations.js';
import type { Teaching } from '../../../../../peer/core/teaching/teaching.js';
import { assertClose } from '../../../../support/closeness.js';

const SAMPLES = 2;
const COLUMNS: readonly HintColumns[] = [
  { peerId: 'a', from: 0, width: 2 },
  { peerId: 'b', from: 2, width: 1 },
];
const layout = (kind: FeatureKind) => ({ kind, samples: SAMPLES, size: 2, columns: COLUMNS });

function teaching(peerId: string, features: readonly number[], more: Partial<Teaching> = {}): Teaching {
  return { peerId, weight: 1, logits: new Float32Array(), features: Float32Array.from(features), ...more };
}

test('attention: the mean of maps of length 1, by the edges’ weights', () => {
  const { targets, weights } = featureTargets(
    [teaching('a', [3, 4, 0, 2], { weight: 3 }), teaching('b', [1, 0, 0, 0])],
    layout('attention'),
  );
  assertClose(targets, [0.75 * 0.6 + 0.25, 0.75 * 0.8, 0, 0.75], 1e-7);
  assert.deepEqual([...weights], [1, 1]);
});

test('attention: a sample that only one covers has that one’s map, an aged one counts less', () => {
  const { targets, weights } = featureTargets(
    [
      teaching('a', [3, 4, 3, 4], { coverage: Float32Array.of(0, 0.5) }),
      teaching('b', [1, 0, 1, 0], { coverage: Float32Array.of(0.5, 0) }),
    ],
    layout('attention'),
  );
  assertClose(targets, [1, 0, 0.6, 0.8], 1e-7);
  assert.deepEqual([...weights], [0.5, 0.5]);
});

test('hint: each teacher has columns of its own, weighed by its share and width', () => {
  const { targets, weights } = featureTargets(
    [teaching('a', [1, 2, 3, 4], { weight: 3 }), teaching('b', [5, 6])],
    layout('hint'),
  );
  assert.deepEqual([...targets], [1, 2, 5, 3, 4, 6]);
  assertClose(weights, [0.375, 0.375, 0.25, 0.375, 0.375, 0.25], 1e-7);
});

test('hint: what an absent teacher would have said weighs nothing, and the other has it all', () => {
  const { weights } = featureTargets(
    [
      teaching('a', [1, 2, 3, 4], { coverage: Float32Array.of(0, 1) }),
      teaching('b', [5, 6], { coverage: Float32Array.of(1, 0) }),
    ],
    layout('hint'),
  );
  assertClose(weights, [0, 0, 1, 0.5, 0.5, 0], 1e-7);
});

for (const [kind, relation] of [
  ['rkd', relativeDistances],
  ['similarity', relativeSimilarities],
] as const) {
  test(`${kind}: the mean of the teachers' relations, whatever their widths`, () => {
    const [a, b] = [teaching('a', [1, 2, 3, 5], { weight: 3 }), teaching('b', [5, 6])];
    const { targets, weights } = featureTargets([a, b], layout(kind));
    const [first, second] = [relation(a.features!, 2, [true, true]), relation(b.features!, 1, [true, true])];
    assertClose(
      targets,
      [...first].map((value, i) => 0.75 * value + 0.25 * second[i]!),
      1e-6,
    );
    assert.deepEqual([...weights], [1, 1]);
  });

  test(`${kind}: a sample that one teacher does not cover is out of the relation`, () => {
    const { targets, weights } = featureTargets(
      [teaching('a', [1, 2, 3, 5], { coverage: Float32Array.of(1, 0) }), teaching('b', [5, 6])],
      layout(kind),
    );
    assert.deepEqual([...weights], [1, 0]);
    assert.deepEqual([targets[1], targets[2], targets[3]], [0, 0, 0]);
  });
}

for (const kind of ['attention', 'hint', 'rkd', 'similarity'] as const) {
  test(`${kind}: nobody, a teacher of weight 0, one without features, of another size or of NaN teach nothing`, () => {
    const bad: readonly Teaching[][] = [
      [],
      [teaching('a', [1, 2, 3, 4], { weight: 0 })],
      [{ peerId: 'a', weight: 1, logits: new Float32Array() }],
      [teaching('a', [1, 2, 3])],
      [teaching('a', [1, Number.NaN, 3, 4])],
    ];
    for (const teachings of bad) {
      const { targets, weights } = featureTargets(teachings, layout(kind));
      assert.ok(weights.every((weight) => weight === 0));
      assert.ok(targets.every((value) => value === 0));
      const size = { attention: 4, hint: 6, rkd: 4, similarity: 4 }[kind];
      assert.equal(targets.length, size);
    }
  });
}
