import { payloadChecksum } from '../../../proto/checksum.js';
import { dataHeaderCodec, PHASE, type Phase, type Prediction } from '../../../proto/codec.js';
import { featureSize } from '../../../proto/feature-shape.js';
import { allFinite, bytesOf, floatsOf } from '../../../proto/float-bytes.js';
import { dtypeOf, encodePayload, joined } from '../../../proto/payload.js';
import { count, type Draft, patch, withEntry } from './draft.js';
import { studentsAt } from './edges.js';
import { sendPrediction } from './linking.js';
import type { ExchangeOffer, Served } from './offer.js';
import type { ExchangeState } from './state.js';
import { phaseGoesTo } from './update-order.js';

/**
 * Sends the trainer's own predictions to this step's students.
 *
 * @param withIds - Whether they are kept by sample id, and so name their samples.
 */
export function sendOffer(draft: Draft, offer: ExchangeOffer, withIds: boolean): void {
  const { state } = draft;
  const students = studentsAt(state, offer.step).filter((id) => phaseGoesTo(state.options, id, offer.phase));
  // A diverged peer must not take its cohort along.
  if (students.length === 0 || !allFinite(offer.payload)) return;
  const parts = predictionParts(draft, {
    ...offer,
    logits: offer.payload,
    features: offer.features,
    madeAtStep: offer.madeAtStep ?? offer.step,
    ids: withIds ? offer.ids : null,
  });
  for (const student of students) sendPrediction(draft, student, parts);
}

/** Sends the answer to a request, if its student is still there. */
export function sendServed(draft: Draft, served: Served): void {
  const { request, madeAtStep, logits, features, validationAccuracy } = served;
  const { student, step, digest, ids } = request;
  const { state } = draft;
  const waiting = (state.serving.get(student) ?? 1) - 1;
  patch(draft, { serving: withEntry(state.serving, student, waiting) });
  count(draft, { requestsServed: 1 });
  const payload = bytesOf(logits);
  const rows = ids.length * state.options.positions;
  if (logits.length !== rows * state.options.classes || !allFinite(payload)) return;
  const parts = predictionParts(draft, {
    step,
    epoch: 0,
    phase: PHASE.answer,
    rows,
    digest,
    logits: payload,
    features: features === undefined ? undefined : bytesOf(features),
    validationAccuracy,
    madeAtStep,
    ids: null,
  });
  sendPrediction(draft, student, parts);
}

interface Outgoing extends Pick<ExchangeOffer, 'step' | 'epoch' | 'rows' | 'digest'> {
  readonly phase: Phase;
  readonly logits: Uint8Array;
  readonly features: Uint8Array | undefined;
  readonly validationAccuracy?: number | undefined;
  readonly madeAtStep: number;
  readonly ids: Uint32Array | null;
}

function predictionParts(draft: Draft, outgoing: Outgoing): readonly Uint8Array[] {
  const { state } = draft;
  const { options } = state;
  const { logits, ids, features = NOTHING, validationAccuracy } = outgoing;
  // Without features a prediction still teaches by its logits.
  const featureShape = isSendable(draft.state, features, outgoing.rows)
    ? options.featureShapes.get(options.peerId)!
    : [];
  const format = options.payload;
  // Logits that travel as they are, and alone, need no copy.
  const encoded =
    format.kind === 'float32' ? logits : encodePayload(format, floatsOf(logits), options.classes);
  const named = ids === null ? encoded : joined(bytesOf(ids), encoded);
  const payload = featureShape.length === 0 ? named : joined(named, features);
  const prediction: Prediction = {
    runId: options.runId,
    viewVersion: state.viewVersion,
    epoch: outgoing.epoch,
    step: outgoing.step,
    phase: outgoing.phase,
    batchDigest: outgoing.digest,
    sender: options.peerId,
    incarnation: state.incarnation,
    rows: outgoing.rows,
    classes: options.classes,
    dtype: dtypeOf(format),
    checksum: payloadChecksum(payload),
    madeAtStep: outgoing.madeAtStep,
    withIds: ids !== null,
    topK: format.kind === 'top-k' ? format.k : 0,
    featureShape,
    validated: validationAccuracy !== undefined,
    validationAccuracy: validationAccuracy ?? 0,
  };
  return [dataHeaderCodec.encode({ body: 'prediction', prediction }), payload];
}

const NOTHING = new Uint8Array(0);

/** Whether features are there, finite, and of the size that the students were told. */
function isSendable({ options }: ExchangeState, features: Uint8Array, rows: number): boolean {
  const size = featureSize(options.featureShapes.get(options.peerId) ?? []);
  const bytes = (rows / options.positions) * size * 4;
  return bytes > 0 && features.length === bytes && allFinite(features);
}
