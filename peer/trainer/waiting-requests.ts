import type { ServeRequest } from '../core/exchange/offer.js';

/** Bounds on the wait of requests for each other. */
export interface WaitBounds {
  /** Samples that fill a forward pass. */
  readonly rowsMax: number;
  /** Steps, of this peer or of a student, that a request may wait. */
  readonly stepsMax: number;
}

interface Waiting {
  readonly request: ServeRequest;
  /** This peer's step when it came. */
  readonly cameAtStep: number;
}

/**
 * Requests of students for a few samples each, which wait for others, as a forward pass costs as much for one sample as for
 * a batch. They come some steps ahead of the batch that they are for, so what waits a part of that time is not late, and
 * is answered with newer weights.
 */
export class WaitingRequests {
  readonly #bounds: WaitBounds;
  #waiting: Waiting[] = [];

  constructor(bounds: WaitBounds) {
    this.#bounds = bounds;
  }

  add(request: ServeRequest, step: number): void {
    this.#waiting.push({ request, cameAtStep: step });
  }

  /** Takes all requests, if they fill a pass or one has waited long enough; none otherwise. */
  take(step: number): readonly ServeRequest[] {
    const { rowsMax, stepsMax } = this.#bounds;
    const rows = this.#waiting.reduce((sum, { request }) => sum + request.ids.length, 0);
    const isDue = (one: Waiting): boolean =>
      Math.max(step - one.cameAtStep, this.#newestStep(one.request) - one.request.step) >= stepsMax;
    if (rows < rowsMax && !this.#waiting.some(isDue)) return [];
    return this.#waiting.splice(0).map(({ request }) => request);
  }

  /** The newest step that the student of a request asked about: how far it has come meanwhile. */
  #newestStep({ student }: ServeRequest): number {
    const own = this.#waiting.filter(({ request }) => request.student === student);
    return Math.max(...own.map(({ request }) => request.step));
  }
}
