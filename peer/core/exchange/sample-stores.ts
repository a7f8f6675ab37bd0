import { floatsOf } from '../../../proto/float-bytes.js';
import type { PeerId } from '../../../proto/identity.js';
import type { BySample } from '../../../proto/scheme.js';
import type { Teaching } from '../teaching/teaching.js';
import { count, type Draft, patch, withEntry } from './draft.js';
import { taughtBySelf } from './edges.js';
import type { ExchangeOffer } from './offer.js';
import { PredictionStore, planRefresh } from './prediction-store.js';
import type { Answered, ExchangeState } from './state.js';

/** Steps of a teacher between two sweeps of its store. */
const SWEEP_STEPS = 16;

/** The store of one teacher, made when it is first needed. */
export function storeOf(state: ExchangeState, teacher: PeerId, way: BySample): PredictionStore {
  const known = state.stores.get(teacher);
  if (known !== undefined) return known;
  const { positions, classes } = state.options;
  const store = new PredictionStore({
    valuesPerSample: positions * classes,
    entriesMax: way.cache?.entriesMax ?? Number.POSITIVE_INFINITY,
  });
  state.stores.set(teacher, store);
  return store;
}

/** Newest step that a teacher is known to have reached: ages are counted back from there. */
export function newestStepOf(state: ExchangeState, teacher: PeerId, ownStep: number): number {
  return teacher === state.options.peerId ? ownStep : (state.teachers.get(teacher)?.newestStep ?? 0);
}

/** Keeps predictions by sample; those that are too old to be used are deleted every {@link SWEEP_STEPS} steps. */
export function remember(
  draft: Draft,
  teacher: PeerId,
  { ids, logits, madeAtStep }: Answered,
  way: BySample,
): void {
  const { state } = draft;
  const size = state.options.positions * state.options.classes;
  const store = storeOf(state, teacher, way);
  const due = state.refreshPlans.get(teacher)?.due;
  let refreshed = 0;
  ids.forEach((id, row) => {
    if (store.put(id, madeAtStep, logits.subarray(row * size, (row + 1) * size)) && due?.delete(id))
      refreshed++;
  });
  if (Number.isFinite(way.ageStepsMax) && madeAtStep % SWEEP_STEPS === 0) {
    store.deleteBefore(newestStepOf(state, teacher, madeAtStep) - way.ageStepsMax);
  }
  if (refreshed > 0) count(draft, { refreshed });
}

/** A peer that is taught by its own past: cached predictions are replaced only when it is their turn. */
export function rememberOwn(
  draft: Draft,
  { step, epoch, ids, payload }: Pick<ExchangeOffer, 'step' | 'epoch' | 'ids' | 'payload'>,
  way: BySample,
): void {
  if (!taughtBySelf(draft.state, step)) return;
  const { peerId, positions, classes } = draft.state.options;
  const logits = floatsOf(payload);
  if (way.cache === undefined) {
    remember(draft, peerId, { ids, logits, madeAtStep: step }, way);
    return;
  }
  const usable = usableOf(draft, peerId, epoch, way);
  const size = positions * classes;
  ids.forEach((id, row) => {
    if (usable(id)) return;
    const values = logits.subarray(row * size, (row + 1) * size);
    remember(draft, peerId, { ids: Uint32Array.of(id), logits: values, madeAtStep: step }, way);
  });
}

/** In a run that also has cached epochs, what lockstep brings is cached for them. */
export function rememberStep(
  draft: Draft,
  offer: ExchangeOffer,
  teachers: readonly Pick<Teaching, 'peerId' | 'logits'>[],
): void {
  const { cached, pipeline } = draft.state.options;
  if (cached === undefined || offer.ids.length === 0) return;
  const madeAtStep = Math.max(0, offer.step - pipeline);
  for (const { peerId, logits } of teachers) {
    remember(draft, peerId, { ids: offer.ids, logits, madeAtStep }, cached);
  }
}

/** Which samples need not be asked of a teacher, as its prediction of them will still be usable. */
export function usableOf(
  draft: Draft,
  teacher: PeerId,
  epoch: number,
  way: BySample,
): (id: number) => boolean {
  const store = storeOf(draft.state, teacher, way);
  if (way.cache === undefined) {
    // Some of the age that is allowed passes until the batch comes up.
    const oldest = newestStepOf(draft.state, teacher, 0) - Math.floor(way.ageStepsMax / 2);
    return (id) => (store.madeAtStep(id) ?? Number.NEGATIVE_INFINITY) >= oldest;
  }
  let plan = draft.state.refreshPlans.get(teacher);
  if (plan === undefined || plan.epoch < epoch) {
    plan = planRefresh(store, epoch, way.cache.refreshFraction);
    patch(draft, { refreshPlans: withEntry(draft.state.refreshPlans, teacher, plan) });
  }
  const { due } = plan;
  return (id) => store.has(id) && !due.has(id);
}
