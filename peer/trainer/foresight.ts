import { finiteLogits } from '../../proto/float-bytes.js';
import type { PeerId } from '../../proto/identity.js';
import type { Teaching } from '../core/teaching/teaching.js';
import type { PlannedBatch } from '../data/batches.js';
import type { PredictedStep } from '../mailbox/call.js';
import type { TrainerMailbox } from '../mailbox/trainer-mailbox.js';
import type { TrainingBatch } from '../model/step-context.js';
import type { Foresight } from './ports.js';

/** The world of the trainer's end of a `lookup`. */
export interface ForesightOptions {
  readonly mailbox: TrainerMailbox;
  readonly stepsTotal: number;
  readonly planned: (step: number) => PlannedBatch;
  /** The batch to ask teachers about when a step is; `null`: none. */
  readonly aheadOf: (step: number, epoch: number) => PlannedBatch | null;
  /** Whether an answer is worth having a step before it is used. */
  readonly isWorthHaving: (epoch: number) => boolean;
  /** Waits for the answer within bounds, and fails when none comes. */
  readonly takeAnswer: (step: number) => readonly Teaching[];
}

const NO_LOGITS = new Float32Array(0);

/**
 * Teachings for free-running steps. The I/O thread is asked for them one step ahead, so that it looks them up and sends
 * its frames while this thread computes.
 *
 * The first step of an epoch is asked for when it comes: its samples may be those of the step before, which a peer that
 * is its own teacher remembers, and its exchange mode another.
 */
export class MailboxForesight implements Foresight {
  readonly #options: ForesightOptions;
  /** The batch that lies in the mailbox, asked about. */
  #asked: PlannedBatch | undefined;
  #done: PredictedStep | null = null;
  #expired: readonly PeerId[] = [];

  constructor(options: ForesightOptions) {
    this.#options = options;
  }

  hear({ step, epoch }: TrainingBatch): readonly Teaching[] {
    const { stepsTotal, planned, isWorthHaving, mailbox } = this.#options;
    if (this.#asked !== undefined && this.#asked.step !== step) this.#take(); // ordered to seek a step
    if (this.#asked === undefined) this.#ask(planned(step));
    const answers = this.#take();
    const expired = answers.map(({ peerId }) => peerId).filter((peerId) => mailbox.isExpired(peerId));
    this.#expired = expired;
    // The next answer is written over this one.
    const teachings = answers
      .filter(({ peerId }) => !expired.includes(peerId))
      .map(({ logits, coverage, ...answer }) => ({
        ...answer,
        logits: logits.slice(),
        ...(coverage === undefined ? {} : { coverage: coverage.slice() }),
      }));
    const next = step + 1 < stepsTotal ? planned(step + 1) : undefined;
    if (next !== undefined && next.epoch === epoch && isWorthHaving(epoch)) this.#ask(next);
    else this.#handIn();
    return teachings;
  }

  tell({ step }: TrainingBatch, logits: Float32Array): void {
    this.#done = { step, logits: finiteLogits(logits) ? logits : NO_LOGITS, expired: this.#expired };
  }

  flush(): void {
    if (this.#asked !== undefined) this.#take();
    this.#handIn();
  }

  /** Hands in what was predicted without a question. */
  #handIn(): void {
    if (this.#done === null) return;
    const { step } = this.#done;
    this.#call(null, null);
    this.#options.takeAnswer(step);
  }

  #ask(batch: PlannedBatch): void {
    this.#call(batch, this.#options.aheadOf(batch.step, batch.epoch));
    this.#asked = batch;
  }

  #call(batch: PlannedBatch | null, ahead: PlannedBatch | null): void {
    const done = this.#done;
    this.#done = null;
    this.#options.mailbox.call({ kind: 'lookup', batch, ahead, done });
  }

  #take(): readonly Teaching[] {
    const { step } = this.#asked!;
    this.#asked = undefined;
    return this.#options.takeAnswer(step);
  }
}
