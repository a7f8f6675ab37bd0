import { PHASE } from '../../proto/codec.js';
import { distillationWeight, learningRate } from '../core/schedule.js';
import { softTargets } from '../core/targets.js';
import { type Tensor, tf } from '../model/backend.js';
import {
  type StepLosses,
  type TeacherExchange,
  type TrainingBatch,
  teachesAfterUpdate,
} from '../model/train.js';
import type { StepGraph } from './graph.js';
import { compileStep, feedsOf, type ProgramShape, type StepProgram } from './step-program.js';
import { stateVariables } from './traced-step.js';
import { eagerStep, type StepContext, type TrainingStep } from './training-step.js';
import { VariableHome } from './variable-home.js';

/** How a step is compiled. */
export interface CompileOptions {
  /**
   * Whether any teacher may ever answer. With one, a step is two runs, forward and update, with the exchange in
   * between; otherwise it is one, and predictions are offered after it.
   */
  readonly mayBeTaught: boolean;
  /** Told once, in one line, when the step cannot be compiled and training goes on op by op. */
  readonly warn: (message: string) => void;
  /** Rewrites a traced step. @default simplified */
  readonly simplify?: (graph: StepGraph) => StepGraph;
}

type Inputs = Readonly<Record<string, Tensor>>;

/**
 * The training step as one TensorFlow graph, two and a half times as fast as op by op for a small CNN.
 *
 * A step is traced, simplified and loaded when the first batch of its size comes, or ahead of it by `prepare`; the
 * last, smaller batch of an epoch gets a graph of its own. Weights and slots then live inside TensorFlow, and come
 * back to the network on `settle`. A step that cannot be compiled is trained op by op instead, with one warning.
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

  /**
   * Compiles for batches of these sizes, and runs each graph once on black pictures: TensorFlow optimizes a graph when
   * it first runs, better now than in the middle of an epoch. What was learned from them is thrown away.
   */
  prepare(rows: readonly number[]): void {
    const { inputShape, optimizer } = this.#context;
    const silent: TeacherExchange = { learn: () => [], teach() {} };
    const { updates } = optimizer;
    for (const count of rows) {
      if (this.#compiledFor(count) === undefined) return;
      const inputs = new Float32Array(inputShape.reduce((product, side) => product * side, count));
      const labels = new Int32Array(count);
      this.run({ step: 0, epoch: 0, rows: count, inputs, labels, digest: new Uint8Array() }, silent);
      this.#home.forget();
    }
    optimizer.restoreUpdates(updates);
  }

  run(batch: TrainingBatch, exchange: TeacherExchange): StepLosses {
    const compiled = this.#compiledFor(batch.rows);
    if (compiled === undefined) return this.#eager!.run(batch, exchange);
    this.#home.moveTo(compiled.program);
    const inputs = this.#inputsOf(batch);
    try {
      const run = this.#form === 'split' ? this.#split : this.#whole;
      const losses = run.call(this, compiled, batch, inputs, exchange);
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

  get #form(): ProgramShape['form'] {
    return this.#options.mayBeTaught && this.#context.spec.distillation.weight > 0 ? 'split' : 'whole';
  }

  /** One run: nobody teaches. What this peer predicted before the update is still offered to those it teaches. */
  #whole(compiled: StepProgram, batch: TrainingBatch, inputs: Inputs, exchange: TeacherExchange): StepLosses {
    const { report: reportName, logits: logitsName } = compiled.fetches;
    const outputs = compiled.program.run(feedsOf(compiled, inputs), [reportName, logitsName]);
    const [report, logits] = outputs.map((tensor) => tensor.dataSync() as Float32Array);
    tf.dispose(outputs);
    const teachers = exchange.learn(batch, logits!).length;
    const weight = distillationWeight(this.#context.spec.distillation, batch.step);
    return { ...lossesOf(report!), weight, teachers };
  }

  /** Forward, exchange, update. */
  #split(compiled: StepProgram, batch: TrainingBatch, inputs: Inputs, exchange: TeacherExchange): StepLosses {
    const { program, fetches } = compiled;
    const logits = program.numbers(feedsOf(compiled, inputs), [fetches.forward]);
    let teachers: readonly Float32Array[];
    try {
      teachers = exchange.learn(batch, logits);
    } catch (error) {
      tf.dispose(program.run({}, [fetches.discard])); // no update will take what the forward run kept
      throw error;
    }
    const weight = distillationWeight(this.#context.spec.distillation, batch.step);
    const taught = weight > 0 && teachers.length > 0;
    const soft = this.#softInputs(taught ? teachers : [], taught ? weight : 0, batch.rows);
    try {
      const report = program.numbers(feedsOf(compiled, { ...inputs, ...soft }), [fetches.report]);
      const losses = lossesOf(report);
      return { ...losses, distillation: taught ? losses.distillation : 0, weight, teachers: teachers.length };
    } finally {
      tf.dispose(soft);
    }
  }

  /** Counts the update, and sends the updated network's predictions; the statistics stay where the update left them. */
  #finish(compiled: StepProgram, batch: TrainingBatch, inputs: Inputs, exchange: TeacherExchange): void {
    const { optimizer } = this.#context;
    optimizer.restoreUpdates(optimizer.updates + 1);
    if (!teachesAfterUpdate(this.#context, batch.step)) return;
    const logits = compiled.program.numbers(feedsOf(compiled, inputs), [compiled.fetches.logits]);
    exchange.teach(batch, logits, PHASE.afterUpdate);
  }

  /** Everything a step is fed that does not come from teachers, by name. */
  #inputsOf(batch: TrainingBatch): Inputs {
    const { spec, stepsTotal, optimizer, inputShape } = this.#context;
    const rate = learningRate(spec.training, batch.step, stepsTotal);
    const scalars = Object.entries(optimizer.scalars(rate)).map(([name, value]) => [name, tf.scalar(value)]);
    return {
      images: tf.tensor4d(batch.inputs, [batch.rows, ...inputShape]),
      labels: tf.tensor1d(batch.labels, 'int32'),
      step: tf.scalar(batch.step, 'int32'),
      ...Object.fromEntries(scalars),
    };
  }

  /** Without teachers the term is there, but weighs nothing: 0 · KL adds nothing to a loss or a gradient. */
  #softInputs(teachers: readonly Float32Array[], weight: number, rows: number): Inputs {
    const { classes, spec } = this.#context;
    const { temperature } = spec.distillation;
    const targets =
      teachers.length === 0
        ? new Float32Array(rows * classes).fill(1 / classes)
        : softTargets(teachers, undefined, rows, classes, temperature);
    return { softTargets: tf.tensor2d(targets, [rows, classes]), weight: tf.scalar(weight) };
  }

  /** The graph for a batch of this size; `undefined` once the step turned out not to compile. */
  #compiledFor(rows: number): StepProgram | undefined {
    if (this.#eager !== undefined) return undefined;
    const form = this.#form;
    const key = `${form}/${rows}`;
    const known = this.#programs.get(key);
    if (known !== undefined) return known;
    this.settle(); // a trace runs on the network itself
    try {
      const compiled = compileStep(this.#context, { rows, form }, this.#options.simplify);
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

function lossesOf(report: Float32Array): Pick<StepLosses, 'supervised' | 'distillation' | 'applied'> {
  const [supervised, distillation, applied] = report;
  return { supervised: supervised!, distillation: distillation!, applied: applied === 1 };
}
