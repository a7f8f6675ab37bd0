import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { parseRecords } from '../../peer/files/metrics-file.js';

/** A `step` record: every twentieth step of a peer leaves one. */
export interface StepRecord {
  readonly kind: 'step';
  readonly peer: string;
  readonly step: number;
  readonly teachers: number;
  readonly trainedSteps: number;
  readonly taughtShare: number | null;
  /** Of this process of the peer, validations left out. */
  readonly trainingMs: number;
}

/** A record that a peer leaves when it enters a round. */
export interface RoundRecord {
  readonly kind: 'exchange';
  readonly peer: string;
  readonly round: number;
}

/** A record that a process of a peer leaves with its first step. */
export interface StartRecord {
  readonly kind: 'start-up';
  readonly peer: string;
  readonly firstStepAt: string;
  /** Where the time since the start of the process went. */
  readonly partsMs: Readonly<Record<string, number>>;
}

/** A record, and when it was first seen (milliseconds of the epoch). */
export type Seen<R> = R & { readonly seenAtMs: number };

/** Reads the records of a run while they are written. */
export class RecordTail {
  readonly steps: Seen<StepRecord>[] = [];
  readonly rounds: Seen<RoundRecord>[] = [];
  readonly starts: Seen<StartRecord>[] = [];
  readonly #file: string;
  readonly #buffer = Buffer.alloc(1 << 20);
  #offset = 0;
  #rest = '';

  constructor(file: string) {
    this.#file = file;
  }

  /** Takes what is new. */
  read(seenAtMs: number): void {
    if (!existsSync(this.#file)) return;
    const descriptor = openSync(this.#file, 'r');
    try {
      for (;;) {
        const count = readSync(descriptor, this.#buffer, 0, this.#buffer.length, this.#offset);
        if (count === 0) return;
        this.#offset += count;
        this.#take(this.#buffer.toString('utf8', 0, count), seenAtMs);
      }
    } finally {
      closeSync(descriptor);
    }
  }

  #take(text: string, seenAtMs: number): void {
    const lines = this.#rest + text;
    const end = lines.lastIndexOf('\n') + 1;
    this.#rest = lines.slice(end);
    for (const record of parseRecords(lines.slice(0, end))) {
      const seen = { ...record, seenAtMs };
      if (record.kind === 'step') this.steps.push(seen as unknown as Seen<StepRecord>);
      if (record.kind === 'start-up') this.starts.push(seen as unknown as Seen<StartRecord>);
      if (record.kind === 'exchange') this.rounds.push(seen as unknown as Seen<RoundRecord>);
    }
  }
}
