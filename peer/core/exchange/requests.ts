import { payloadChecksum } from '../../../proto/checksum.js';
import { dataHeaderCodec, type PredictionRequest } from '../../../proto/codec.js';
import { featureSize } from '../../../proto/feature-shape.js';
import { wordsOf } from '../../../proto/float-bytes.js';
import { batchDigest, type PeerId } from '../../../proto/identity.js';
import { LIMITS } from '../../../proto/limits.js';
import { count, type Draft, patch, replyTo, withEntry } from './draft.js';
import { teachersAt } from './edges.js';
import { parseHeader, type Rejected, rejected } from './frames.js';
import { linkOf } from './granting.js';
import { receiveCredit } from './linking.js';
import type { BatchAhead, ExchangeOffer } from './offer.js';
import { type Asked, type ExchangeState, heldKey } from './state.js';

/**
 * Asking teachers for predictions of samples by id, and being asked. A request goes back over the link that its
 * teacher opened; the answer comes over that link as any other prediction does, on credit.
 */

/**
 * Asks one teacher about samples of a batch.
 *
 * @returns False when it was not asked: there is no sample, it was asked before, or it has enough to do for us already.
 */
export function ask(draft: Draft, teacher: PeerId, batch: BatchAhead, ids: Uint32Array): boolean {
  if (ids.length === 0) return false;
  const { state } = draft;
  const open = state.asked.filter((one) => one.teacher === teacher && one.step > state.stepMin - 1);
  if (open.some((one) => one.step === batch.step) || open.length >= LIMITS.requestsMax) return false;
  const { augmentationSeed, step, epoch } = batch;
  const digest = batchDigest(ids, augmentationSeed);
  const asked: Asked = { teacher, step, epoch, digest, ids, augmentationSeed, askedAtMs: draft.nowMs };
  patch(draft, { asked: [...state.asked, asked] });
  send(draft, asked);
  return true;
}

function send(draft: Draft, { teacher, step, digest, ids, augmentationSeed }: Asked): void {
  const { state } = draft;
  const member = state.members.get(teacher);
  if (member === undefined) return;
  const payload = new Uint8Array(ids.slice().buffer);
  const request: PredictionRequest = {
    runId: state.options.runId,
    sender: state.options.peerId,
    incarnation: state.incarnation,
    step,
    rows: ids.length,
    augmentationSeed,
    batchDigest: digest,
    checksum: payloadChecksum(payload),
  };
  count(draft, { requestsSent: 1 });
  replyTo(draft, linkOf(member), [dataHeaderCodec.encode({ body: 'request', request }), payload]);
}

/** In lockstep frozen teachers are asked for this batch, unless its predictions are there, and for the next. */
export function askFrozenTeachers(draft: Draft, offer: ExchangeOffer): void {
  const { options } = draft.state;
  if (options.frozen.size === 0) return;
  for (const teacher of teachersAt(draft.state, offer.step)) {
    if (!options.frozen.has(teacher)) continue;
    const known = draft.state.held.has(heldKey(teacher, offer.step));
    if (!known) ask(draft, teacher, offer, offer.ids);
    if (offer.ahead !== null) ask(draft, teacher, offer.ahead, offer.ahead.ids);
  }
}

/** When the request for the batch that the trainer sleeps on is to be repeated, or infinity. */
export function askDueMs(state: ExchangeState): number {
  return sleptOn(state).reduce(
    (dueMs, { askedAtMs }) => Math.min(dueMs, askedAtMs + LIMITS.requestMs),
    Number.POSITIVE_INFINITY,
  );
}

function sleptOn({ asked, open }: ExchangeState): readonly Asked[] {
  return asked.filter(({ step }) => step === open?.offer.step);
}

/** A request may have come before its teacher's link was up, or been lost with it. */
export function repeatAsking(draft: Draft): void {
  const { state, nowMs } = draft;
  if (askDueMs(state) > nowMs) return;
  const due = sleptOn(state).filter(({ askedAtMs }) => askedAtMs + LIMITS.requestMs <= nowMs);
  const asked = state.asked.map((one) => (due.includes(one) ? { ...one, askedAtMs: nowMs } : one));
  patch(draft, { asked });
  for (const one of due) send(draft, one);
}

/** Forgets requests for steps that are over. */
export function dropAsked(draft: Draft, beforeStep: number): void {
  const { asked, answered } = draft.state;
  const open = asked.filter((one) => one.step >= beforeStep);
  if (open.length !== asked.length) patch(draft, { asked: open });
  const kept = [...answered].filter(([key]) => Number.parseInt(key, 10) >= beforeStep);
  if (kept.length !== answered.size) patch(draft, { answered: new Map(kept) });
}

/** A message on our link to a student: credit, or a request. Returns the fault of the message, or `null`. */
export function receiveFromStudent(
  draft: Draft,
  student: PeerId,
  parts: readonly Uint8Array[],
): Rejected | null {
  const header = parseHeader(parts);
  if ('verdict' in header) return header;
  if (header.body !== 'request') return receiveCredit(draft, student, parts);
  const refused = refusalOf(draft.state, student, header.request, parts);
  if (refused !== null) return refused;
  const { step, batchDigest: digest, augmentationSeed } = header.request;
  const waiting = draft.state.serving.get(student) ?? 0;
  if (waiting >= LIMITS.requestsMax) {
    count(draft, { requestsDropped: 1 });
    return null;
  }
  patch(draft, { serving: withEntry(draft.state.serving, student, waiting + 1) });
  const ids = wordsOf(parts[1]!);
  draft.effects.push({ kind: 'serve', request: { student, step, digest, ids, augmentationSeed } });
  return null;
}

function refusalOf(
  state: ExchangeState,
  student: PeerId,
  request: PredictionRequest,
  parts: readonly Uint8Array[],
): Rejected | null {
  const no = (detail: string): Rejected => rejected('BAD_REQUEST', `${student}: ${detail}`);
  const payload = parts[1];
  const { sender, incarnation, rows, runId } = request;
  if (runId !== state.options.runId)
    return rejected('WRONG_RUN', `run "${runId.slice(0, LIMITS.idLengthMax)}"`);
  if (sender !== student || state.links.get(student)?.member.incarnation !== incarnation) {
    return rejected('UNKNOWN_SENDER', `"${sender.slice(0, LIMITS.idLengthMax)}" incarnation ${incarnation}`);
  }
  if (payload === undefined || rows < 1 || payload.length !== rows * 4) return no(`${rows} samples`);
  const { positions, classes, featureShapes, peerId } = state.options;
  const numbers = positions * classes + featureSize(featureShapes.get(peerId) ?? []);
  if (rows * numbers * 4 > LIMITS.payloadBytesMax) return no(`${rows} samples are too many`);
  if (request.batchDigest.length !== LIMITS.batchDigestBytes) return no('no batch digest');
  if (payloadChecksum(payload) !== request.checksum) return rejected('BAD_CHECKSUM', `request of ${student}`);
  return null;
}
