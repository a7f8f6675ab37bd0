import type { PeerId } from '../../../proto/identity.js';

/** Weight of a step in the running shares below: they remember some twenty steps. */
const STEP_SHARE = 0.05;
/** A teacher with less than this share of what this peer knows beyond chance knows far less. */
const KNOWLEDGE_SHARE_MIN = 0.2;
/** This peer judges nobody before it knows at least this much itself: 0 is chance, 1 everything. */
const OWN_KNOWLEDGE_MIN = 0.1;

/**
 * How much of the labels this peer and its teachers know, on the batches of this peer: shares of rows at which the class
 * with the largest logit is the label, as running means over some twenty steps.
 *
 * *Knowledge* is what goes beyond chance, `(accuracy − chance) / (1 − chance)`, where chance is what the most frequent label
 * alone gets right: of a teacher that always names this one it is 0, too. A weak teacher that honestly learns has some;
 * predictions of noise, of other rows, of one class or turned upside down have none, whatever their confidence.
 */
export class TeacherGate {
  readonly #labelCounts: Float64Array;
  #labels = 0;
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
    for (const label of labels) this.#labelCounts[label]!++;
    this.#labels += labels.length;
    this.#own.note(right / labels.length);
  }

  /** Takes a teacher's: of `rows` rows that it covers `right` are the label. */
  noteTeacher(peerId: PeerId, right: number, rows: number): void {
    if (rows === 0) return;
    let share = this.#teachers.get(peerId);
    if (share === undefined) {
      share = new RunningShare();
      this.#teachers.set(peerId, share);
    }
    share.note(right / rows);
  }

  /** Whether a teacher knows far less of the labels than this peer. */
  knowsFarLess(peerId: PeerId): boolean {
    const teacher = this.#teachers.get(peerId);
    const own = this.#knowledgeOf(this.#own);
    return (
      teacher !== undefined &&
      own >= OWN_KNOWLEDGE_MIN &&
      this.#knowledgeOf(teacher) < KNOWLEDGE_SHARE_MIN * own
    );
  }

  #knowledgeOf({ mean }: RunningShare): number {
    const chance = this.#labels === 0 ? 0 : Math.max(...this.#labelCounts) / this.#labels;
    return chance === 1 ? 0 : (mean - chance) / (1 - chance);
  }
}

/** A running mean that does not lean towards its beginning. */
class RunningShare {
  #sum = 0;
  #weight = 0;

  note(value: number): void {
    this.#sum += STEP_SHARE * (value - this.#sum);
    this.#weight += STEP_SHARE * (1 - this.#weight);
  }

  get mean(): number {
    return this.#weight === 0 ? 0 : this.#sum / this.#weight;
  }
}
