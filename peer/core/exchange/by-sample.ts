import { type CachedMode, type ExchangeMode, modesOf } from '../../../proto/exchange-mode.js';
import { floatsOf } from '../../../proto/float-bytes.js';
import type { PeerId } from '../../../proto/identity.js';
import { edgeWeight, taughtBySelf, teachersAt } from './edges.js';
import type { AnsweredTeacher, BatchAhead, ExchangeOffer } from './offer.js';
import { PredictionStore } from './prediction-store.js';
import { planRefresh } from './refresh-plan.js';
import { ask } from './requests.js';
import { sendOffer } from './sending.js';
import { type Draft, type ExchangeState, heldKey, patch, type Recollection } from './state.js';
import { withAges } from './statistics.js';
import { finish } from './waiting.js';

export type RecallMode = Extract<ExchangeMode, { kind: 'stale' | 'cached' }>;

/**
 * A step of the modes in which nobody waits: the trainer is answered at once with what is known of its samples, what
 * will be missing of a batch to come is asked for, and in `stale` mode its own predictions go out.
 */
export function recall(draft: Draft, offer: ExchangeOffer, mode: RecallMode): void {
  if (mode.kind === 'stale') sendOffer(draft, offer, true);
  const recollections = recollect(draft, offer, mode, 0);
  count(draft, offer, recollections);
  rememberOwn(draft, offer, mode);
  askAhead(draft, offer.ahead, teachersAt(draft.state, offer.step), mode);
  answer(draft, offer.step, recollections);
}

/** @param leadSteps - Steps of a teacher that will pass until the batch comes up: its predictions will be older by then. */
export function recollect(
  draft: Draft,
  batch: BatchAhead,
  mode: RecallMode,
  leadSteps: number,
): readonly Recollection[] {
  const { state } = draft;
  const own = taughtBySelf(state, batch.step) ? [state.options.peerId] : [];
  const teachers = [...teachersAt(state, batch.step), ...own].sort();
  return teachers.flatMap((teacher) => recollection(state, teacher, batch, mode, leadSteps) ?? []);
}

/** Answers the trainer, who does not wait for those that have said nothing. */
export function answer(draft: Draft, step: number, recollections: readonly Recollection[]): void {
  const teachers = recollections.map(({ teacher }) => teacher);
  const missing = teachersAt(draft.state, step)
    .filter((peerId) => !teachers.some((teacher) => teacher.peerId === peerId))
    .map((peerId) => ({ peerId, reason: 'late' as const }));
  finish(draft, step);
  draft.effects.push({
    kind: 'answer',
    answer: { step, outcome: 'closed', teachers, missing, waitedMs: 0 },
  });
}

/** A peer that is taught by its own past: cached predictions are replaced only when it is their turn. */
export function rememberOwn(draft: Draft, offer: ExchangeOffer, mode: RecallMode): void {
  if (!taughtBySelf(draft.state, offer.step)) return;
  const { peerId, positions, classes } = draft.state.options;
  const logits = floatsOf(offer.payload);
  if (mode.kind === 'stale') {
    remember(draft, peerId, offer.ids, logits, offer.step, mode);
    return;
  }
  const store = storeOf(draft.state, peerId, mode);
  const usable = cachedUsable(draft, peerId, store, offer.epoch, mode);
  const size = positions * classes;
  offer.ids.forEach((id, row) => {
    if (usable(id)) return;
    remember(
      draft,
      peerId,
      Uint32Array.of(id),
      logits.subarray(row * size, (row + 1) * size),
      offer.step,
      mode,
    );
  });
}

/** The store of one teacher, made when it is first needed. */
function storeOf(state: ExchangeState, teacher: PeerId, mode: RecallMode): PredictionStore {
  const known = state.stores.get(teacher);
  if (known !== undefined) return known;
  const { positions, classes } = state.options;
  const bounded = mode.kind === 'cached' && mode.entriesMax > 0;
  const store = new PredictionStore({
    valuesPerSample: positions * classes,
    entriesMax: bounded ? mode.entriesMax : Number.POSITIVE_INFINITY,
  });
  state.stores.set(teacher, store);
  return store;
}

/** Newest step that a teacher is known to have reached: ages are counted back from there. */
function newestStepOf(state: ExchangeState, teacher: PeerId, ownStep: number): number {
  return teacher === state.options.peerId ? ownStep : (state.teachers.get(teacher)?.newestStep ?? 0);
}

/** What one teacher said of the samples of a batch; nothing when it said nothing that may still be used. */
function recollection(
  state: ExchangeState,
  teacher: PeerId,
  batch: BatchAhead,
  mode: RecallMode,
  leadSteps: number,
): Recollection | undefined {
  const { options } = state;
  const size = options.positions * options.classes;
  const store = storeOf(state, teacher, mode);
  const answered = state.answered.get(heldKey(teacher, batch.step));
  const standsStill = teacher === options.peerId || options.frozen.has(teacher);
  const newest = newestStepOf(state, teacher, batch.step) + (standsStill ? 0 : leadSteps);
  const logits = new Float32Array(batch.ids.length * size);
  const coverage = new Float32Array(batch.ids.length);
  const ages: number[] = [];
  let oldest = Number.POSITIVE_INFINITY;
  let next = 0; // what was asked for is part of this batch, in its order
  batch.ids.forEach((id, row) => {
    const position = answered?.ids[next] === id ? next++ : undefined;
    const values =
      position === undefined
        ? store.get(id)
        : answered!.logits.subarray(position * size, (position + 1) * size);
    if (values === undefined) return;
    const madeAtStep = position === undefined ? store.madeAtStep(id)! : answered!.madeAtStep;
    const ageSteps = Math.max(0, newest - madeAtStep);
    if (mode.kind === 'stale' && ageSteps > mode.stepsMax) return;
    logits.set(values, row * size);
    coverage[row] = options.stalenessDecay ** ageSteps;
    ages.push(ageSteps);
    oldest = Math.min(oldest, madeAtStep);
  });
  if (ages.length === 0) return undefined;
  const validationAccuracy = state.teachers.get(teacher)?.validationAccuracy ?? null;
  const said = {
    peerId: teacher,
    payload: new Uint8Array(logits.buffer),
    weight: edgeWeight(state, teacher, batch.step),
    ...(coverage.every((share) => share === 1) ? {} : { coverage }),
    ...(validationAccuracy === null ? {} : { validationAccuracy }),
    ...(mode.kind === 'stale' ? { usableUntilStep: oldest + mode.stepsMax } : {}),
  };
  return { teacher: said, ages };
}

/** Counts what a step was taught. */
export function count(
  draft: Draft,
  batch: Pick<BatchAhead, 'ids'>,
  recollections: readonly Recollection[],
): void {
  for (const { ages } of recollections) countAges(draft, ages);
  const answers = recollections.map(({ teacher }) => teacher);
  countRows(draft, batch, answers);
}

function countAges(draft: Draft, ages: readonly number[]): void {
  const { statistics } = draft.state;
  patch(draft, {
    statistics: {
      ...statistics,
      predictionsUsed: statistics.predictionsUsed + 1,
      ages: withAges(statistics.ages, ages),
      ageStepsMax: ages.reduce((most, age) => Math.max(most, age), statistics.ageStepsMax),
    },
  });
}

/** Counts the step by how many of its rows were taught. */
function countRows(
  draft: Draft,
  { ids }: Pick<BatchAhead, 'ids'>,
  answers: readonly AnsweredTeacher[],
): void {
  const taught = ids.filter((_, row) =>
    answers.some(({ coverage }) => coverage === undefined || coverage[row]! > 0),
  ).length;
  const { statistics } = draft.state;
  const kind = taught === 0 ? 'soloSteps' : taught === ids.length ? 'fullSteps' : 'degradedSteps';
  patch(draft, {
    statistics: {
      ...statistics,
      rowsOffered: statistics.rowsOffered + ids.length,
      rowsTaught: statistics.rowsTaught + taught,
      [kind]: statistics[kind] + 1,
    },
  });
}

/** Keeps predictions by sample; in `stale` mode what is too old to be used is let go now and then. */
export function remember(
  draft: Draft,
  teacher: PeerId,
  ids: Uint32Array,
  logits: Float32Array,
  madeAtStep: number,
  mode: RecallMode,
): void {
  const { state } = draft;
  const size = state.options.positions * state.options.classes;
  const store = storeOf(state, teacher, mode);
  const due = state.refreshPlans.get(teacher)?.due;
  let refreshed = 0;
  ids.forEach((id, row) => {
    if (store.put(id, madeAtStep, logits.subarray(row * size, (row + 1) * size)) && due?.delete(id))
      refreshed++;
  });
  if (mode.kind === 'stale' && madeAtStep % SWEEP_STEPS === 0) {
    store.deleteBefore(newestStepOf(state, teacher, madeAtStep) - mode.stepsMax);
  }
  if (refreshed === 0) return;
  const { statistics } = draft.state;
  patch(draft, { statistics: { ...statistics, refreshed: statistics.refreshed + refreshed } });
}

/** In a run that also has cached epochs, what lockstep brings is cached for them. */
export function rememberStep(
  draft: Draft,
  offer: ExchangeOffer,
  teachers: readonly Pick<AnsweredTeacher, 'peerId' | 'payload'>[],
): void {
  const cached = modesOf(draft.state.options.mode).find((mode) => mode.kind === 'cached');
  if (cached === undefined || offer.ids.length === 0) return;
  const madeAtStep = Math.max(0, offer.step - draft.state.options.pipeline);
  for (const { peerId, payload } of teachers) {
    remember(draft, peerId, offer.ids, floatsOf(payload), madeAtStep, cached);
  }
}

/** Steps of a teacher between two sweeps of its store. */
const SWEEP_STEPS = 16;

/** Asks every teacher about the samples of the batch ahead that it has not said anything usable of, or is to say anew. */
export function askAhead(
  draft: Draft,
  ahead: BatchAhead | null,
  teachers: readonly PeerId[],
  mode: RecallMode,
): void {
  if (ahead === null) return;
  for (const teacher of teachers) {
    const store = storeOf(draft.state, teacher, mode);
    const usable =
      mode.kind === 'cached'
        ? cachedUsable(draft, teacher, store, ahead.epoch, mode)
        : freshEnough(draft.state, teacher, store, mode.stepsMax);
    const missing = ahead.ids.filter((id) => !usable(id));
    const before = draft.state.asked.length;
    ask(draft, teacher, ahead, missing);
    if (draft.state.asked.length === before) continue;
    const misses = missing.filter((id) => !store.has(id)).length;
    const { statistics } = draft.state;
    patch(draft, { statistics: { ...statistics, missesAsked: statistics.missesAsked + misses } });
  }
}

/** Some of the age that is allowed passes until the batch comes up. */
function freshEnough(
  state: ExchangeState,
  teacher: PeerId,
  store: PredictionStore,
  stepsMax: number,
): (id: number) => boolean {
  const oldest = newestStepOf(state, teacher, 0) - Math.floor(stepsMax / 2);
  return (id) => (store.madeAtStep(id) ?? Number.NEGATIVE_INFINITY) >= oldest;
}

function cachedUsable(
  draft: Draft,
  teacher: PeerId,
  store: PredictionStore,
  epoch: number,
  { refreshFraction }: CachedMode,
): (id: number) => boolean {
  let plan = draft.state.refreshPlans.get(teacher);
  if (plan === undefined || plan.epoch < epoch) {
    plan = planRefresh(store, epoch, refreshFraction);
    patch(draft, { refreshPlans: new Map(draft.state.refreshPlans).set(teacher, plan) });
  }
  const { due } = plan;
  return (id) => store.has(id) && !due.has(id);
}
