import type { PeerId } from '../../../proto/identity.js';
import { divideWait } from './divided-wait.js';

/** The sums that are kept of each teacher, in the order in which they lie in memory. */
const SUMS = [
  /** This peer's share of waiting that the teacher is answerable for, see {@link divideWait}. */
  'waitedMs',
  /** How long its predictions had lain there when this peer asked for them. */
  'aheadMs',
  /** Steps in which it was to teach, and those of them without a prediction of it. */
  'steps',
  'stepsWithout',
  /** Rows of those steps, and those of them without a prediction of it. */
  'rows',
  'rowsWithout',
  /** Ages of the predictions that were used, row by row, in the teacher's steps. */
  'ageSteps',
  'ageStepsMax',
  /** Of its predictions, or of its weights. */
  'bytes',
] as const;

type Sum = (typeof SUMS)[number];

/** The sums of one edge, since the process of the student began. */
export type EdgeSums = Readonly<Record<Sum, number>>;

/** The sums of every edge to one student. */
export type SumsByTeacher = Readonly<Record<PeerId, EdgeSums>>;

const AT = Object.fromEntries(SUMS.map((name, place) => [name, place])) as Readonly<Record<Sum, number>>;

/**
 * Who this peer waited for, and what it got from whom: one line of sums for each teacher. It is told what happened with
 * the times at which it did, and knows no clock. Like the prediction stores it is changed in place, in flat arrays: each
 * step adds to it.
 */
export class EdgeLedger {
  readonly #teachers: PeerId[] = [];
  readonly #sums: Float64Array[] = [];
  /** Of the wait that is being told, by teacher: how long each was outstanding, and its share. */
  #outstandingMs = new Float64Array(0);
  #sharesMs = new Float64Array(0);

  /** A step in which a teacher was to teach so many rows, and did teach some. */
  step(teacher: PeerId, rows: number, rowsTaught: number): void {
    const sums = this.#of(teacher);
    sums[AT.steps]!++;
    sums[AT.rows]! += rows;
    sums[AT.rowsWithout]! += rows - rowsTaught;
    if (rowsTaught === 0) sums[AT.stepsWithout]!++;
  }

  /** Predictions of a teacher for so many rows were used at that age. */
  aged(teacher: PeerId, ageSteps: number, rows: number): void {
    const sums = this.#of(teacher);
    sums[AT.ageSteps]! += ageSteps * rows;
    sums[AT.ageStepsMax] = Math.max(sums[AT.ageStepsMax]!, ageSteps);
  }

  received(teacher: PeerId, bytes: number): void {
    this.#of(teacher)[AT.bytes]! += bytes;
  }

  /**
   * In the wait that goes from `fromMs`, a teacher came, or was given up, at `atMs`; before `fromMs`: it had been there.
   * {@link endWait} follows once all are told.
   */
  outstanding(teacher: PeerId, fromMs: number, atMs: number): void {
    const place = this.#placeOf(teacher);
    if (atMs > fromMs) this.#outstandingMs[place] = atMs - fromMs;
  }

  /** A teacher's prediction had lain there for so long when this peer asked for it. */
  ahead(teacher: PeerId, aheadMs: number): void {
    this.#of(teacher)[AT.aheadMs]! += aheadMs;
  }

  /** Divides the wait among those who were outstanding in it. */
  endWait(): void {
    divideWait(this.#outstandingMs, this.#sharesMs);
    for (let place = 0; place < this.#sums.length; place++)
      this.#sums[place]![AT.waitedMs]! += this.#sharesMs[place]!;
    this.#outstandingMs.fill(0);
  }

  /** The sums so far, by teacher. */
  sums(): SumsByTeacher {
    const named = (sums: Float64Array): EdgeSums =>
      Object.fromEntries(SUMS.map((name) => [name, sums[AT[name]]!])) as EdgeSums;
    return Object.fromEntries(this.#teachers.map((teacher, place) => [teacher, named(this.#sums[place]!)]));
  }

  #of(teacher: PeerId): Float64Array {
    return this.#sums[this.#placeOf(teacher)]!;
  }

  #placeOf(teacher: PeerId): number {
    const known = this.#teachers.indexOf(teacher);
    if (known !== -1) return known;
    this.#sums.push(new Float64Array(SUMS.length));
    const outstandingMs = new Float64Array(this.#sums.length);
    outstandingMs.set(this.#outstandingMs);
    this.#outstandingMs = outstandingMs;
    this.#sharesMs = new Float64Array(this.#sums.length);
    return this.#teachers.push(teacher) - 1;
  }
}
