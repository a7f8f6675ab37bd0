import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * `metrics.jsonl` of a run: every process appends, one write a line, so that lines of several never mix.
 * A full disk costs records, never training.
 */
export class MetricsFile {
  readonly #descriptor: number;
  readonly #onError: (error: unknown) => void;
  #failed = false;

  /** @param onError - Called once, at the first line that could not be written. */
  constructor(file: string, onError: (error: unknown) => void) {
    this.#descriptor = openSync(file, 'a');
    this.#onError = onError;
  }

  append(record: Readonly<Record<string, unknown>>): void {
    try {
      writeSync(this.#descriptor, `${JSON.stringify(record)}\n`);
    } catch (error) {
      if (!this.#failed) this.#onError(error);
      this.#failed = true;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
