import type { PeerId } from '../../../proto/identity.js';
import { type BySample, bySampleAt } from '../../../proto/scheme.js';
import { count, type Draft } from './draft.js';
import { edgeWeight, taughtBySelf, teachersAt } from './edges.js';
import type { BatchAhead, ExchangeOffer } from './offer.js';
import { ask } from './requests.js';
import { newestStepOf, rememberOwn, storeOf, usableOf } from './sample-stores.js';
import { sendOffer } from './sending.js';
import { type ExchangeState, heldKey, type KeptPredictions } from './state.js';
import { stepTaught } from './statistics.js';
import { answer, finish } from './waiting.js';

/**
 * A step of the free-running modes: the trainer is answered at once with the predictions that are kept of its samples,
 * those that a batch to come will lack are asked for, and its own go out where they are sent unasked.
 */
export function answerBySample(draft: Draft, offer: ExchangeOffer, way: BySample): void {
  if (way.unasked) sendOffer(draft, offer, true);
  const kept = keptOf(draft.state, offer, way, 0);
  countTaught(draft, offer, kept);
  rememberOwn(draft, offer, way);
  askAhead(draft, offer.ahead, teachersAt(draft.state, offer.step), way);
  answerKept(draft, offer.step, kept);
}

/**
 * The predictions of a batch's samples that are kept, by teacher.
 *
 * @param leadSteps - Steps of a teacher that will pass until the batch comes up: its predictions will be older by then.
 */
export function keptOf(
  state: ExchangeState,
  batch: BatchAhead,
  way: BySample,
  leadSteps: number,
): readonly KeptPredictions[] {
  return allTeachersAt(state, batch.step).flatMap(
    (teacher) => keptFrom(state, teacher, batch, way, leadSteps) ?? [],
  );
}

/** Teachers of this peer at a step, itself too where it is one of them; sorted. */
function allTeachersAt(state: ExchangeState, step: number): readonly PeerId[] {
  const teachers = teachersAt(state, step);
  return taughtBySelf(state, step) ? [...teachers, state.options.peerId].sort() : teachers;
}

/** Answers the trainer, who does not wait for teachers without a kept prediction. */
export function answerKept(draft: Draft, step: number, kept: readonly KeptPredictions[]): void {
  const teachers = kept.map(({ teacher }) => teacher);
  const missing = teachersAt(draft.state, step)
    .filter((peerId) => !teachers.some((teacher) => teacher.peerId === peerId))
    .map((peerId) => ({ peerId, reason: 'late' as const }));
  finish(draft, step);
  answer(draft, step, { teachers, missing });
}

/** The predictions of one teacher for the samples of a batch; `undefined`: none may still be used. */
function keptFrom(
  state: ExchangeState,
  teacher: PeerId,
  batch: BatchAhead,
  way: BySample,
  leadSteps: number,
): KeptPredictions | undefined {
  const { options } = state;
  const size = options.positions * options.classes;
  const store = storeOf(state, teacher, way);
  const answered = state.answered.get(heldKey(teacher, batch.step));
  const standsStill = teacher === options.peerId || options.frozen.has(teacher);
  const newest = newestStepOf(state, teacher, batch.step) + (standsStill ? 0 : leadSteps);
  const logits = new Float32Array(batch.ids.length * size);
  const coverage = new Float32Array(batch.ids.length);
  const ages: number[] = [];
  let oldest = Number.POSITIVE_INFINITY;
  let next = 0; // the samples asked for are part of this batch, in its order
  batch.ids.forEach((id, row) => {
    const position = answered?.ids[next] === id ? next++ : undefined;
    const values =
      position === undefined
        ? store.get(id)
        : answered!.logits.subarray(position * size, (position + 1) * size);
    if (values === undefined) return;
    const madeAtStep = position === undefined ? store.madeAtStep(id)! : answered!.madeAtStep;
    const ageSteps = Math.max(0, newest - madeAtStep);
    if (ageSteps > way.ageStepsMax) return;
    logits.set(values, row * size);
    coverage[row] = options.stalenessDecay ** ageSteps;
    ages.push(ageSteps);
    oldest = Math.min(oldest, madeAtStep);
  });
  if (ages.length === 0) return undefined;
  const validationAccuracy = state.teachers.get(teacher)?.validationAccuracy ?? null;
  const kept = {
    peerId: teacher,
    logits,
    weight: edgeWeight(state, teacher, batch.step),
    ...(coverage.every((share) => share === 1) ? {} : { coverage }),
    ...(validationAccuracy === null ? {} : { validationAccuracy }),
    ...(Number.isFinite(way.ageStepsMax) ? { usableUntilStep: oldest + way.ageStepsMax } : {}),
  };
  return { teacher: kept, ages };
}

/** Counts a step by how many of its rows were taught, by whom, and the ages of the predictions that taught them. */
export function countTaught(
  draft: Draft,
  { ids, step }: Pick<BatchAhead, 'ids' | 'step'>,
  kept: readonly KeptPredictions[],
): void {
  for (const { ages } of kept) count(draft, { predictionsUsed: 1, ages });
  const { ledger } = draft.state;
  for (const peerId of allTeachersAt(draft.state, step)) {
    const ages = kept.find(({ teacher }) => teacher.peerId === peerId)?.ages ?? [];
    ledger.step(peerId, ids.length, ages.length);
    for (const ageSteps of ages) ledger.aged(peerId, ageSteps, 1);
  }
  const rowsTaught = ids.filter((_, row) =>
    kept.some(({ teacher: { coverage } }) => coverage === undefined || coverage[row]! > 0),
  ).length;
  count(draft, { ...stepTaught(rowsTaught, ids.length), rowsOffered: ids.length, rowsTaught });
}

/** Asks every teacher about those samples of the batch ahead of which no usable prediction of it is kept. */
export function askAhead(
  draft: Draft,
  ahead: BatchAhead | null,
  teachers: readonly PeerId[],
  way: BySample,
): void {
  if (ahead === null) return;
  // In lockstep an answer would stand in for what its teacher predicts at that very step.
  if (bySampleAt(draft.state.options, ahead.epoch) === undefined) return;
  for (const teacher of teachers) {
    const usable = usableOf(draft, teacher, ahead.epoch, way);
    const missing = ahead.ids.filter((id) => !usable(id));
    if (!ask(draft, teacher, ahead, missing)) continue;
    const store = storeOf(draft.state, teacher, way);
    count(draft, { missesAsked: missing.filter((id) => !store.has(id)).length });
  }
}
