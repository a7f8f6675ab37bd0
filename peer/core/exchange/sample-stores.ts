import { type ExchangeMode, modesOf } from '../../../proto/exchange-mode.js';
import { floatsOf } from '../../../proto/float-bytes.js';
import type { PeerId } from '../../../proto/identity.js';
import { count, type Draft, patch, withEntry } from './draft.js';
import { taughtBySelf } from './edges.js';
import type { AnsweredTeacher, ExchangeOffer } from './offer.js';
import { PredictionStore, planRefresh } from './prediction-store.js';
import type { Answered, ExchangeState } from './state.js';

/** The modes that keep predictions by sample: nobody waits for anybody. */
export type BySampleMode = Extract<ExchangeMode, { kind: 'stale' | 'cached' }>;

/** Steps of a teacher between two sweeps of its store. */
const SWEEP_STEPS = 16;

/** The store of one teacher, made when it is first needed. */
export function storeOf(state: ExchangeState, teacher: PeerId, mode: BySampleMode): PredictionStore {
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
export function newestStepOf(state: ExchangeState, teacher: PeerId, ownStep: number): number {
  return teacher === state.options.peerId ? ownStep : (state.teachers.get(teacher)?.newestStep ?? 0);
}

/** Keeps predictions by sample; in `stale` mode those that are too old to be used are deleted now and then. */
export function remember(
  draft: Draft,
  teacher: PeerId,
  { ids, logits, madeAtStep }: Answered,
  mode: BySampleMode,
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
  if (refreshed > 0) count(draft, { refreshed });
}

/** A peer that is taught by its own past: cached predictions are replaced only when it is their turn. */
export function rememberOwn(
  draft: Draft,
  { step, epoch, ids, payload }: Pick<ExchangeOffer, 'step' | 'epoch' | 'ids' | 'payload'>,
  mode: BySampleMode,
): void {
  if (!taughtBySelf(draft.state, step)) return;
  const { peerId, positions, classes } = draft.state.options;
  const logits = floatsOf(payload);
  if (mode.kind === 'stale') {
    remember(draft, peerId, { ids, logits, madeAtStep: step }, mode);
    return;
  }
  const usable = usableOf(draft, peerId, epoch, mode);
  const size = positions * classes;
  ids.forEach((id, row) => {
    if (usable(id)) return;
    const values = logits.subarray(row * size, (row + 1) * size);
    remember(draft, peerId, { ids: Uint32Array.of(id), logits: values, madeAtStep: step }, mode);
  });
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
    remember(draft, peerId, { ids: offer.ids, logits: floatsOf(payload), madeAtStep }, cached);
  }
}

/** Which samples need not be asked of a teacher, as its prediction of them will still be usable. */
export function usableOf(
  draft: Draft,
  teacher: PeerId,
  epoch: number,
  mode: BySampleMode,
): (id: number) => boolean {
  const store = storeOf(draft.state, teacher, mode);
  if (mode.kind === 'stale') {
    // Some of the age that is allowed passes until the batch comes up.
    const oldest = newestStepOf(draft.state, teacher, 0) - Math.floor(mode.stepsMax / 2);
    return (id) => (store.madeAtStep(id) ?? Number.NEGATIVE_INFINITY) >= oldest;
  }
  let plan = draft.state.refreshPlans.get(teacher);
  if (plan === undefined || plan.epoch < epoch) {
    plan = planRefresh(store, epoch, mode.refreshFraction);
    patch(draft, { refreshPlans: withEntry(draft.state.refreshPlans, teacher, plan) });
  }
  const { due } = plan;
  return (id) => store.has(id) && !due.has(id);
}
