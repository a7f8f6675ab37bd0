import { PHASE } from '../../proto/codec.js';
import { finiteLogits } from '../../proto/float-bytes.js';
import type { Teaching } from '../core/teaching/teaching.js';
import type { PlannedBatch } from '../data/batches.js';
import { REQUEST } from '../mailbox/call.js';
import type { Answer, TeacherAnswer, TrainerMailbox } from '../mailbox/trainer-mailbox.js';
import type { TrainingBatch } from '../model/step-context.js';
import type { Foresight } from './ports.js';

/** What the trainer's end of a `recall` needs. */
export interface ForesightOptions {
  readonly mailbox: TrainerMailbox;
  readonly classes: number;
  readonly stepsTotal: number;
  readonly planned: (step: number) => PlannedBatch;
  /** The batch to ask teachers about when a step is; `null`: none. */
  readonly aheadOf: (step: number, epoch: number) => PlannedBatch | null;
  /** Whether an answer is worth having a step before it is used. */
  readonly isWorthHaving: (epoch: number) => boolean;
  /** Waits for the answer within bounds, and fails when none comes. */
  readonly takeAnswer: (step: number, asked: Asked) => Answer;
  readonly nameOf: (position: number) => string;
}

/** Size of the batch that an answer is about. */
type Asked = { readonly logits: number; readonly samples: number };

const NOT_READ: Asked = { logits: 0, samples: 0 };
const NO_LOGITS = new Float32Array(0);

/**
 * What teachers have said of a batch, for the modes in which nobody waits: asked of the I/O thread a step ahead, so that
 * it is looked up and its frames are sent while this thread computes.
 *
 * The first step of an epoch is asked for when it comes: its samples may be those of the step before, which a peer that
 * is its own teacher remembers, and its exchange mode another.
 */
export class MailboxForesight implements Foresight {
  readonly #options: ForesightOptions;
  /** The batch that lies in the mailbox, asked about. */
  #asked: PlannedBatch | undefined;
  #done:
    | { readonly step: number; readonly logits: Float32Array; readonly expired: readonly number[] }
    | undefined;
  #expired: readonly number[] = [];

  constructor(options: ForesightOptions) {
    this.#options = options;
  }

  hear({ step, epoch, rows, labels }: TrainingBatch): readonly Teaching[] {
    const { stepsTotal, planned, isWorthHaving, mailbox, nameOf, classes } = this.#options;
    if (this.#asked !== undefined && this.#asked.step !== step) this.#take(NOT_READ); // ordered to seek a step
    if (this.#asked === undefined) this.#ask(planned(step));
    const answers = this.#take({ logits: labels.length * classes, samples: rows });
    const expired = answers.filter(({ position }) => mailbox.recall.isExpired(position));
    this.#expired = expired.map(({ position }) => position);
    // The next answer is written over this one.
    const teachings = answers
      .filter((answer) => !expired.includes(answer))
      .map(({ position, logits, coverage, ...answer }) => ({
        ...answer,
        peerId: nameOf(position),
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
    if (this.#asked !== undefined) this.#take(NOT_READ);
    this.#handIn();
  }

  /** Hands in what was predicted without a question. */
  #handIn(): void {
    if (this.#done === undefined) return;
    const { step } = this.#done;
    const nothing = {
      step,
      epoch: 0,
      ids: new Uint32Array(0),
      digest: new Uint8Array(0),
      augmentationSeed: 0,
    };
    this.#offer(nothing, null);
    this.#options.takeAnswer(step, NOT_READ);
  }

  #ask(batch: PlannedBatch): void {
    this.#offer(batch, this.#options.aheadOf(batch.step, batch.epoch));
    this.#asked = batch;
  }

  #offer(batch: PlannedBatch, ahead: PlannedBatch | null): void {
    const { mailbox, classes } = this.#options;
    const { step, epoch, ids, digest, augmentationSeed } = batch;
    const logits = this.#done?.logits ?? NO_LOGITS;
    mailbox.recall.done = this.#done;
    this.#done = undefined;
    mailbox.offer(
      {
        step,
        epoch,
        phase: PHASE.beforeUpdate,
        rows: logits.length / classes,
        request: REQUEST.recall,
        digest,
        ids,
        augmentationSeed,
        ahead,
      },
      logits,
    );
  }

  #take(size: Asked): readonly TeacherAnswer[] {
    const { step } = this.#asked!;
    this.#asked = undefined;
    return this.#options.takeAnswer(step, size).teachers;
  }
}
