import { PHASE } from '../../../proto/codec.js';
import { modeAt } from '../../../proto/exchange-mode.js';
import { batchDigest } from '../../../proto/identity.js';
import { answer, askAhead, count, type RecallMode, recollect, rememberOwn } from './by-sample.js';
import { teachersAt } from './edges.js';
import type { BatchAhead, DoneBatch, ExchangeOffer, RecallRequest } from './offer.js';
import { sendOffer } from './sending.js';
import { type Draft, type ExchangeState, patch, type Recalled } from './state.js';

/** The batch at hand and the next one. */
const RECALLED_MAX = 2;

/**
 * A step of the modes in which nobody waits, for a trainer that computes forward and update in one go: it asks about
 * the next batch before it computes the one at hand, so that the answer lies ready, and hands in with it what it
 * predicted for the one before.
 *
 * An answer is for a step that comes later, when its teachers are a step further: their ages are reckoned for then. How
 * far they have really come the trainer looks up at that time; it leaves out who is too old. What a step was taught is
 * counted when it is over.
 */
export function recallAhead(draft: Draft, { batch, ahead, done, ...own }: RecallRequest): void {
  if (done !== null) conclude(draft, done, own);
  const mode = batch === null ? undefined : recallModeAt(draft.state, batch);
  if (batch === null || mode === undefined) {
    const step = batch?.step ?? draft.state.stepMin;
    const nothing = { step, outcome: 'closed', teachers: [], missing: [], waitedMs: 0 } as const;
    draft.effects.push({ kind: 'answer', answer: nothing });
    return;
  }
  const isBeforeIt = ({ batch: { step } }: Recalled): boolean => step === batch.step - 1;
  const recollections = recollect(draft, batch, mode, draft.state.recalled.some(isBeforeIt) ? 1 : 0);
  patch(draft, { recalled: [...draft.state.recalled, { batch, recollections }].slice(-RECALLED_MAX) });
  askAhead(draft, ahead, teachersAt(draft.state, batch.step), mode);
  answer(draft, batch.step, recollections);
}

function recallModeAt({ options }: ExchangeState, { step, epoch }: BatchAhead): RecallMode | undefined {
  if (!options.enabled || step < options.firstStep) return undefined;
  const mode = modeAt(options.mode, epoch);
  return mode.kind === 'stale' || mode.kind === 'cached' ? mode : undefined;
}

/** A batch is over: what it was taught is counted, and what was predicted of it goes to the students. */
function conclude(
  draft: Draft,
  { step, payload, expired }: DoneBatch,
  own: Pick<RecallRequest, 'validationAccuracy'>,
): void {
  const { recalled, options } = draft.state;
  const over = recalled.find(({ batch }) => batch.step === step);
  patch(draft, { recalled: recalled.filter(({ batch }) => batch.step > step) });
  const mode = over && recallModeAt(draft.state, over.batch);
  if (over === undefined || mode === undefined) return;
  const { batch, recollections } = over;
  count(
    draft,
    batch,
    recollections.filter(({ teacher }) => !expired.includes(teacher.peerId)),
  );
  if (payload.length === 0) return;
  const offer: ExchangeOffer = {
    ...batch,
    ...own,
    phase: PHASE.beforeUpdate,
    rows: batch.ids.length * options.positions,
    request: 'sendOnly',
    digest: batchDigest(batch.ids, batch.augmentationSeed),
    payload,
    ahead: null,
  };
  if (mode.kind === 'stale') sendOffer(draft, offer, true);
  rememberOwn(draft, offer, mode);
}
