import { LIMITS } from '../../proto/limits.js';
import { createFeatureBuffers, type FeatureBuffers } from './feature-slots.js';
import { GAUGE_WORDS } from './gauges.js';
import { createRecallWords } from './recall-words.js';

/**
 * The shared memory between a peer's two threads, the only thing both touch:
 *
 *   trainer ── offer(logits) ──▶ I/O thread ── sends, collects, decides when to stop waiting ──┐
 *           ◀── answer(teachers' logits) ───────────────────────────────────────────────────────┘
 *
 * One exchange is open at a time: the trainer writes its logits, raises `offer` and sleeps on `answer`; where nobody is
 * waited for it computes a step in between.
 * Beside it lie words that either side may write at any time: orders for the trainer, progress for the I/O thread.
 */
export interface MailboxBuffers {
  readonly control: SharedArrayBuffer;
  readonly gauges: SharedArrayBuffer;
  readonly outbox: SharedArrayBuffer;
  readonly inbox: SharedArrayBuffer;
  /** Sample ids of the offered batch and of the one ahead, uint32. */
  readonly ids: SharedArrayBuffer;
  readonly features: FeatureBuffers;
  /** Of each teacher in the answer its weight, position among the run's peers and accuracy (NaN: unknown), float64. */
  readonly weights: SharedArrayBuffer;
  /** How far each sample counts, by teacher, float32. */
  readonly coverage: SharedArrayBuffer;
  readonly recall: SharedArrayBuffer;
  /** Logits of the largest batch. */
  readonly logitsMax: number;
  /** Samples of the largest batch. */
  readonly samplesMax: number;
}

/** Int32 words of `control`. */
export const WORD = {
  offer: 0,
  answer: 1,
  /** Header of the offer. */
  offerStep: 2,
  offerEpoch: 3,
  offerPhase: 4,
  offerRows: 5,
  offerRequest: 6,
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
  /** Samples in the offered batch and in the one ahead (0: none), and what else names them. */
  samples: 20,
  augmentationSeed: 21,
  aheadSamples: 22,
  aheadStep: 23,
  aheadEpoch: 24,
  aheadAugmentationSeed: 25,
  /** A bit for each teacher of the answer whose coverage is not whole. */
  covered: 26,
  size: 32,
} as const;

/**
 * @param logitsMax - Logits of the largest batch.
 * @param samplesMax - Its samples.
 * @param featuresMax - Numbers of its features, by the peer whose are largest.
 */
export function createMailbox(logitsMax: number, samplesMax: number, featuresMax = 0): MailboxBuffers {
  const mailbox = {
    control: new SharedArrayBuffer(WORD.size * 4),
    gauges: new SharedArrayBuffer(GAUGE_WORDS * 8),
    outbox: new SharedArrayBuffer(logitsMax * 4),
    inbox: new SharedArrayBuffer(logitsMax * 4 * LIMITS.peersMax),
    ids: new SharedArrayBuffer(samplesMax * 4 * 2),
    features: createFeatureBuffers(featuresMax),
    weights: new SharedArrayBuffer(LIMITS.peersMax * 8 * 3),
    coverage: new SharedArrayBuffer(samplesMax * 4 * LIMITS.peersMax),
    recall: createRecallWords(),
    logitsMax,
    samplesMax,
  };
  const control = new Int32Array(mailbox.control);
  control[WORD.stopAtStep] = -1;
  control[WORD.seekStep] = -1;
  return mailbox;
}
