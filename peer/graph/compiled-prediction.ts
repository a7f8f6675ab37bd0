import { reasonOf } from '../../proto/user-module.js';
import { type LayersModel, type Tensor, tf, type Variable } from '../model/backend.js';
import { eagerOutputs, type NetworkOutputs, type PredictOutputs, sampleShapeOf } from '../model/evaluate.js';
import type { FeatureTap } from '../model/feature-tap.js';
import { namedWeights } from '../model/weights.js';
import { type CompilationServices, type CompiledProgram, compile, feedsOf } from './compilation.js';
import { refText } from './graph.js';
import { IMAGES, traceInference } from './inference-trace.js';
import { inPrecision, type Precision } from './low-precision.js';
import type { Program } from './program.js';
import type { OpScript } from './replay.js';
import { simplified } from './simplify/simplify.js';
import type { TracedStep } from './traced-step.js';
import type { VariableHome } from './variable-home.js';

export interface PredictionOptions extends CompilationServices {
  /** Of this network: its features come with the logits. Absent: logits alone. */
  readonly tap?: FeatureTap | undefined;
  /** Of the step that trains this network: predictions are always of its newest weights, which are not copied. */
  readonly home?: VariableHome | undefined;
  /** @default float32 */
  readonly precision?: Precision;
  /** Predicts op by op from the start. @default false */
  readonly eager?: boolean;
}

interface CompiledNetwork extends CompiledProgram {
  readonly rows: number;
}

/**
 * A network's predictions in inference mode (moving statistics, no dropout) by one TensorFlow graph, unless op by op is
 * asked for.
 *
 * The graph is made for the rows of the first batch. A smaller batch is filled up with black pictures or what
 * else lies behind it, whose predictions are left out: in inference mode no sample sees another.
 */
export class CompiledPrediction {
  readonly #network: LayersModel;
  readonly #variables: readonly Variable[];
  readonly #warn: (message: string) => void;
  readonly #options: PredictionOptions;
  #eager: PredictOutputs | undefined;
  #compiled: CompiledNetwork | undefined;
  #loaded = false;

  /** @param warn - Told once, in one line, when the network cannot be compiled and predicts op by op. */
  constructor(network: LayersModel, warn: (message: string) => void, options: PredictionOptions = {}) {
    this.#network = network;
    this.#warn = warn;
    this.#options = options;
    this.#variables = namedWeights(network).map(({ variable }) => variable);
    if (options.eager === true) this.#eager = eagerOutputs(network, options.tap);
  }

  /** Takes the weights as they stand in the network when the next prediction is asked for. */
  refresh(): void {
    this.#loaded = false;
  }

  /**
   * Makes the graph for batches of up to `rows` samples, and runs it once on black pictures, so that the first
   * prediction costs no more than the next one.
   */
  prepare(rows: number): void {
    if (this.#eager !== undefined) return;
    this.predict(new Float32Array(rows * this.#sampleSize), rows);
    this.refresh();
  }

  /**
   * @param inputs - float32, `rows` samples; what else follows changes nothing.
   * @returns Logits, float32 `[rows * positions * classes]`.
   */
  predict(inputs: Float32Array, rows: number): Float32Array {
    return this.outputs(inputs, rows).logits;
  }

  /** The same, with the features where the network is tapped. */
  outputs(inputs: Float32Array, rows: number): NetworkOutputs {
    try {
      if (this.#eager === undefined) this.#prepare(rows);
    } catch (error) {
      this.#warn(`evaluation is not compiled, it runs op by op: ${reasonOf(error)}`);
      this.#eager = eagerOutputs(this.#network, this.#options.tap);
    }
    if (this.#eager === undefined) return this.#run(this.#compiled!, inputs, rows);
    this.#options.home?.settle();
    return this.#eager(inputs, rows);
  }

  #run(compiled: CompiledNetwork, inputs: Float32Array, rows: number): NetworkOutputs {
    const { program, fetches, rows: capacity } = compiled;
    const sampleShape = sampleShapeOf(this.#network);
    const sampleSize = this.#sampleSize;
    this.#load(program);
    const size = capacity * sampleSize;
    const filled = inputs.length < size ? new Float32Array(size) : inputs.subarray(0, size);
    if (inputs.length < size) filled.set(inputs);
    const images = { values: filled, shape: [capacity, ...sampleShape] };
    const names = fetches.features === undefined ? [fetches.logits!] : [fetches.logits!, fetches.features];
    const numbers = program.numbers(feedsOf(compiled, { [IMAGES]: images }), names);
    const [logits, features] = numbers.map((all) => all.subarray(0, (all.length / capacity) * rows));
    return { logits: logits!, ...(features === undefined ? {} : { features }) };
  }

  #load(program: Program): void {
    const { home } = this.#options;
    if (home !== undefined) home.bring();
    else if (!this.#loaded) program.load(this.#variables);
    this.#loaded = true;
  }

  get #sampleSize(): number {
    return sampleShapeOf(this.#network).reduce((product, side) => product * side, 1);
  }

  dispose(): void {
    this.#compiled?.program.dispose();
    this.#compiled = undefined;
    this.#loaded = false;
  }

  /** Makes the graph, unless there is one for as many rows. */
  #prepare(rows: number): void {
    if (this.#compiled !== undefined && rows <= this.#compiled.rows) return;
    this.dispose();
    const shape = [rows, ...sampleShapeOf(this.#network)];
    const compiled = compile(
      {
        family: this.#familyOf(shape),
        trace: (values, script) => this.#trace(values + 1, shape, script),
        finish: (traced) => {
          const { nodes, results } = inPrecision(simplified(traced), this.#options.precision ?? 'float32');
          const { logits, features } = results;
          const fetches = { logits: refText(logits), ...(features && { features: refText(features) }) };
          return { nodes, fetches };
        },
      },
      { ...this.#options, session: this.#options.home?.session },
    );
    this.#compiled = { ...compiled, rows };
  }

  /** Which networks may share their ops; what their constants are, a trace tells. */
  #familyOf(shape: readonly number[]): string {
    const layers = this.#network.layers.map((layer) => layer.getClassName());
    const state = this.#variables.map((variable) => variable.shape);
    const { tap, precision = 'float32' } = this.#options;
    const features = tap && { features: tap.shape };
    return JSON.stringify({ kind: 'prediction', precision, shape, layers, state, ...features });
  }

  #trace(seed: number, shape: number[], script?: OpScript): TracedStep {
    const images = (): Tensor => tf.randomNormal(shape, 0, 1, 'float32', seed);
    const { tap } = this.#options;
    const traced = traceInference(this.#network, images, { tap, script });
    const { logits, features, variables, samples: _, ...recording } = traced;
    // There is no loss.
    const results = { logits, supervised: logits, ...(features !== undefined && { features }) };
    return { recording, results, variables, scalars: {} };
  }
}
