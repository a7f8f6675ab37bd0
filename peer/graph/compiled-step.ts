import { PHASE } from '../../proto/codec.js';
import { assertNever } from '../../proto/errors.js';
import { learningRate } from '../core/teaching/schedule.js';
import type { StepForm } from '../core/teaching/step-form.js';
import type { Teaching } from '../core/teaching/teaching.js';
import { type Tensor, tf } from '../model/backend.js';
import { lessonsOf, lessonWeights } from '../model/step-loss.js';
import {
  type Foresight,
  type Predicted,
  type StepLosses,
  type TeacherExchange,
  type TrainingBatch,
  teachesAfterUpdate,
} from '../model/train.js';
import { type CompilationServices, feedsOf } from './compilation.js';
import type { StepGraph } from './graph.js';
import { compileStep, type ProgramShape, type StepProgram } from './step-program.js';
import { lessonInputs, stateVariables } from './traced-step.js';
import { eagerStep, type StepContext, type TrainingStep } from './training-step.js';
import { VariableHome } from './variable-home.js';

/** How a step is compiled. */
export interface CompileOptions extends CompilationServices {
  /** The form of an epoch's steps. `split` takes what teachers say from an exchange, `whole` from its foresight. */
  readonly formAt: (epoch: number) => StepForm;
  /** Told once, in one line, when the step cannot be compiled and training goes on op by op. */
  readonly warn: (message: string) => void;
  /** Rewrites a traced step; not to be used with a cache, which knows one way only. @default simplified */
  readonly simplify?: (graph: StepGraph) => StepGraph;
}

type Inputs = Readonly<Record<string, Tensor>>;

/**
 * The training step as one TensorFlow graph, two and a half times as fast as op by op for a small CNN.
 *
 * A step is traced, simplified and loaded when the first batch of its size comes, or ahead of it by `prepare`; the
 * last, smaller batch of an epoch gets a graph of its own, and so does another choice of trainable layers. Weights and
 * slots then live inside TensorFlow, and come back to the network on `settle`. A step that cannot be compiled is
 * trained op by op instead, with one warning.
 */
export class CompiledStep implements TrainingStep {
  readonly #context: StepContext;
  readonly #options: CompileOptions;
  readonly #programs = new Map<string, StepProgram>();
  readonly #home: VariableHome;
  #eager: TrainingStep | undefined;

  constructor(context: StepContext, options: CompileOptions) {
    this.#context = context;
    this.#options = options;
    this.#home = new VariableHome(stateVariables(context));
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
    const silent: TeacherExchange = { learn: () => [], teach() {} };
    const { updates } = optimizer;
    const inputs = new Float32Array(inputShape.reduce((product: number, side) => product * side, rows));
    const labels = new Int32Array(rows * positions);
    this.run({ step: 0, epoch, rows, inputs, labels, digest: new Uint8Array() }, silent);
    this.#home.forget();
    optimizer.restoreUpdates(updates);
    this.#options.onPart?.('warm-up');
  }

  predict(batch: TrainingBatch): Predicted {
    const compiled = this.#compiledFor(this.#shapeOf(batch.rows, batch.epoch));
    if (compiled === undefined) return this.#eager!.predict(batch);
    this.#home.moveTo(compiled.program);
    const inputs = this.#inputsOf(batch);
    try {
      const [logits, features] = this.#fetch(compiled, inputs, [compiled.fetches.logits]);
      return { logits: logits!, ...(features === undefined ? {} : { features }) };
    } finally {
      tf.dispose(inputs);
    }
  }

  run(batch: TrainingBatch, exchange: TeacherExchange): StepLosses {
    const shape = this.#shapeOf(batch.rows, batch.epoch);
    const compiled = this.#compiledFor(shape);
    if (compiled === undefined) return this.#eager!.run(batch, exchange);
    this.#home.moveTo(compiled.program);
    const inputs = this.#inputsOf(batch);
    try {
      const losses = this.#runForm(shape.form, compiled, batch, inputs, exchange);
      if (losses.applied) this.#finish(compiled, batch, inputs, exchange);
      return losses;
    } finally {
      tf.dispose(inputs);
    }
  }

  settle(): void {
    this.#home.settle();
  }

  dispose(): void {
    this.settle();
    for (const { program } of this.#programs.values()) program.dispose();
    this.#programs.clear();
    this.#home.forget();
  }

  #shapeOf(rows: number, epoch: number): ProgramShape {
    return { rows, form: this.#options.formAt(epoch) };
  }

  #runForm(
    form: StepForm,
    compiled: StepProgram,
    batch: TrainingBatch,
    inputs: Inputs,
    exchange: TeacherExchange,
  ): StepLosses {
    switch (form) {
      case 'alone':
        return this.#alone(compiled, batch, inputs, exchange);
      case 'whole':
        return this.#whole(compiled, batch, inputs, exchange.foresight);
      case 'split':
        return this.#split(compiled, batch, inputs, exchange);
      default:
        return assertNever(form);
    }
  }

  /** One run: nobody teaches. What this peer predicted before the update is still offered to those it teaches. */
  #alone(compiled: StepProgram, batch: TrainingBatch, inputs: Inputs, exchange: TeacherExchange): StepLosses {
    const { report: reportName, logits: logitsName } = compiled.fetches;
    const [report, logits, features] = this.#fetch(compiled, inputs, [reportName, logitsName]);
    const teachers = exchange.learn(batch, logits!, features).length;
    return { ...lossesOf(report!), weight: this.#weightsAt(batch.step).response, teachers };
  }

  /** One run: what the teachers say is known before it. */
  #whole(compiled: StepProgram, batch: TrainingBatch, inputs: Inputs, foresight?: Foresight): StepLosses {
    const teachings = foresight?.hear(batch) ?? [];
    // No rule that reads them has its steps in this form.
    const ownLogits = new Float32Array(batch.labels.length * this.#context.classes);
    const lessons = Object.fromEntries(lessonInputs(lessonsOf(this.#context, batch, ownLogits, teachings)));
    try {
      const { report: reportName, logits: logitsName } = compiled.fetches;
      const fed = { ...inputs, ...lessons };
      const [report, logits, features] = this.#fetch(compiled, fed, [reportName, logitsName]);
      foresight?.tell(batch, logits!, features);
      return this.#taughtLosses(batch.step, lossesOf(report!), teachings);
    } finally {
      tf.dispose(lessons);
    }
  }

  #taughtLosses(
    step: number,
    losses: ReturnType<typeof lossesOf>,
    teachings: readonly Teaching[],
  ): StepLosses {
    const weight = this.#weightsAt(step).response;
    const distillation = weight > 0 && teachings.length > 0 ? losses.distillation : 0;
    return { ...losses, distillation, weight, teachers: teachings.length };
  }

  /** Forward, exchange, update. */
  #split(compiled: StepProgram, batch: TrainingBatch, inputs: Inputs, exchange: TeacherExchange): StepLosses {
    const { program, fetches } = compiled;
    const [logits, features] = this.#fetch(compiled, inputs, [fetches.forward]);
    let teachings: readonly Teaching[];
    let lessons: Inputs;
    try {
      teachings = exchange.learn(batch, logits!, features);
      lessons = Object.fromEntries(lessonInputs(lessonsOf(this.#context, batch, logits!, teachings)));
    } catch (error) {
      tf.dispose(program.run({}, [fetches.discard])); // no update will take what the forward run kept
      throw error;
    }
    try {
      const report = program.numbers(feedsOf(compiled, { ...inputs, ...lessons }), [fetches.report]);
      return this.#taughtLosses(batch.step, lossesOf(report), teachings);
    } finally {
      tf.dispose(lessons);
    }
  }

  /** Numbers of what is named; last the features, where there is a feature loss and they are finite. */
  #fetch(compiled: StepProgram, inputs: Inputs, names: readonly string[]): Float32Array[] {
    const { features } = compiled.fetches;
    const all = features === undefined ? names : [...names, features];
    const outputs = compiled.program.run(feedsOf(compiled, inputs), all);
    const numbers = outputs.map((tensor) => tensor.dataSync() as Float32Array);
    tf.dispose(outputs);
    return features === undefined || numbers.at(-1)!.every(Number.isFinite) ? numbers : numbers.slice(0, -1);
  }

  /** Counts the update, and sends the updated network's predictions; the statistics stay where the update left them. */
  #finish(compiled: StepProgram, batch: TrainingBatch, inputs: Inputs, exchange: TeacherExchange): void {
    const { optimizer } = this.#context;
    optimizer.restoreUpdates(optimizer.updates + 1);
    if (!teachesAfterUpdate(this.#context, batch.step)) return;
    const [logits, features] = this.#fetch(compiled, inputs, [compiled.fetches.logits]);
    exchange.teach(batch, logits!, PHASE.afterUpdate, features);
  }

  /** Everything a step is fed that does not come from teachers, by name. */
  #inputsOf(batch: TrainingBatch): Inputs {
    const { spec, stepsTotal, optimizer, inputShape } = this.#context;
    const rate = learningRate(spec.training, batch.step, stepsTotal);
    const scalars = Object.entries(optimizer.scalars(rate)).map(([name, value]) => [name, tf.scalar(value)]);
    return {
      images: tf.tensor(batch.inputs, [batch.rows, ...inputShape], 'float32'),
      labels: tf.tensor1d(batch.labels, 'int32'),
      step: tf.scalar(batch.step, 'int32'),
      ...Object.fromEntries(scalars),
    };
  }

  #weightsAt(step: number): ReturnType<typeof lessonWeights> {
    return lessonWeights(this.#context, step);
  }

  /** What a graph is made for, and no other: size of the batch, form, and which variables train. */
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
      const compiled = compileStep(this.#context, shape, this.#options, this.#options.simplify);
      this.#programs.set(key, compiled);
      return compiled;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.warn(`the training step is not compiled, it runs op by op: ${reason}`);
      this.#eager = eagerStep(this.#context);
      return undefined;
    }
  }
}

function lossesOf(report: Float32Array): Omit<StepLosses, 'weight' | 'teachers'> {
  const [supervised, distillation, feature, exits, applied] = report as unknown as readonly [
    number,
    number,
    number,
    number,
    number,
  ];
  return { supervised, distillation, feature, exits, applied: applied === 1 };
}
