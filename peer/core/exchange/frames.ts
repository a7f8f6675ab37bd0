import { payloadChecksum } from '../../../proto/checksum.js';
import {
  type Busy,
  type Credit,
  type DataHeader,
  dataHeaderCodec,
  type Hello,
  type Member,
  PHASE,
  type Phase,
  type Prediction,
} from '../../../proto/codec.js';
import { assertNever } from '../../../proto/errors.js';
import { featureSize } from '../../../proto/feature-shape.js';
import { allFinite, wordsOf } from '../../../proto/float-bytes.js';
import { mayBeRoutingIdOf, type PeerId, routingId } from '../../../proto/identity.js';
import { LIMITS, PROTOCOL_VERSION } from '../../../proto/limits.js';
import { decodePayload, dtypeOf, payloadBytes } from '../../../proto/payload.js';
import type { PayloadFormat } from '../../../proto/payload-format.js';
import type { RejectionReason } from './rejection.js';

/** The facts that a message is checked against. */
export interface FrameContext {
  readonly runId: string;
  /** Routing id of the link that the message came in on. */
  readonly from: string;
  /** A member of the view, otherwise `undefined`. */
  memberOf(peerId: PeerId): Pick<Member, 'incarnation' | 'linkToken'> | undefined;
  isTeacher(peerId: PeerId, step: number): boolean;
  /** The phase that a teacher owes this peer. */
  phaseOf(teacher: PeerId): Phase;
  readonly classes: number;
  /** Steps whose predictions are kept, both included. */
  readonly stepMin: number;
  readonly stepMax: number;
  readonly payload: PayloadFormat;
  readonly positions: number;
  /** The samples that a teacher was asked about, or `undefined`. */
  idsAsked(prediction: Prediction): Uint32Array | undefined;
  /** Whether predictions of an epoch are kept by sample id. */
  keepsBySample(epoch: number): boolean;
  /** Shape of the features that a peer sends of each sample, or `undefined`. */
  featureShapeOf(sender: PeerId): readonly number[] | undefined;
}

export interface Rejected {
  readonly verdict: 'rejected';
  readonly reason: RejectionReason;
  readonly detail: string;
  /** Sender and step, where the link vouches for the sender. */
  readonly claim?: { readonly sender: PeerId; readonly step: number };
}

export type Verdict =
  | {
      readonly verdict: 'prediction';
      readonly prediction: Prediction;
      /** Little-endian float32 logits, in whichever format they travelled. */
      readonly payload: Uint8Array;
      /** The samples, where it is kept by sample id. */
      readonly ids: Uint32Array | null;
      /** Little-endian float32 features, of the shape that was agreed; `null`: it came without. */
      readonly features: Uint8Array | null;
    }
  | { readonly verdict: 'hello'; readonly hello: Hello }
  | { readonly verdict: 'busy'; readonly busy: Busy }
  | { readonly verdict: 'credit'; readonly credit: Credit }
  | Rejected;

/**
 * Checks a message of a teacher, cheapest checks first, before any use of it. Never throws.
 *
 * @param parts - Frames of one message, as they came.
 */
export function checkFrames(parts: readonly Uint8Array[], context: FrameContext): Verdict {
  const header = parseHeader(parts);
  if ('verdict' in header) return header;
  switch (header.body) {
    case 'prediction':
      return checkPrediction(header.prediction, parts, context);
    case 'hello':
      return checkHello(header.hello, parts, context);
    case 'busy':
      return checkBusy(header.busy, parts, context);
    case 'credit':
    case 'request':
      return rejected('MALFORMED', `${header.body} from a teacher`);
    default:
      return assertNever(header);
  }
}

/** Checks a message on the link to a student that is no request: only credit comes that way. */
export function checkCredit(
  parts: readonly Uint8Array[],
  runId: string,
): Extract<Verdict, { verdict: 'credit' }> | Rejected {
  const header = parseHeader(parts);
  if ('verdict' in header) return header;
  if (header.body !== 'credit') return rejected('MALFORMED', `${header.body} from a student`);
  if (parts.length !== 1) return rejected('MALFORMED', 'credit with a payload');
  if (header.credit.runId !== runId) return wrongRun(header.credit.runId);
  return { verdict: 'credit', credit: header.credit };
}

export function rejected(
  reason: RejectionReason,
  detail: string,
  claim?: { sender: PeerId; step: number },
): Rejected {
  return { verdict: 'rejected', reason, detail, ...(claim === undefined ? {} : { claim }) };
}

/** The header of a message of the right number of frames and sizes. */
export function parseHeader(parts: readonly Uint8Array[]): DataHeader | Rejected {
  if (parts.length > LIMITS.partsMax) return rejected('TOO_MANY_PARTS', `${parts.length} parts`);
  const [header, payload] = parts;
  if (header === undefined) return rejected('MALFORMED', 'no frame');
  if (header.length > LIMITS.headerBytesMax) return rejected('TOO_LARGE', `header of ${header.length} bytes`);
  if (payload !== undefined && payload.length > LIMITS.payloadBytesMax) {
    return rejected('TOO_LARGE', `payload of ${payload.length} bytes`);
  }
  try {
    return dataHeaderCodec.decode(header);
  } catch (error) {
    return rejected('MALFORMED', error instanceof Error ? error.message : String(error));
  }
}

function wrongRun(runId: string): Rejected {
  return rejected('WRONG_RUN', `run "${runId.slice(0, LIMITS.idLengthMax)}"`);
}

/** The sender must be the member of the view that the link belongs to. */
function checkSender(
  message: { readonly sender: PeerId; readonly incarnation: number },
  context: FrameContext,
): Rejected | null {
  const { sender, incarnation } = message;
  const member = sender.length <= LIMITS.idLengthMax ? context.memberOf(sender) : undefined;
  if (member?.incarnation !== incarnation) return stranger(message);
  return context.from === routingId(sender, incarnation, member.linkToken) ? null : stranger(message);
}

function stranger(message: { readonly sender: PeerId; readonly incarnation: number }): Rejected {
  const sender = message.sender.slice(0, LIMITS.idLengthMax);
  return rejected('UNKNOWN_SENDER', `"${sender}" incarnation ${message.incarnation}`);
}

function checkHello(hello: Hello, parts: readonly Uint8Array[], context: FrameContext): Verdict {
  if (parts.length !== 1) return rejected('MALFORMED', 'hello with a payload');
  if (hello.protocolVersion !== PROTOCOL_VERSION) {
    return rejected('WRONG_VERSION', `protocol ${hello.protocolVersion}`);
  }
  if (hello.runId !== context.runId) return wrongRun(hello.runId);
  // Whether a view lists it is not asked here: the caller's view may be ahead of ours.
  if (mayBeRoutingIdOf(context.from, hello.sender, hello.incarnation)) return { verdict: 'hello', hello };
  return stranger(hello);
}

function checkBusy(busy: Busy, parts: readonly Uint8Array[], context: FrameContext): Verdict {
  if (parts.length !== 1) return rejected('MALFORMED', 'busy with a payload');
  if (busy.runId !== context.runId) return wrongRun(busy.runId);
  if (!(busy.forMs >= 0 && busy.forMs < Number.POSITIVE_INFINITY)) {
    return rejected('MALFORMED', `busy for ${busy.forMs} ms`);
  }
  const unknown = checkSender(busy, context);
  if (unknown !== null) return unknown;
  if (!context.isTeacher(busy.sender, busy.step)) return rejected('NOT_A_TEACHER', busy.sender);
  return { verdict: 'busy', busy };
}

function checkPrediction(
  prediction: Prediction,
  parts: readonly Uint8Array[],
  context: FrameContext,
): Verdict {
  const payload = parts[1];
  if (payload === undefined) return rejected('MALFORMED', 'prediction without a payload');
  if (prediction.runId !== context.runId) return wrongRun(prediction.runId);
  const unknown = checkSender(prediction, context);
  if (unknown !== null) return unknown;
  const { sender, step } = prediction;
  const no = (reason: RejectionReason, detail: string): Rejected =>
    rejected(reason, `${detail}, step ${step} of ${sender}`, { sender, step });
  const asked = prediction.phase === PHASE.answer ? context.idsAsked(prediction) : undefined;
  if (prediction.phase === PHASE.answer) {
    if (asked === undefined) return no('NOT_ASKED', 'an answer');
  } else if (prediction.withIds) {
    if (!context.keepsBySample(prediction.epoch)) return no('MALFORMED', 'samples by id');
    if (!context.isTeacher(sender, step)) return no('NOT_A_TEACHER', 'no edge');
  } else {
    if (step < context.stepMin) return no('STALE', `own step is ${context.stepMin}`);
    if (step > context.stepMax) return no('TOO_FAR_AHEAD', `kept up to step ${context.stepMax}`);
    if (!context.isTeacher(sender, step)) return no('NOT_A_TEACHER', 'no edge');
    if (prediction.phase !== context.phaseOf(sender)) return no('WRONG_PHASE', `phase ${prediction.phase}`);
  }
  return checkPayload(prediction, payload, asked, context, no);
}

function checkPayload(
  prediction: Prediction,
  payload: Uint8Array,
  asked: Uint32Array | undefined,
  context: FrameContext,
  no: (reason: RejectionReason, detail: string) => Rejected,
): Verdict {
  const { payload: format, positions } = context;
  if (prediction.dtype !== dtypeOf(format)) return no('WRONG_DTYPE', `dtype ${prediction.dtype}`);
  if (prediction.batchDigest.length !== LIMITS.batchDigestBytes) {
    return no('MALFORMED', `batch digest of ${prediction.batchDigest.length} bytes`);
  }
  const { rows, classes, featureShape, validationAccuracy } = prediction;
  if (!(validationAccuracy >= 0 && validationAccuracy <= 1)) {
    return no('MALFORMED', `validation accuracy ${validationAccuracy}`);
  }
  const agreedShape = context.featureShapeOf(prediction.sender);
  if (featureShape.length > 0 && !sameNumbers(featureShape, agreedShape ?? [])) {
    return no('WRONG_SHAPE', `features [${featureShape.slice(0, 4)}], not [${agreedShape ?? 'none'}]`);
  }
  const samples = rows / positions;
  const idBytes = prediction.withIds ? samples * 4 : 0;
  const logitBytes = payloadBytes(format, rows, classes);
  const featureBytes = samples * featureSize(featureShape) * 4;
  const fits =
    rows >= 1 &&
    Number.isInteger(samples) &&
    classes === context.classes &&
    (asked === undefined || asked.length === samples) &&
    payload.length === idBytes + logitBytes + featureBytes;
  if (!fits) {
    return no(
      'WRONG_SHAPE',
      `${rows} × ${classes} in ${payload.length} bytes, ${context.classes} classes here`,
    );
  }
  if (payloadChecksum(payload) !== prediction.checksum) return no('BAD_CHECKSUM', 'CRC-32 differs');
  const ids = prediction.withIds ? wordsOf(payload.subarray(0, idBytes)) : (asked ?? null);
  if (ids?.some((id) => id >= LIMITS.samplesMax)) return no('WRONG_SHAPE', 'a sample beyond all');
  const logitsEnd = idBytes + logitBytes;
  const travelled = payload.subarray(idBytes, logitsEnd);
  // Logits that travelled as they are need no copy.
  const logits = format.kind === 'float32' ? travelled : decodedLogits(format, travelled, rows, classes);
  if (logits === undefined) return no('WRONG_SHAPE', 'a class number beyond the classes');
  const features = featureShape.length === 0 ? null : payload.subarray(logitsEnd);
  if (!allFinite(logits) || (features !== null && !allFinite(features))) {
    return no('NON_FINITE', 'NaN or infinity');
  }
  return { verdict: 'prediction', prediction, payload: logits, ids, features };
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((number, i) => number === b[i]);
}

function decodedLogits(
  format: PayloadFormat,
  payload: Uint8Array,
  rows: number,
  classes: number,
): Uint8Array | undefined {
  const logits = decodePayload(format, payload, rows, classes);
  return logits === undefined ? undefined : new Uint8Array(logits.buffer);
}
