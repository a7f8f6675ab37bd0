import { PHASE } from '../../../proto/codec.js';
import { batchDigest } from '../../../proto/identity.js';
import { type BySample, bySampleAt } from '../../../proto/scheme.js';
import { answerKept, askAhead, countTaught, keptOf } from './by-sample.js';
import { type Draft, patch } from './draft.js';
import { teachersAt } from './edges.js';
import type { BatchAhead, DoneBatch, ExchangeOffer, LookupRequest } from './offer.js';
import { isHeardAt } from './options.js';
import { rememberOwn } from './sample-stores.js';
import { sendOffer } from './sending.js';
import type { ExchangeState } from './state.js';
import { answer } from './waiting.js';

/** The batch at hand and the next one. */
const BATCHES_MAX = 2;

/**
 * A step of the free-running modes, for a trainer that computes forward and update in one go: it asks about
 * the next batch before it computes the one at hand, so that the answer lies ready, and hands in with it its
 * predictions for the one before.
 *
 * An answer is for a step that comes later, when its teachers are a step further: their ages are reckoned for then. How
 * far they have really come the trainer looks up at that time; it leaves out who is too old. A step is counted when it
 * is over.
 */
export function answerAhead(draft: Draft, { batch, ahead, done, ...own }: LookupRequest): void {
  if (done !== null) conclude(draft, done, own);
  const way = batch === null ? undefined : wayOf(draft.state, batch);
  if (batch === null || way === undefined) {
    answer(draft, batch?.step ?? draft.state.stepMin);
    return;
  }
  const { batchesAhead } = draft.state;
  const leadSteps = batchesAhead.some((before) => before.batch.step === batch.step - 1) ? 1 : 0;
  const kept = keptOf(draft.state, batch, way, leadSteps);
  patch(draft, { batchesAhead: [...batchesAhead, { batch, kept }].slice(-BATCHES_MAX) });
  askAhead(draft, ahead, teachersAt(draft.state, batch.step), way);
  answerKept(draft, batch.step, kept);
}

function wayOf({ options }: ExchangeState, { step, epoch }: BatchAhead): BySample | undefined {
  return isHeardAt(options, step) ? bySampleAt(options, epoch) : undefined;
}

/** A batch is over: the step is counted, and its predictions go to the students. */
function conclude(
  draft: Draft,
  { step, payload, expired }: DoneBatch,
  own: Pick<LookupRequest, 'validationAccuracy'>,
): void {
  const { batchesAhead, options } = draft.state;
  const over = batchesAhead.find(({ batch }) => batch.step === step);
  patch(draft, { batchesAhead: batchesAhead.filter(({ batch }) => batch.step > step) });
  const way = over && wayOf(draft.state, over.batch);
  if (over === undefined || way === undefined) return;
  const { batch } = over;
  const used = over.kept.filter(({ teacher }) => !expired.includes(teacher.peerId));
  countTaught(draft, batch, used);
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
  if (way.unasked) sendOffer(draft, offer, true);
  rememberOwn(draft, offer, way);
}
