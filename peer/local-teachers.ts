import type { PeerId } from '../proto/identity.js';
import type { Teaching } from './core/teaching.js';
import { CompiledPrediction } from './graph/compiled-prediction.js';
import type { GraphCache } from './graph/graph-cache.js';
import type { TeacherWeightsMessage } from './messages.js';
import type { LayersModel } from './model/backend.js';
import { decodeCheckpoint } from './model/checkpoint-format.js';
import { eagerPrediction, type Predict } from './model/evaluate.js';
import type { TrainingBatch } from './model/train.js';
import { restoreWeights } from './model/training-state.js';

interface LocalTeacher {
  readonly network: LayersModel;
  readonly predict: Predict;
  readonly refresh: () => void;
  /** Updates behind its weights; -1: none have come yet. */
  madeAtStep: number;
}

export interface LocalTeacherOptions {
  readonly eager: boolean;
  readonly warn: (message: string) => void;
  /** Samples of the largest batch. */
  readonly rowsMax: number;
  /** Of compiled graphs. */
  readonly cache?: GraphCache;
  /** The inputs of a step's batch as this teacher sees them; `undefined`, or absent: as the student does. */
  readonly inputsOf?: (teacher: PeerId, step: number) => Float32Array | undefined;
}

/** A teacher that is heard now. */
interface Active {
  readonly peerId: PeerId;
  readonly weight: number;
}

/**
 * Teachers that run in the student's own trainer on weights of theirs that are some steps old (Anil et al. 2018, arXiv
 * 1804.03235, section 2: "stale predictions"): the same samples, no wait, at the price of their forward passes.
 */
export class LocalTeachers {
  readonly #teachers = new Map<PeerId, LocalTeacher>();
  readonly #inputsOf: LocalTeacherOptions['inputsOf'];
  #active: readonly Active[] = [];

  /** @param networks - One for each peer that may ever teach this one, by peer id; owned by this object. */
  constructor(networks: ReadonlyMap<PeerId, LayersModel>, options: LocalTeacherOptions) {
    this.#inputsOf = options.inputsOf;
    for (const [peerId, network] of networks) {
      const compiled = options.eager ? undefined : new CompiledPrediction(network, options.warn, options);
      compiled?.prepare(options.rowsMax); // before its weights come, which is in the middle of training
      this.#teachers.set(peerId, {
        network,
        predict:
          compiled === undefined
            ? eagerPrediction(network)
            : (inputs, rows) => compiled.predict(inputs, rows),
        refresh: () => compiled?.refresh(),
        madeAtStep: -1,
      });
    }
  }

  /** Takes over weights that came, and who teaches from now on. */
  receive({ teachers }: TeacherWeightsMessage): void {
    for (const { peerId, checkpoint } of teachers) {
      const teacher = this.#teachers.get(peerId);
      if (teacher === undefined || checkpoint === null) continue;
      const decoded = decodeCheckpoint(checkpoint);
      restoreWeights(teacher.network, decoded);
      teacher.refresh();
      teacher.madeAtStep = decoded.step;
    }
    this.#active = teachers
      .filter(({ peerId }) => (this.#teachers.get(peerId)?.madeAtStep ?? -1) >= 0)
      .map(({ peerId, weight }) => ({ peerId, weight }));
  }

  /** Step of the oldest weights in use, `undefined` without any. */
  get oldestStep(): number | undefined {
    const steps = this.#active.map(({ peerId }) => this.#teachers.get(peerId)!.madeAtStep);
    return steps.length === 0 ? undefined : Math.min(...steps);
  }

  /** What each of them says of a batch, in inference mode. */
  teach(batch: Pick<TrainingBatch, 'step' | 'inputs' | 'rows'>): readonly Teaching[] {
    return this.#active.map(({ peerId, weight }) => ({
      peerId,
      weight,
      logits: this.#teachers
        .get(peerId)!
        .predict(this.#inputsOf?.(peerId, batch.step) ?? batch.inputs, batch.rows),
    }));
  }
}
