import { PHASE } from '../../proto/codec.js';
import { sameStepAt } from '../../proto/scheme.js';
import type { TrainingBatch } from '../model/step-context.js';
import type { TeacherExchange, TrainingSession } from './ports.js';

/**
 * Lockstep one step ahead (`exchange.pipeline`): before the update of step n a peer predicts the batch of step n + 1 and
 * sends that, so that predictions travel while a whole step is computed.
 *
 *   step n:   predict n + 1 ── send ──▶        learn n from what teachers predicted in step n − 1, update
 *
 * The teachings of a step are therefore made one update earlier than in lockstep: a staleness of one step. This peer's own
 * logits and gradients are those of its newest weights all the same, at the price of a second forward pass.
 */
export class Pipeline {
  readonly #session: Pick<TrainingSession, 'scheme' | 'step' | 'stepsPerEpoch'>;
  readonly #exchange: TeacherExchange;
  readonly #take: (step: number) => TrainingBatch;
  #next: TrainingBatch | undefined;
  #predictedStep = -1;

  /** @param take - The batch of a step, ready to be trained on, and valid until two more were taken. */
  constructor(
    session: Pick<TrainingSession, 'scheme' | 'step' | 'stepsPerEpoch'>,
    exchange: TeacherExchange,
    take: (step: number) => TrainingBatch,
  ) {
    this.#session = session;
    this.#exchange = exchange;
    this.#take = take;
  }

  /** The batch of a step, which is there already unless the peer begins or jumps there. */
  take(step: number): TrainingBatch {
    const batch = this.#next?.step === step ? this.#next : this.#take(step);
    this.#next = undefined;
    return batch;
  }

  /**
   * Sends what this peer predicts for the step after this one; at its first step, or after a jump, for this one too.
   *
   * @param end - The step before which training ends: nobody needs predictions for it.
   */
  predict(batch: TrainingBatch, end: number): void {
    this.#send(batch);
    const step = batch.step + 1;
    if (step >= end || !this.#isExchanged(step)) return;
    this.#next = this.#take(step);
    this.#send(this.#next);
  }

  #send(batch: TrainingBatch): void {
    if (batch.step <= this.#predictedStep || !this.#isExchanged(batch.step)) return;
    this.#predictedStep = batch.step;
    const { logits, features } = this.#session.step.predict(batch);
    this.#exchange.teach(batch, logits, PHASE.beforeUpdate, features);
  }

  /** Whether predictions are exchanged for a step, by the rule of `peer/core/exchange/opening.ts`. */
  #isExchanged(step: number): boolean {
    const { scheme, stepsPerEpoch } = this.#session;
    return scheme.taught && sameStepAt(scheme, Math.floor(step / stepsPerEpoch));
  }
}
