import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TeacherWatch, type WatchVerdict } from '../../../../../peer/core/teaching/teacher-watch.js';
import type { Teaching } from '../../../../../peer/core/teaching/teaching.js';
import { teachingsOf } from '../../../../support/soft-targets.js';

const LABELS = Int32Array.of(0, 1, 2);
const rows = (...values: number[]): Float32Array => Float32Array.from(values);
/** Right, and fairly sure. */
const GOOD = rows(2, 0, 0, 0, 2, 0, 0, 0, 2);
const ALSO_GOOD = rows(3, 1, 0, 0, 2, 1, 0, 1, 2);
const WRONG = rows(0, 9, 0, 9, 0, 0, 0, 9, 0);
/** Right, and as unsure as can be. */
const UNIFORM = GOOD.map((logit) => 1e-3 * logit);
/** Far too sure where it is wrong. */
const DIVERGED = rows(9, 0, 0, 0, 9, 0, 0, 30, 0);
/** Wrong here and there, and unsure. */
const WEAK = rows(1, 0, 0, 0, 1, 0, 0, 1, 0);

/** Verdicts of many steps in which every teacher says the same. */
function watched(
  watch: TeacherWatch,
  steps: number,
  teachers: readonly Float32Array[],
  own: Float32Array = GOOD,
): readonly WatchVerdict[] {
  return Array.from({ length: steps }, () => watch.judge(teachingsOf(teachers), own, LABELS));
}

const weightsOf = (verdicts: readonly WatchVerdict[], teacher = 0): number[] =>
  verdicts.map(({ teachings }) => teachings[teacher]!.weight);
const warningsOf = (verdicts: readonly WatchVerdict[]): string[] =>
  verdicts.flatMap(({ warnings }) => warnings);

for (const [name, logits, reason] of [
  ['uniform', UNIFORM, /teacher-0 predicts every class alike for 50 steps/],
  ['diverged', DIVERGED, /teacher-0 predicts worse than chance for 50 steps/],
] as const) {
  test(`a ${name} teacher weighs nothing from its fiftieth such step on, and is named once`, () => {
    const watch = new TeacherWatch('me', 3);
    const verdicts = watched(watch, 120, [logits, ALSO_GOOD]);
    assert.deepEqual(weightsOf(verdicts), [...new Array(49).fill(1), ...new Array(71).fill(0)]);
    assert.ok(
      weightsOf(verdicts, 1).every((weight) => weight === 1),
      'the other teacher is heard',
    );
    assert.equal(warningsOf(verdicts).length, 1);
    assert.match(warningsOf(verdicts)[0]!, reason);
    assert.deepEqual(watch.quarantined, ['teacher-0']);
  });
}

test('who is in quarantine or broken is not learned from before this peer has predicted either', () => {
  const watch = new TeacherWatch('me', 3);
  const broken = GOOD.slice().fill(Number.NaN, 4, 5);
  const weights = (): number[] =>
    watch.admit(teachingsOf([UNIFORM, ALSO_GOOD, broken])).map(({ weight }) => weight);
  assert.deepEqual(weights(), [1, 1, 0]);
  watched(watch, 49, [UNIFORM]);
  assert.deepEqual(weights(), [1, 1, 0]);
  watched(watch, 1, [UNIFORM]);
  assert.deepEqual(weights(), [0, 1, 0]);
});

test('a teacher that is of use for fifty steps is heard again; one good step does not do', () => {
  const watch = new TeacherWatch('me', 3);
  watched(watch, 50, [UNIFORM]);
  const early = watched(watch, 30, [ALSO_GOOD]);
  watched(watch, 1, [UNIFORM]);
  const back = watched(watch, 60, [ALSO_GOOD]);
  assert.ok([...weightsOf(early), ...weightsOf(back).slice(0, 49)].every((weight) => weight === 0));
  assert.ok(
    weightsOf(back)
      .slice(49)
      .every((weight) => weight === 1),
  );
  assert.match(warningsOf(back)[0]!, /teacher-0 is of use again/);
  assert.deepEqual(watch.quarantined, []);
});

test('one useful step in between starts the count anew', () => {
  const watch = new TeacherWatch('me', 3);
  const verdicts = [
    ...watched(watch, 49, [UNIFORM]),
    ...watched(watch, 1, [ALSO_GOOD]),
    ...watched(watch, 49, [UNIFORM]),
  ];
  assert.ok(weightsOf(verdicts).every((weight) => weight === 1));
});

test('a weak teacher is heard', () => {
  assert.ok(weightsOf(watched(new TeacherWatch('me', 3), 200, [WEAK])).every((weight) => weight === 1));
});

test('nobody is left out while this peer itself is uniform, or worse than its teacher', () => {
  const starting = watched(new TeacherWatch('me', 3), 199, [UNIFORM], rows(0.01, 0, 0, 0, 0, 0, 0, 0, 0));
  assert.ok(weightsOf(starting).every((weight) => weight === 1));
  const worse = DIVERGED.map((logit) => 2 * logit);
  const verdicts = watched(new TeacherWatch('me', 3), 100, [DIVERGED], worse);
  assert.ok(weightsOf(verdicts).every((weight) => weight === 1));
});

test('a teacher of NaN weighs nothing in that very step, and is named once until it recovers', () => {
  const watch = new TeacherWatch('me', 3);
  const broken = GOOD.map((logit, i) => (i === 4 ? Number.NaN : logit));
  const first = watched(watch, 3, [broken]);
  assert.deepEqual(weightsOf(first), [0, 0, 0]);
  assert.deepEqual(warningsOf(first), ['teacher-0 predicts numbers that are not finite: left out']);
  assert.deepEqual(weightsOf(watched(watch, 1, [ALSO_GOOD])), [1]);
  assert.equal(warningsOf(watched(watch, 1, [broken])).length, 1);
});

test('predictions that are the same for twenty steps are named once; another constant in a row is the same', () => {
  const twin = GOOD.map((logit) => logit + 5);
  const verdicts = watched(new TeacherWatch('me', 3), 100, [twin]);
  assert.equal(warningsOf(verdicts.slice(0, 19)).length, 0);
  assert.match(verdicts[19]!.warnings[0]!, /teacher-0 and me predict the same/);
  assert.equal(warningsOf(verdicts).length, 1);
  assert.ok(
    weightsOf(verdicts).every((weight) => weight === 1),
    'it does no harm',
  );
});

test('a peer taught by its own past may predict the same', () => {
  assert.deepEqual(warningsOf(watched(new TeacherWatch('teacher-0', 3), 100, [GOOD])), []);
});

test('a peer that is uniform itself for two hundred steps is told so, once', () => {
  const verdicts = watched(new TeacherWatch('me', 3), 500, [], UNIFORM);
  assert.deepEqual(
    verdicts.flatMap(({ warnings }, step) => warnings.map(() => step)),
    [199],
  );
});

test('rows that a teacher does not cover are not held against it', () => {
  const watch = new TeacherWatch('me', 3);
  const logits = rows(3, 0, 0, 0, 0, 0, 0, 0, 0); // silent but for the first row
  const teachings: readonly Teaching[] = [
    { peerId: 'a', weight: 1, logits, coverage: rows(1, 0, 0) },
    { peerId: 'b', weight: 1, logits: UNIFORM, coverage: rows(0, 0, 0) },
  ];
  const verdicts = Array.from({ length: 100 }, () => watch.judge(teachings, GOOD, LABELS));
  assert.deepEqual(warningsOf(verdicts), []);
});

test('agreement is the share of covered rows with the same top class since it was last asked for', () => {
  const watch = new TeacherWatch('me', 3);
  assert.equal(watch.takeAgreement(), null);
  const half: Teaching = { peerId: 'a', weight: 1, logits: WRONG, coverage: rows(1, 0, 0) };
  watch.judge([half, ...teachingsOf([ALSO_GOOD])], GOOD, LABELS);
  assert.equal(watch.takeAgreement(), 3 / 4);
  assert.equal(watch.takeAgreement(), null);
});

test('a batch of any size is judged by 64 of its rows at most', () => {
  const size = 1000;
  const labels = new Int32Array(size);
  const own = Float32Array.from({ length: size * 3 }, (_, i) => (i % 3 === 0 ? 2 : 0));
  const watch = new TeacherWatch('me', 3);
  const verdicts = Array.from({ length: 50 }, () =>
    watch.judge(teachingsOf([new Float32Array(size * 3)]), own, labels),
  );
  assert.deepEqual(watch.quarantined, ['teacher-0']);
  assert.equal(warningsOf(verdicts).length, 1);
});

/** Ten classes, ten rows each, of which the first `right` are named, all very surely. */
function naming(right: number): Float32Array {
  const logits = new Float32Array(100 * 10);
  for (let row = 0; row < 100; row++) logits[row * 10 + (((row % 10) + (row < right ? 0 : 1)) % 10)] = 1;
  return logits;
}

/** At which step each of two teachers is left out first, of so many. */
function leftOutAt(watch: TeacherWatch, steps: number, rights: readonly number[]): number[] {
  const labels = Int32Array.from({ length: 100 }, (_, row) => row % 10);
  const verdicts = Array.from({ length: steps }, () =>
    watch.judge(teachingsOf(rights.map(naming)), naming(80), labels),
  );
  return rights.map((_, i) => verdicts.findIndex(({ teachings }) => teachings[i]!.weight === 0));
}

test('a teacher that gets fewer labels right than a guess is left out soon, one that knows nothing late, a weak one never', () => {
  const watch = new TeacherWatch('me', 10);
  // Six steps are needed to tell five in a hundred from ten.
  assert.deepEqual(leftOutAt(watch, 260, [5, 10, 30]), [14, 199, -1]);
  assert.deepEqual(watch.quarantined, ['teacher-0', 'teacher-1']);
});

test('it is heard again when for fifty steps it knew enough', () => {
  const watch = new TeacherWatch('me', 10);
  leftOutAt(watch, 20, [5]);
  const labels = Int32Array.from({ length: 100 }, (_, row) => row % 10);
  const back = Array.from({ length: 80 }, () => watch.judge(teachingsOf([naming(60)]), naming(80), labels));
  const heardAt = back.findIndex(({ teachings }) => teachings[0]!.weight === 1);
  assert.ok(heardAt >= 49 && heardAt < 60, `${heardAt}`);
  assert.match(warningsOf(back)[0]!, /of use again/);
});

test('without the gate it is heard', () => {
  assert.deepEqual(leftOutAt(new TeacherWatch('me', 10, false), 60, [5, 30]), [-1, -1]);
});
