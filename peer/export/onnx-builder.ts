import type { onnx } from '#generated/onnx';
import { CodistillError } from '../../proto/errors.js';
import { DATA_TYPE, numbersOf, type TensorRef, type TensorType, type TensorValue } from '../graph/graph.js';
import type { InferenceGraph, InferenceNode } from './inference-graph.js';

/** An attribute of an ONNX node: whole numbers, a text, or a number that is not whole. */
export type OnnxAttribute = number | readonly number[] | string | { readonly float: number };

/** Grows an ONNX graph: nodes in order, and constants by name, those that are used alone. */
export class OnnxBuilder {
  readonly nodes: onnx.NodeProto.$Properties[] = [];
  readonly constants = new Map<string, TensorValue>();
  readonly #graph: ReadonlyMap<string, InferenceNode>;
  #added = 0;

  constructor({ nodes }: InferenceGraph) {
    this.#graph = new Map(nodes.map((node) => [node.name, node]));
  }

  /** The name of a tensor of the graph; a constant becomes part of the model. */
  name(ref: TensorRef): string {
    const value = this.#valueOf(ref);
    if (value !== undefined) this.constants.set(ref.node, value);
    return tensorName(ref);
  }

  type({ node, output }: TensorRef): TensorType {
    return this.#graph.get(node)!.outputs[output]!;
  }

  /**
   * The numbers of a constant that another format has as an attribute.
   *
   * @throws {CodistillError} `ERR_EXPORT_LAYER` when it is computed.
   */
  numbers(node: InferenceNode, input: number): number[] {
    const value = this.#valueOf(node.inputs[input]!);
    if (value === undefined) throw unsupported(node, `computes its argument ${input}`);
    return [...numbersOf(value)];
  }

  /** A vector of int64, as ONNX wants sizes, as a constant. */
  sizes(numbers: readonly number[]): string {
    const bytes = new Uint8Array(BigInt64Array.from(numbers, BigInt).buffer);
    return this.constant({ dtype: DATA_TYPE.int64, shape: [numbers.length], bytes });
  }

  floats(numbers: readonly number[], shape: readonly number[]): string {
    const bytes = new Uint8Array(Float32Array.from(numbers).buffer);
    return this.constant({ dtype: DATA_TYPE.float32, shape, bytes });
  }

  constant(value: TensorValue): string {
    const name = `constant_${this.#added++}`;
    this.constants.set(name, value);
    return name;
  }

  /** Adds a node and returns the name of its output, a new one unless it is given. */
  add(
    opType: string,
    input: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    output: string | readonly string[] = `${opType}_${this.#added++}`,
  ): string {
    const outputs = [output].flat();
    const attribute = Object.entries(attributes).map(([name, value]) => attributeProto(name, value));
    this.nodes.push({ name: outputs[0]!, opType, input: [...input], output: outputs, attribute });
    return outputs[0]!;
  }

  #valueOf({ node }: TensorRef): TensorValue | undefined {
    const value = this.#graph.get(node)?.attributes.value;
    return value?.kind === 'tensor' ? value.value : undefined;
  }
}

export function tensorName({ node, output }: TensorRef): string {
  return output === 0 ? node : `${node}_${output}`;
}

/** The error for an op that ONNX has not. */
export function unsupported({ op, layer }: InferenceNode, reason: string): CodistillError {
  const where = layer === undefined ? '' : ` in layer "${layer}"`;
  return new CodistillError('ERR_EXPORT_LAYER', `onnx cannot hold ${op}${where}: it ${reason}`, {
    fix: 'take --format savedmodel or tfjs, which hold ops of TensorFlow as they are',
    facts: { op, layer: layer ?? null },
  });
}

function attributeProto(name: string, value: OnnxAttribute): onnx.AttributeProto.$Properties {
  if (typeof value === 'number') return { name, i: value, type: 2 };
  if (typeof value === 'string') return { name, s: new TextEncoder().encode(value), type: 3 };
  if (Array.isArray(value)) return { name, ints: [...value], type: 7 };
  return { name, f: (value as { float: number }).float, type: 1 };
}
