import type { PeerId } from '../../../proto/identity.js';

/** Weight of a step in the running shares below: they remember some twenty steps. */
const STEP_SHARE = 0.05;
/** A teacher with less than this share of what this peer knows beyond chance knows far less. */
const KNOWLEDGE_SHARE_MIN = 0.2;
/** Nobody is held for behind by a peer that does not know at least this much itself: 0 is chance, 1 everything. */
const OWN_KNOWLEDGE_MIN = 0.1;
/** Standard deviations of a guess's luck by which a teacher has to be worse than chance to count as misleading. */
const DEVIATIONS = 4;
/** Steps of the same share of rows that a running mean is as sure as. */
const STEPS_IN_MEAN = (2 - STEP_SHARE) / STEP_SHARE;

/** How a teacher stands to the labels: it names other classes than them, more often than a guess; or knows far less than this peer. */
export type GateVerdict = 'misleading' | 'far behind';

/**
 * How much of the labels this peer and its teachers know, on the batches of this peer: shares of rows at which the class
 * with the largest logit is the label, as running means over some twenty steps.
 *
 * *Knowledge* is what goes beyond chance, `(accuracy − chance) / (1 − chance)`, where chance is what the most frequent label
 * alone gets right: of a teacher that always names this one it is 0, too. A weak teacher that honestly learns has some;
 * predictions of noise, of other rows or of one class have none, whatever their confidence, and those that are turned upside
 * down less than none. A network that has not learned yet has none either, so that none at all tells little, and less much.
 */
export class TeacherGate {
  readonly #labelCounts: Float64Array;
  #labels = 0;
  /** Of the most frequent one. */
  #labelCountMax = 0;
  #own = new RunningShare();
  readonly #teachers = new Map<PeerId, RunningShare>();

  constructor(classes: number) {
    this.#labelCounts = new Float64Array(classes);
  }

  /**
   * Takes this peer's own predictions of a batch.
   *
   * @param right - Rows at which they are the label.
   * @param labels - int32 `[rows]`.
   */
  noteOwn(right: number, labels: Int32Array): void {
    for (const label of labels) {
      this.#labelCounts[label]!++;
      this.#labelCountMax = Math.max(this.#labelCountMax, this.#labelCounts[label]!);
    }
    this.#labels += labels.length;
    this.#own.note(right, labels.length);
  }

  /** Takes a teacher's: of `rows` rows that it covers `right` are the label. */
  noteTeacher(peerId: PeerId, right: number, rows: number): void {
    if (rows === 0) return;
    let share = this.#teachers.get(peerId);
    if (share === undefined) {
      share = new RunningShare();
      this.#teachers.set(peerId, share);
    }
    share.note(right, rows);
  }

  /** How a teacher stands to the labels, where that is not as it should. */
  verdictOn(peerId: PeerId): GateVerdict | undefined {
    const teacher = this.#teachers.get(peerId);
    if (teacher === undefined) return undefined;
    const margin = DEVIATIONS * Math.sqrt((this.#chance * (1 - this.#chance)) / teacher.rows);
    if (teacher.mean < Math.min(this.#chance, this.#own.mean) - margin) return 'misleading';
    const own = this.#knowledgeOf(this.#own);
    const isFarBehind = own >= OWN_KNOWLEDGE_MIN && this.#knowledgeOf(teacher) < KNOWLEDGE_SHARE_MIN * own;
    return isFarBehind ? 'far behind' : undefined;
  }

  get #chance(): number {
    return this.#labels === 0 ? 0 : this.#labelCountMax / this.#labels;
  }

  #knowledgeOf({ mean }: RunningShare): number {
    const chance = this.#chance;
    return chance === 1 ? 0 : (mean - chance) / (1 - chance);
  }
}

/** A running mean that does not lean towards its beginning. */
class RunningShare {
  #sum = 0;
  #rows = 0;
  #weight = 0;
  #steps = 0;

  note(right: number, rows: number): void {
    this.#sum += STEP_SHARE * (right / rows - this.#sum);
    this.#rows += STEP_SHARE * (rows - this.#rows);
    this.#weight += STEP_SHARE * (1 - this.#weight);
    this.#steps++;
  }

  get mean(): number {
    return this.#weight === 0 ? 0 : this.#sum / this.#weight;
  }

  /** Rows of a plain mean that is as sure. */
  get rows(): number {
    return (this.#rows / this.#weight) * Math.min(this.#steps, STEPS_IN_MEAN);
  }
}
