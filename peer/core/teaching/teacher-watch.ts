import { finiteLogits } from '../../../proto/float-bytes.js';
import type { PeerId } from '../../../proto/identity.js';
import { largestOf, logSoftmax, topClass, topClasses } from './softmax.js';
import { type GateVerdict, TeacherGate } from './teacher-gate.js';
import type { Teaching } from './teaching.js';

/** Steps in a row of no use after which a teacher is left out, and of use after which it is heard again. */
const JUDGED_STEPS = 50;
/** Steps in a row of misleading, and of being far behind, after which a teacher is left out; many networks begin slowly. */
const GATED_STEPS = { misleading: 10, 'far behind': 200 } as const satisfies Record<GateVerdict, number>;
/** Steps in a row with the same predictions before a warning. */
const IDENTICAL_STEPS = 20;
/** Steps in a row with uniform predictions of this peer before a warning. */
const COLLAPSED_STEPS = 200;
/** Predictions with at least this share of ln C as entropy count as uniform; an untrained network has less. */
const UNIFORM_SHARE = 0.999;
/** A teacher with more cross-entropy than this, in units of ln C, has diverged: knowing nothing costs 1. */
const DIVERGED_SHARE = 2;
/** Probabilities this close are the same prediction. */
const IDENTICAL_MAX = 1e-6;
/** Rows of a batch that are judged, evenly spread. */
const ROWS_MAX = 64;

/** The teachings that a step may learn from, and warnings for the user. */
export interface WatchVerdict {
  /** As they came, but for weights of 0. */
  readonly teachings: readonly Teaching[];
  /** One line for each thing that changed. */
  readonly warnings: readonly string[];
}

/** The record of one teacher. */
interface Conduct {
  useless: number;
  useful: number;
  misleading: number;
  behind: number;
  identical: number;
  quarantined: boolean;
  /** Whether a warning has said that its predictions were not finite. */
  broken: boolean;
}

/** A network's predictions on some rows of a batch. */
interface Quality {
  /** Mean entropy and mean cross-entropy with the labels, in units of ln C. */
  readonly entropyShare: number;
  readonly lossShare: number;
}

/**
 * Watches the teachings of every step, so that one bad peer does not drag its students along: a uniform teacher costs
 * them about a point of accuracy, and cohorts of small networks were seen to collapse together though each would have
 * trained alone.
 *
 * - **Broken**: a teacher with a number that is not finite has the weight 0 in that step.
 * - **Quarantine**: a teacher that for 50 steps in a row is of no use weighs 0 until it was of use for as many. Of no use
 *   is one whose predictions are uniform (mean entropy ≥ 0.999 · ln C) or that has diverged (mean cross-entropy with the
 *   labels > 2 · ln C, twice that of uniform predictions), while this peer itself is neither uniform nor worse. At the
 *   start of training everybody is uniform, so nobody is left out.
 * - **Gate**: a teacher that for 10 steps in a row gets fewer labels right than a guess, or for 200 knows far less of them than
 *   this peer ({@link TeacherGate}), weighs 0 until it was of use for 50. An honest weak network knows something, so it stays, and one
 *   that begins slowly has time; made-up predictions stay as they are.
 * - **Identical**: predictions equal to this peer's own for 20 steps teach nothing (the same seed, weights and data).
 *
 * It never changes predictions, only weights. Its decisions depend on predictions and labels alone, so equal runs stay
 * equal. A restarted peer begins with a clean slate.
 */
export class TeacherWatch {
  readonly #peerId: PeerId;
  readonly #classes: number;
  /** Absent: whoever is not broken is heard. */
  readonly #gate: TeacherGate | undefined;
  readonly #conducts = new Map<PeerId, Conduct>();
  #collapsed = 0;
  #agreeing = 0;
  #compared = 0;

  /**
   * @param peerId - The peer that learns.
   * @param gated - Whether teachers that are of no use are left out; those that are broken always are.
   */
  constructor(peerId: PeerId, classes: number, gated = true) {
    this.#peerId = peerId;
    this.#classes = classes;
    this.#gate = gated ? new TeacherGate(classes) : undefined;
  }

  /**
   * @param own - This peer's logits, float32 `[rows * classes]`.
   * @param labels - int32 `[rows]`.
   */
  judge(teachings: readonly Teaching[], own: Float32Array, labels: Int32Array): WatchVerdict {
    const warnings: string[] = [];
    const all = sampledRows(labels.length);
    const ownQuality = this.#qualityOf(own, labels, all);
    this.#noteCollapse(ownQuality, warnings);
    const ownTop = teachings.length === 0 ? undefined : topClasses(own, this.#classes);
    if (ownTop !== undefined) this.#gate?.noteOwn(equalsIn(ownTop, labels), labels);
    const judged = teachings.map((teaching) => {
      this.#compare(teaching, ownTop!, labels);
      const heard = this.#isHeard(teaching, own, labels, ownQuality, warnings);
      return heard ? teaching : { ...teaching, weight: 0 };
    });
    return { teachings: judged, warnings };
  }

  /**
   * Sets the weight of broken and of quarantined teachers to 0, before this peer has predicted the batch itself. Call
   * {@link judge} afterwards: it decides about the next step.
   */
  admit(teachings: readonly Teaching[]): readonly Teaching[] {
    return teachings.map((teaching) => {
      const quarantined = this.#conducts.get(teaching.peerId)?.quarantined === true;
      return quarantined || !finiteLogits(teaching.logits) ? { ...teaching, weight: 0 } : teaching;
    });
  }

  /** Share of rows, since the last call, at which teachers and this peer had the same top class, 0 to 1. */
  takeAgreement(): number | null {
    const share = this.#compared === 0 ? null : this.#agreeing / this.#compared;
    this.#agreeing = 0;
    this.#compared = 0;
    return share;
  }

  /** Teachers in quarantine now. */
  get quarantined(): readonly PeerId[] {
    return [...this.#conducts].filter(([, { quarantined }]) => quarantined).map(([peerId]) => peerId);
  }

  /** Judges a teacher by one teaching: whether that counts. */
  #isHeard(
    teaching: Teaching,
    own: Float32Array,
    labels: Int32Array,
    ownQuality: Quality,
    warnings: string[],
  ): boolean {
    const { peerId, logits } = teaching;
    const conduct = this.#conductOf(peerId);
    if (!logits.every(Number.isFinite)) {
      if (!conduct.broken) warnings.push(`${peerId} predicts numbers that are not finite: left out`);
      conduct.broken = true;
      return false;
    }
    conduct.broken = false;
    const rows = sampledRows(labels.length).filter((row) => coverageOf(teaching, row, labels.length) > 0);
    if (rows.length > 0) {
      if (this.#gate !== undefined)
        this.#noteUse(conduct, peerId, this.#qualityOf(logits, labels, rows), ownQuality, warnings);
      if (peerId !== this.#peerId)
        this.#noteIdentity(conduct, peerId, this.#same(logits, own, rows), warnings);
    }
    return !conduct.quarantined;
  }

  #noteUse(conduct: Conduct, peerId: PeerId, teacher: Quality, own: Quality, warnings: string[]): void {
    const uniform = isUniform(teacher);
    const useless =
      (uniform || teacher.lossShare > DIVERGED_SHARE) && !isUniform(own) && own.lossShare < teacher.lossShare;
    const verdict = this.#gate?.verdictOn(peerId);
    conduct.useless = useless ? conduct.useless + 1 : 0;
    conduct.misleading = verdict === 'misleading' ? conduct.misleading + 1 : 0;
    conduct.behind = verdict === undefined ? 0 : conduct.behind + 1;
    conduct.useful = useless || verdict !== undefined ? 0 : conduct.useful + 1;
    const why = conduct.quarantined ? undefined : reasonToLeaveOut(conduct, uniform);
    if (why !== undefined) {
      conduct.quarantined = true;
      warnings.push(`${peerId} ${why}: not learned from until it does better`);
    } else if (conduct.quarantined && conduct.useful >= JUDGED_STEPS) {
      conduct.quarantined = false;
      warnings.push(`${peerId} is of use again: learned from as before`);
    }
  }

  #noteIdentity(conduct: Conduct, peerId: PeerId, same: boolean, warnings: string[]): void {
    conduct.identical = same ? conduct.identical + 1 : 0;
    if (conduct.identical !== IDENTICAL_STEPS) return;
    warnings.push(
      `${peerId} and ${this.#peerId} predict the same: they teach each other nothing; ` +
        'give them different seeds, data or networks',
    );
  }

  #noteCollapse(own: Quality, warnings: string[]): void {
    this.#collapsed = isUniform(own) ? this.#collapsed + 1 : 0;
    if (this.#collapsed !== COLLAPSED_STEPS) return;
    warnings.push(`this peer predicts every class alike for ${COLLAPSED_STEPS} steps: try another --lr`);
  }

  #compare(teaching: Teaching, ownTop: Uint32Array, labels: Int32Array): void {
    const rows = labels.length;
    let covered = 0;
    let right = 0;
    for (let row = 0; row < rows; row++) {
      if (coverageOf(teaching, row, rows) === 0) continue;
      covered++;
      const top = topClass(teaching.logits, row * this.#classes, this.#classes);
      if (top === ownTop[row]) this.#agreeing++;
      if (top === labels[row]) right++;
    }
    this.#compared += covered;
    this.#gate?.noteTeacher(teaching.peerId, right, covered);
  }

  #qualityOf(logits: Float32Array, labels: Int32Array, rows: readonly number[]): Quality {
    const classes = this.#classes;
    let entropy = 0;
    let loss = 0;
    for (const row of rows) {
      const start = row * classes;
      const largest = largestOf(logits, start, classes);
      let normalizer = 0;
      let weighed = 0; // Σ exp(z − max) · (z − max)
      for (let c = start; c < start + classes; c++) {
        const below = logits[c]! - largest;
        const power = Math.exp(below);
        normalizer += power;
        weighed += power * below;
      }
      const logNormalizer = Math.log(normalizer);
      entropy += logNormalizer - weighed / normalizer;
      loss += logNormalizer + largest - logits[start + labels[row]!]!;
    }
    const unit = rows.length * Math.log(classes);
    return { entropyShare: entropy / unit, lossShare: loss / unit };
  }

  #same(a: Float32Array, b: Float32Array, rows: readonly number[]): boolean {
    const classes = this.#classes;
    return rows.every((row) => {
      const other = logSoftmax(b, row * classes, classes);
      return logSoftmax(a, row * classes, classes).every(
        (log, c) => Math.abs(Math.exp(log) - Math.exp(other[c]!)) <= IDENTICAL_MAX,
      );
    });
  }

  #conductOf(peerId: PeerId): Conduct {
    let conduct = this.#conducts.get(peerId);
    if (conduct === undefined) {
      conduct = {
        useless: 0,
        useful: 0,
        misleading: 0,
        behind: 0,
        identical: 0,
        quarantined: false,
        broken: false,
      };
      this.#conducts.set(peerId, conduct);
    }
    return conduct;
  }
}

function equalsIn(a: Uint32Array, b: Int32Array): number {
  let equal = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++;
  return equal;
}

/** The reason why a teacher is to be left out, if there is one. */
function reasonToLeaveOut({ useless, misleading, behind }: Conduct, uniform: boolean): string | undefined {
  if (useless >= JUDGED_STEPS)
    return `predicts ${uniform ? 'every class alike' : 'worse than chance'} for ${JUDGED_STEPS} steps`;
  if (misleading >= GATED_STEPS.misleading)
    return `gets fewer labels right than a guess for ${GATED_STEPS.misleading} steps`;
  if (behind >= GATED_STEPS['far behind'])
    return `knows far less of the labels than this peer for ${GATED_STEPS['far behind']} steps`;
  return undefined;
}

function isUniform({ entropyShare }: Quality): boolean {
  return entropyShare >= UNIFORM_SHARE;
}

function sampledRows(rows: number): number[] {
  const count = Math.min(rows, ROWS_MAX);
  return Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count));
}

function coverageOf({ coverage }: Teaching, row: number, rows: number): number {
  return coverage === undefined ? 1 : coverage[Math.floor((row * coverage.length) / rows)]!;
}
