import type { PeerId } from '../../proto/identity.js';
import { EdgeLedger } from '../core/exchange/edge-ledger.js';
import type { Teaching } from '../core/teaching/teaching.js';
import { decodeCheckpoint } from '../files/checkpoint-format.js';
import { CompiledPrediction } from '../graph/compiled-prediction.js';
import type { GraphCache } from '../graph/graph-cache.js';
import type { Precision } from '../graph/low-precision.js';
import type { LocalTeacherWeights, TeacherWeightsMessage } from '../mailbox/messages.js';
import type { LayersModel } from '../model/backend.js';
import type { FeatureTap } from '../model/feature-tap.js';
import type { TrainingBatch } from '../model/step-context.js';
import { restoreWeights } from '../model/training-state.js';

interface LocalTeacher {
  readonly network: LayersModel;
  readonly prediction: CompiledPrediction;
  /** Updates behind its weights; -1: none have come yet. */
  madeAtStep: number;
  /** 0 to 1, as its weights came with it. */
  validationAccuracy: number | undefined;
}

/** A teacher and its weight in the graph. */
type Named = Pick<LocalTeacherWeights, 'peerId' | 'weight'>;

export interface LocalTeacherOptions {
  readonly eager: boolean;
  /** @default float32 */
  readonly precision?: Precision;
  readonly warn: (message: string) => void;
  /** Samples of the largest batch. */
  readonly rowsMax: number;
  /** Of compiled graphs. */
  readonly cache?: GraphCache;
  /** Teachers whose weights never change: they do not age. */
  readonly frozen?: ReadonlySet<PeerId>;
  /** Where the networks are tapped for their features, by peer id. */
  readonly taps?: ReadonlyMap<PeerId, FeatureTap>;
  /** The inputs of a step's batch as this teacher sees them; `undefined`, or absent: as the student does. */
  readonly inputsOf?: (teacher: PeerId, step: number) => Float32Array | undefined;
}

/**
 * Teachers that run in the student's own trainer on weights of theirs that are some steps old (Anil et al. 2018, arXiv
 * 1804.03235, section 2: "stale predictions"): the same samples, no wait, at the price of their forward passes.
 */
export class LocalTeachers {
  readonly #teachers = new Map<PeerId, LocalTeacher>();
  readonly #inputsOf: LocalTeacherOptions['inputsOf'];
  readonly #frozen: ReadonlySet<PeerId>;
  /** Those that are to teach now, and those of them that are heard, as their weights have come. */
  #named: readonly Named[] = [];
  #active: readonly Named[] = [];
  /** Their teachings. */
  readonly ledger = new EdgeLedger();

  /** @param networks - One for each peer that may ever teach this one, by peer id; owned by this object. */
  constructor(networks: ReadonlyMap<PeerId, LayersModel>, options: LocalTeacherOptions) {
    this.#inputsOf = options.inputsOf;
    this.#frozen = options.frozen ?? new Set();
    for (const [peerId, network] of networks) {
      const tap = options.taps?.get(peerId);
      const prediction = new CompiledPrediction(network, options.warn, { ...options, tap });
      prediction.prepare(options.rowsMax); // before its weights come, which is in the middle of training
      this.#teachers.set(peerId, { network, prediction, madeAtStep: -1, validationAccuracy: undefined });
    }
  }

  /** Takes over weights that came, and who teaches from now on. */
  receive({ teachers }: TeacherWeightsMessage): void {
    for (const { peerId, checkpoint } of teachers) {
      const teacher = this.#teachers.get(peerId);
      if (teacher === undefined || checkpoint === null) continue;
      const decoded = decodeCheckpoint(checkpoint);
      restoreWeights(teacher.network, decoded);
      teacher.prediction.refresh();
      teacher.madeAtStep = decoded.step;
      teacher.validationAccuracy = decoded.metrics.validationAccuracy ?? teacher.validationAccuracy;
    }
    this.#named = teachers.map(({ peerId, weight }) => ({ peerId, weight }));
    this.#active = this.#named.filter(({ peerId }) => this.#madeAtStep(peerId) >= 0);
  }

  /** Step of the oldest weights in use, `undefined` without any. */
  get oldestStep(): number | undefined {
    const ageing = this.#active.filter(({ peerId }) => !this.#frozen.has(peerId));
    const steps = ageing.map(({ peerId }) => this.#teachers.get(peerId)!.madeAtStep);
    return steps.length === 0 ? undefined : Math.min(...steps);
  }

  /** The teaching of each active teacher on a batch, predicted in inference mode. */
  teach(batch: Pick<TrainingBatch, 'step' | 'inputs' | 'rows'>): readonly Teaching[] {
    for (const { peerId } of this.#named) this.#note(peerId, batch);
    return this.#active.map(({ peerId, weight }) => {
      const { prediction, validationAccuracy } = this.#teachers.get(peerId)!;
      return {
        peerId,
        weight,
        ...prediction.outputs(this.#inputsOf?.(peerId, batch.step) ?? batch.inputs, batch.rows),
        ...(validationAccuracy === undefined ? {} : { validationAccuracy }),
      };
    });
  }

  /** Frees the graphs. */
  close(): void {
    for (const { prediction } of this.#teachers.values()) prediction.dispose();
  }

  #note(peerId: PeerId, { step, rows }: Pick<TrainingBatch, 'step' | 'rows'>): void {
    const madeAtStep = this.#madeAtStep(peerId);
    this.ledger.step(peerId, rows, madeAtStep < 0 ? 0 : rows);
    if (madeAtStep < 0) return;
    this.ledger.aged(peerId, this.#frozen.has(peerId) ? 0 : Math.max(0, step - madeAtStep), rows);
  }

  #madeAtStep(peerId: PeerId): number {
    return this.#teachers.get(peerId)?.madeAtStep ?? -1;
  }
}
