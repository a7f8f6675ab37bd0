import { LineFile } from './line-file.js';

/** A line of `metrics.jsonl`. */
export type MetricRecord = Readonly<Record<string, unknown>>;

/** `metrics.jsonl` of a run, to which every process appends. A full disk costs records, never training. */
export class MetricsFile {
  readonly #lines: LineFile;
  readonly #warn: (message: string) => void;
  #isUnsayable = false;

  /** @param warn - Called at the first record that is lost, and when records can be written again. */
  constructor(file: string, warn: (message: string) => void) {
    this.#lines = new LineFile(file, warn);
    this.#warn = warn;
  }

  append(record: MetricRecord): void {
    let text: string;
    try {
      text = JSON.stringify(record);
    } catch (error) {
      if (!this.#isUnsayable) this.#warn(`a record cannot be written as JSON: ${String(error)}`);
      this.#isUnsayable = true;
      return;
    }
    this.#lines.append(`${text}\n`);
  }

  close(): void {
    this.#lines.close();
  }
}

/** The records of a `metrics.jsonl`, without lines that a full disk cut off and one that is still being written. */
export function parseRecords(text: string): readonly MetricRecord[] {
  return text
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as MetricRecord];
      } catch {
        return [];
      }
    });
}
