import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';

/**
 * A file to which several processes append lines, one write a line, so that lines of several never mix.
 *
 * A full disk or a vanished directory costs lines, never the process: it is told once, every further line tries again,
 * and the end of the trouble is told too. A line that was cut off is ended before the next one.
 */
export class LineFile {
  readonly #file: string | number;
  readonly #warn: (message: string) => void;
  #descriptor: number | undefined;
  #lost = 0;
  #isCut = false;

  /**
   * @param file - Its path, or the descriptor of one that is open.
   * @param warn - Called at the first line that is lost, and when lines can be written again.
   */
  constructor(file: string | number, warn: (message: string) => void) {
    this.#file = file;
    this.#warn = warn;
  }

  /** @param text - A line with its end, or several. */
  append(text: string): void {
    try {
      this.#forgetRemoved();
      this.#descriptor ??= typeof this.#file === 'number' ? this.#file : openSync(this.#file, 'a');
      this.#write(this.#isCut ? `\n${text}` : text);
    } catch (error) {
      this.#lost++;
      if (this.#lost === 1) {
        this.#warn(`${this.#name} cannot be written (${String(error)}): its lines are lost until it can`);
      }
      return;
    }
    this.#isCut = false;
    const lost = this.#lost;
    this.#lost = 0;
    if (lost > 0) this.#warn(`${this.#name} can be written again, ${lost} of its writes are lost`);
  }

  /** A file that was removed would take lines that nobody can read. */
  #forgetRemoved(): void {
    if (typeof this.#file === 'number' || this.#descriptor === undefined) return;
    if (fstatSync(this.#descriptor).nlink > 0) return;
    this.close();
    this.#warn(`${this.#name} is gone; it is begun anew`);
  }

  get #name(): string {
    return typeof this.#file === 'number' ? 'the log' : this.#file;
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  /** The kernel may write a part and report the full disk only for the rest. */
  #write(text: string): void {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.#descriptor!, bytes, written);
      this.#isCut = written < bytes.length;
    }
  }
}
