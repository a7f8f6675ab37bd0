import type { ExchangeOffer, ServeRequest } from '../../peer/core/exchange/offer.js';
import type { ExchangeOptions } from '../../peer/core/exchange/options.js';
import type { Teaching } from '../../peer/core/teaching/teaching.js';
import { payloadChecksum } from '../../proto/checksum.js';
import { dataHeaderCodec, PHASE, type PredictionRequest } from '../../proto/codec.js';
import { batchDigest } from '../../proto/identity.js';
import { CLASSES, ExchangeKit, predictionParts, RUN, waysOf } from './exchange-kit.js';

/** A logit that tells which sample it is of and when it was made. */
export function stamp(id: number, madeAtStep: number): number {
  return id * 1_000 + madeAtStep;
}

export function readStamp(logit: number): { readonly id: number; readonly madeAtStep: number } {
  return { id: Math.floor(logit / 1_000), madeAtStep: logit % 1_000 };
}

/** Logits `[ids, CLASSES]` that carry their stamps. */
export function stamped(ids: readonly number[], madeAtStep: number): Uint8Array {
  const logits = Float32Array.from({ length: ids.length * CLASSES }, (_, i) =>
    stamp(ids[Math.floor(i / CLASSES)]!, madeAtStep),
  );
  return new Uint8Array(logits.buffer);
}

/** An exchange among others in a mode that keeps predictions by sample. */
export function bySampleKit(
  mode: string,
  others: readonly string[],
  wishes: Partial<ExchangeOptions> = {},
): ExchangeKit {
  return ExchangeKit.among(others, { ...waysOf(mode), ...wishes });
}

/** This peer's own step on these samples. */
export function offerSamples(
  kit: ExchangeKit,
  step: number,
  ids: readonly number[],
  wishes: Partial<ExchangeOffer> = {},
): readonly Teaching[] {
  const samples = Uint32Array.from(ids);
  kit.offer(step, 0, {
    rows: ids.length,
    ids: samples,
    digest: batchDigest(samples, 0),
    payload: stamped(ids, step),
    ...wishes,
  });
  return kit.answers.at(-1)!.teachers;
}

/** What a training teacher sends in `stale` mode. */
export function publishedParts(sender: string, step: number, ids: readonly number[]): Uint8Array[] {
  const samples = Uint32Array.from(ids);
  const payload = new Uint8Array([...new Uint8Array(samples.buffer), ...stamped(ids, step)]);
  const wishes = { rows: ids.length, withIds: true, batchDigest: batchDigest(samples, 0) };
  return predictionParts(sender, step, 0, wishes, payload);
}

export interface SentRequest {
  readonly teacher: string;
  readonly request: PredictionRequest;
  readonly ids: readonly number[];
}

/** The requests that this peer has sent, oldest first. */
export function requestsOf(kit: ExchangeKit): readonly SentRequest[] {
  return kit.effects.flatMap((effect) => {
    if (effect.kind !== 'reply') return [];
    const header = dataHeaderCodec.decode(effect.parts[0]!);
    if (header.body !== 'request') return [];
    const ids = [...new Uint32Array(new Uint8Array(effect.parts[1]!).buffer)];
    return [{ teacher: effect.to.split('#')[0]!, request: header.request, ids }];
  });
}

/** A teacher's answer to a request. */
export function answerParts({ teacher, request, ids }: SentRequest, madeAtStep: number): Uint8Array[] {
  const payload = stamped(ids, madeAtStep);
  const { step, batchDigest: digest } = request;
  const wishes = { phase: PHASE.answer, rows: ids.length, batchDigest: digest, madeAtStep };
  return predictionParts(teacher, step, 0, wishes, payload);
}

/** What a student's request looks like. */
export function requestParts(
  student: string,
  step: number,
  ids: readonly number[],
  wishes: Partial<PredictionRequest> = {},
): Uint8Array[] {
  const samples = Uint32Array.from(ids);
  const payload = new Uint8Array(samples.buffer);
  const request: PredictionRequest = {
    runId: RUN,
    sender: student,
    incarnation: 1,
    step,
    rows: ids.length,
    augmentationSeed: 0,
    batchDigest: batchDigest(samples, 0),
    checksum: payloadChecksum(payload),
    ...wishes,
  };
  return [dataHeaderCodec.encode({ body: 'request', request }), payload];
}

/** What the trainer was asked to serve. */
export function servedBy(kit: ExchangeKit): readonly ServeRequest[] {
  return kit.effects.flatMap((effect) => (effect.kind === 'serve' ? [effect.request] : []));
}

/** The first logit of each row of an answer: 0 where nothing is known. */
export function rowsOf(teacher: Teaching | undefined): readonly number[] {
  if (teacher === undefined) return [];
  const { logits } = teacher;
  return Array.from({ length: logits.length / CLASSES }, (_, row) => logits[row * CLASSES]!);
}
