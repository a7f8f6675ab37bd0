import type { PeerId } from '../../proto/identity.js';
import { LIMITS } from '../../proto/limits.js';
import { createFeatureBuffers, type FeatureBuffers, FeatureSlots } from './feature-slots.js';
import { createGauges } from './gauges.js';
import { createLookupWords, LookupWords } from './lookup-words.js';

/** The run and the largest batch that a mailbox is made for. Both ends know it, so a peer is a position in memory. */
export interface MailboxShape {
  /** The run's peers, in the run spec's order. */
  readonly peerIds: readonly PeerId[];
  readonly classes: number;
  /** Logits of the largest batch. */
  readonly logitsMax: number;
  /** Samples of the largest batch. */
  readonly samplesMax: number;
  /** Numbers of its features, by the peer whose features are largest. @default 0 */
  readonly featuresMax?: number;
}

/**
 * The shared memory between a peer's two threads, the only thing both touch:
 *
 *   trainer ── call(logits) ──▶ I/O thread ── sends, collects, decides when to stop waiting ──┐
 *           ◀── answer(teachers' logits) ──────────────────────────────────────────────────────┘
 *
 * One call is open at a time: the trainer writes it, raises `call` and sleeps on `answer`; in the free-running modes it
 * computes a step in between.
 * Beside it lie words that either side may write at any time: orders for the trainer, progress for the I/O thread.
 */
export interface MailboxBuffers {
  readonly shape: MailboxShape;
  readonly control: Int32Array;
  /** The batch digest's place in `control`. */
  readonly digest: Uint8Array;
  readonly gauges: Float64Array;
  readonly outbox: Float32Array;
  readonly inbox: Float32Array;
  /** Sample ids of the call's batch and of the one ahead. */
  readonly ids: Uint32Array;
  readonly features: FeatureBuffers;
  /** {@link TEACHER_NUMBERS} of each teacher in the answer. */
  readonly weights: Float64Array;
  /** Coverage of each sample, by teacher. */
  readonly coverage: Float32Array;
  readonly lookup: Int32Array;
}

/** Int32 words of `control`. */
export const WORD = {
  /** Sequence number of the newest call, and of the newest that is answered. */
  call: 0,
  answer: 1,
  /** Header of the call. */
  callStep: 2,
  callEpoch: 3,
  phase: 4,
  rows: 5,
  request: 6,
  /** Header of the answer. */
  teachers: 7,
  outcome: 8,
  /** Orders for the trainer; -1: none. */
  stopAtStep: 9,
  seekStep: 10,
  /** Progress, for the I/O thread. */
  state: 11,
  step: 12,
  epoch: 13,
  /** 16 bytes of batch digest start here. */
  digest: 16,
  /** Name of the batch and of the one ahead; no samples: there is none. */
  samples: 20,
  augmentationSeed: 21,
  aheadSamples: 22,
  aheadStep: 23,
  aheadEpoch: 24,
  aheadAugmentationSeed: 25,
  /** Logits of each teacher in the answer, and samples where coverage is not whole. */
  taughtLogits: 27,
  taughtSamples: 28,
  /** An order for the trainer; -1: none. */
  returnStep: 29,
  size: 32,
} as const;

/** Numbers in `weights`: weight, position among the run's peers, accuracy (NaN: unknown), and 1 where coverage is not whole. */
export const TEACHER_NUMBERS = 4;

export function createMailbox(shape: MailboxShape): MailboxBuffers {
  const { peerIds, logitsMax, samplesMax, featuresMax = 0 } = shape;
  const teachersMax = Math.min(peerIds.length, LIMITS.teachersMax);
  const control = new Int32Array(new SharedArrayBuffer(WORD.size * 4));
  control[WORD.stopAtStep] = -1;
  control[WORD.seekStep] = -1;
  control[WORD.returnStep] = -1;
  return {
    shape,
    control,
    digest: new Uint8Array(control.buffer, WORD.digest * 4, LIMITS.batchDigestBytes),
    gauges: createGauges(),
    outbox: new Float32Array(new SharedArrayBuffer(logitsMax * 4)),
    inbox: new Float32Array(new SharedArrayBuffer(logitsMax * 4 * teachersMax)),
    ids: new Uint32Array(new SharedArrayBuffer(samplesMax * 4 * 2)),
    features: createFeatureBuffers(featuresMax, teachersMax),
    weights: new Float64Array(new SharedArrayBuffer(teachersMax * 8 * TEACHER_NUMBERS)),
    coverage: new Float32Array(new SharedArrayBuffer(samplesMax * 4 * teachersMax)),
    lookup: createLookupWords(peerIds.length),
  };
}

/** Either end's access to the shared memory. */
export interface MailboxViews extends Omit<MailboxBuffers, 'features' | 'lookup'> {
  readonly features: FeatureSlots;
  readonly lookup: LookupWords;
}

export function viewsOf(buffers: MailboxBuffers): MailboxViews {
  const { features, lookup, shape } = buffers;
  return { ...buffers, features: new FeatureSlots(features), lookup: new LookupWords(lookup, shape.peerIds) };
}
