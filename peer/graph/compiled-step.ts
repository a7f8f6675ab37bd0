import { reasonOf } from '../../proto/user-module.js';
import { learningRate, scheduledDecay } from '../core/teaching/schedule.js';
import type { StepForm } from '../core/teaching/step-form.js';
import { rowsTaught } from '../core/teaching/taught-share.js';
import type { Teaching } from '../core/teaching/teaching.js';
import { gradientRatio } from '../model/gradient-ratio.js';
import { type Numbers, scalarNumbers } from '../model/numbers.js';
import type { Predicted, StepContext, StepLosses, Teach, TrainingBatch } from '../model/step-context.js';
import { lessonNumbers, lessonWeights } from '../model/step-loss.js';
import { type CompilationServices, feedsOf } from './compilation.js';
import type { StepGraph } from './graph.js';
import type { KeptSession } from './kept-session.js';
import type { Precision } from './low-precision.js';
import { compileStep, type ProgramShape, type StepProgram } from './step-program.js';
import { stateVariables } from './traced-step.js';
import { eagerStep, type TaughtStep, type TrainingStep } from './training-step.js';
import { VariableHome } from './variable-home.js';

export interface CompileOptions extends CompilationServices {
  readonly formAt: (epoch: number) => StepForm;
  /** Told once, in one line, when the step cannot be compiled and training goes on op by op. */
  readonly warn: (message: string) => void;
  /** Keeps the session for the next run of this thread. @default it is closed */
  readonly kept?: KeptSession | undefined;
  /** @default float32 */
  readonly precision?: Precision;
  /** Rewrites a traced step; not to be used with a cache, which knows one way only. @default simplified */
  readonly simplify?: (graph: StepGraph) => StepGraph;
}

type Inputs = Readonly<Record<string, Numbers>>;

/**
 * The training step as one TensorFlow graph, two and a half times as fast as op by op for a small CNN.
 *
 * A step is traced, simplified and loaded when the first batch of its size comes, or ahead of it by `prepare`; the
 * last, smaller batch of an epoch gets a graph of its own, and so does another choice of trainable layers. Weights and
 * slots then live in one session of TensorFlow, and come back to the network on `settle`. A step that cannot be compiled is
 * trained op by op instead, with one warning.
 */
export class CompiledStep implements TrainingStep {
  readonly #context: StepContext;
  readonly #options: CompileOptions;
  readonly #programs = new Map<string, StepProgram>();
  /** For whoever else runs the network. */
  readonly home: VariableHome;
  #eager: TrainingStep | undefined;

  constructor(context: StepContext, options: CompileOptions) {
    this.#context = context;
    this.#options = options;
    this.home = new VariableHome(stateVariables(context), options.kept);
  }

  isPrepared(rows: number, epoch: number): boolean {
    return this.#eager !== undefined || this.#programs.has(this.#keyOf(this.#shapeOf(rows, epoch)));
  }

  /**
   * Compiles for batches of this size, and runs the graph once on black pictures: TensorFlow optimizes a graph when it
   * first runs, better now than while the cohort waits. What was learned from them is thrown away.
   */
  prepare(rows: number, epoch: number): void {
    if (this.isPrepared(rows, epoch) || this.#compiledFor(this.#shapeOf(rows, epoch)) === undefined) return;
    const { inputShape, positions = 1, optimizer } = this.#context;
    const { updates } = optimizer;
    const inputs = new Float32Array(inputShape.reduce((product: number, side) => product * side, rows));
    const labels = new Int32Array(rows * positions);
    const black = { step: 0, epoch, rows, inputs, labels, digest: new Uint8Array() };
    if (this.formOf(black) === 'split') this.train(black, () => []);
    else this.trainTaught(black, []);
    // The pass after an update is a run of its own, which TensorFlow makes ready the first time, too.
    if (this.#context.spec.distillation.update === 'sequential') this.predict(black);
    this.home.forget();
    optimizer.updates = updates;
    this.#options.onPart?.('warm-up');
  }

  predict(batch: TrainingBatch): Predicted {
    const compiled = this.#compiledFor(this.#shapeOf(batch.rows, batch.epoch));
    if (compiled === undefined) return this.#eager!.predict(batch);
    this.home.bring();
    return predictedOf(compiled, this.#inputsOf(batch), compiled.fetches.logits);
  }

  formOf({ rows, epoch }: TrainingBatch): StepForm {
    const shape = this.#shapeOf(rows, epoch);
    return this.#compiledFor(shape) === undefined ? 'split' : shape.form;
  }

  /** Forward, `teach`, update: two runs of one graph. */
  train(batch: TrainingBatch, teach: Teach): StepLosses {
    const compiled = this.#compiledFor(this.#shapeOf(batch.rows, batch.epoch));
    if (compiled === undefined) return this.#eager!.train(batch, teach);
    return this.#onInputs(batch, (inputs) => {
      const predicted = predictedOf(compiled, inputs, compiled.fetches.forward);
      let teachings: readonly Teaching[];
      let lessons: Inputs;
      try {
        teachings = teach(predicted);
        lessons = lessonNumbers(this.#context, batch, predicted.logits, teachings);
      } catch (error) {
        compiled.program.run({}, [compiled.fetches.discard]); // no update will take what forward kept
        throw error;
      }
      const fed = feedsOf(compiled, { ...inputs, ...lessons });
      const [report] = compiled.program.numbers(fed, [compiled.fetches.report]);
      return this.#taughtLosses(batch, report!, predicted.logits, teachings);
    });
  }

  /** Forward and update in one run of the graph. */
  trainTaught(batch: TrainingBatch, teachings: readonly Teaching[]): TaughtStep {
    const shape = this.#shapeOf(batch.rows, batch.epoch);
    const compiled = this.#compiledFor(shape);
    if (compiled === undefined) return this.#eager!.trainTaught(batch, teachings);
    return this.#onInputs(batch, (inputs) => {
      // No rule that reads the peer's own logits has its steps in this form.
      const ownLogits = new Float32Array(batch.labels.length * this.#context.classes);
      const lessons = shape.form === 'alone' ? {} : lessonNumbers(this.#context, batch, ownLogits, teachings);
      const { report: reportName, logits } = compiled.fetches;
      const fed = feedsOf(compiled, { ...inputs, ...lessons });
      const [report, ...own] = compiled.program.numbers(fed, [reportName, ...ownNames(compiled, logits)]);
      const predicted = predictedBy(own);
      return { losses: this.#taughtLosses(batch, report!, predicted.logits, teachings), predicted };
    });
  }

  settle(): void {
    this.home.settle();
  }

  dispose(): void {
    this.settle();
    this.#programs.clear();
    this.home.dispose();
  }

  #shapeOf(rows: number, epoch: number): ProgramShape {
    return { rows, form: this.#options.formAt(epoch), precision: this.#options.precision ?? 'float32' };
  }

  /** Runs a step on a batch, and counts its update. */
  #onInputs<Result extends StepLosses | TaughtStep>(
    batch: TrainingBatch,
    work: (inputs: Inputs) => Result,
  ): Result {
    this.home.moveIn();
    const result = work(this.#inputsOf(batch));
    const { applied } = 'losses' in result ? result.losses : result;
    if (applied) this.#context.optimizer.updates++;
    return result;
  }

  #taughtLosses(
    batch: TrainingBatch,
    report: Float32Array,
    logits: Float32Array,
    teachings: readonly Teaching[],
  ): StepLosses {
    const [supervised = 0, distillation = 0, feature = 0, exits = 0, applied] = report;
    const weight = lessonWeights(this.#context, batch.step).response;
    return {
      ...{ supervised, feature, exits, weight, teachers: teachings.length },
      distillation: weight > 0 && teachings.length > 0 ? distillation : 0,
      rowsTaught: rowsTaught(teachings, batch.rows),
      gradientRatio: gradientRatio(this.#context, batch, logits, teachings),
      applied: applied === 1,
    };
  }

  /** Everything a step is fed that does not come from teachers, by name. */
  #inputsOf(batch: TrainingBatch): Inputs {
    const { spec, stepsTotal, optimizer, inputShape } = this.#context;
    const rate = learningRate(spec.training, batch.step, stepsTotal);
    const decay = scheduledDecay(spec.training, batch.step, stepsTotal);
    const scalars = Object.entries(optimizer.scalars(rate, decay)).map(([name, value]) => [
      name,
      scalarNumbers(value),
    ]);
    return {
      images: { values: batch.inputs, shape: [batch.rows, ...inputShape] },
      labels: { values: batch.labels, shape: [batch.labels.length] },
      step: { values: Int32Array.of(batch.step), shape: [] },
      ...Object.fromEntries(scalars),
    };
  }

  /** Key of a graph: size of the batch, form, and the variables that train. */
  #keyOf({ rows, form }: ProgramShape): string {
    const trainable = this.#context.variables.map((variable) => (variable.trainable ? '1' : '0')).join('');
    return `${form}/${rows}/${trainable}`;
  }

  /** The graph for a batch of this size; `undefined` once the step turned out not to compile. */
  #compiledFor(shape: ProgramShape): StepProgram | undefined {
    if (this.#eager !== undefined) return undefined;
    const key = this.#keyOf(shape);
    const known = this.#programs.get(key);
    if (known !== undefined) return known;
    this.settle(); // a trace runs on the network itself
    try {
      const services = { ...this.#options, session: this.home.session };
      const compiled = compileStep(this.#context, shape, services, this.#options.simplify);
      this.#programs.set(key, compiled);
      return compiled;
    } catch (error) {
      const manner = shape.precision === 'float32' ? 'op by op' : 'op by op in float32';
      this.#options.warn(`the training step is not compiled, it runs ${manner}: ${reasonOf(error)}`);
      this.#eager = eagerStep(this.#context);
      return undefined;
    }
  }
}

/** The outputs that hold a peer's own predictions: its logits, and its features where there is a feature loss. */
function ownNames({ fetches: { features } }: StepProgram, logits: string): string[] {
  return features === undefined ? [logits] : [logits, features];
}

/** Runs the nodes that make them, and reads their numbers. */
function predictedOf(compiled: StepProgram, inputs: Inputs, logits: string): Predicted {
  return predictedBy(compiled.program.numbers(feedsOf(compiled, inputs), ownNames(compiled, logits)));
}

/** The numbers of those outputs; features only where all of them are finite. */
function predictedBy([logits, features]: readonly Float32Array[]): Predicted {
  return { logits: logits!, ...(features?.every(Number.isFinite) ? { features } : {}) };
}
