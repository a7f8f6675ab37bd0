import type { RunSpec } from '../../proto/run-spec.js';
import {
  ancestorsOf,
  constantNode,
  DATA_TYPE,
  FLOAT,
  type GraphNode,
  opNode,
  pruned,
  READ_VARIABLE,
  refText,
  refTo,
  type StepGraph,
  scalarValue,
  type TensorRef,
  type TensorType,
} from './graph.js';

/** The type that the products and convolutions of a peer's network are computed in. */
export type Precision = RunSpec['peers'][number]['precision'];

/** TensorFlow's numbers for the types that only a product works on. */
const LOW_TYPE = { bfloat16: 14, float16: 19 } as const;

const PRODUCTS: readonly string[] = [
  'MatMul',
  'BatchMatMulV2',
  'Conv2D',
  'Conv2DBackpropInput',
  'Conv2DBackpropFilter',
  'DepthwiseConv2dNative',
  'DepthwiseConv2dNativeBackpropInput',
  'DepthwiseConv2dNativeBackpropFilter',
];

/**
 * Gradients are so much larger within a float16 product, and divided by it behind: those of a mean over a batch would come
 * near 6e-8, the smallest float16. A gradient of 64 overflows; the step's guard then refuses the update. A power of two, so that no
 * bit is lost.
 */
const FLOAT16_SCALE = 1024;

const SCALE = 'gradient_scale';
const INVERSE_SCALE = 'gradient_scale_inverse';

/**
 * A step whose products and convolutions, those of the gradients too, are computed in a lower precision: their inputs are
 * cast to it, and their results back. All else stays float32: weights, slots, statistics and normalisation, biases,
 * activations, softmax, losses with what they multiply, and updates (Micikevicius et al. 2018, arXiv 1710.03740).
 */
export function inPrecision(graph: StepGraph, precision: Precision): StepGraph {
  return precision === 'float32' ? graph : pruned(new LowPrecision(graph, precision).graph());
}

/** Writes a graph anew, node by node. */
class LowPrecision {
  readonly #graph: StepGraph;
  readonly #lowType: number;
  readonly #scaled: boolean;
  /** Nodes that a logit or a loss depends on; the others make gradients and updates of them. */
  readonly #forward: ReadonlySet<string>;
  /** Those that a logit depends on: the network. */
  readonly #network: ReadonlySet<string>;
  readonly #originals: ReadonlyMap<string, GraphNode>;
  readonly #nodes: GraphNode[] = [];
  /** Low-precision twins of tensors, by the tensor; those of gradients are scaled. */
  readonly #twins = new Map<string, TensorRef>();

  constructor(graph: StepGraph, precision: keyof typeof LOW_TYPE) {
    this.#graph = graph;
    this.#lowType = LOW_TYPE[precision];
    this.#scaled = precision === 'float16';
    const { gradients: _, ...results } = graph.results;
    const { logits, features = logits } = results;
    this.#forward = ancestorsOf(graph.nodes, Object.values(results));
    this.#network = ancestorsOf(graph.nodes, [logits, features]);
    this.#originals = new Map(graph.nodes.map((node) => [node.name, node]));
  }

  graph(): StepGraph {
    this.#nodes.push(
      constantNode(SCALE, scalarValue(DATA_TYPE.float32, FLOAT16_SCALE)),
      constantNode(INVERSE_SCALE, scalarValue(DATA_TYPE.float32, 1 / FLOAT16_SCALE)),
    );
    for (const node of this.#graph.nodes) {
      if (this.#isLowered(node)) this.#lower(node);
      else this.#nodes.push(node);
    }
    return { ...this.#graph, nodes: this.#nodes };
  }

  /** Products of the network and of its gradients; not those within a loss or a penalty. */
  #isLowered({ name, op, inputs }: GraphNode): boolean {
    if (!PRODUCTS.includes(op)) return false;
    const factors = inputs.filter((ref) => this.#isFloat(ref));
    if (this.#forward.has(name)) return this.#network.has(name) || factors.some((ref) => this.#isWeight(ref));
    return factors.filter((ref) => this.#isGradient(ref)).length === 1;
  }

  #typeOf({ node, output }: TensorRef): TensorType {
    return this.#originals.get(node)!.outputs[output]!;
  }

  #isFloat(ref: TensorRef): boolean {
    return this.#typeOf(ref).dtype === DATA_TYPE.float32;
  }

  #isWeight({ node }: TensorRef): boolean {
    const { op, inputs } = this.#originals.get(node)!;
    return op === READ_VARIABLE || (op === 'Reshape' && this.#isWeight(inputs[0]!));
  }

  #isGradient(ref: TensorRef): boolean {
    return !this.#forward.has(ref.node) && !this.#isWeight(ref);
  }

  #lower(node: GraphNode): void {
    const [{ shape }] = node.outputs as readonly [TensorType];
    const low = { dtype: this.#lowType, shape };
    const inputs = node.inputs.map((ref) => (this.#isFloat(ref) ? this.#twinOf(ref) : ref));
    const attributes = { ...node.attributes, T: { kind: 'type', value: low.dtype } } as const;
    const product = { ...node, name: `${node.name}_low`, inputs, attributes, outputs: [low] };
    this.#nodes.push(product);
    const isScaled = this.#scaled && !this.#forward.has(node.name);
    const back = isScaled ? `${node.name}_scaled` : node.name;
    this.#cast(back, refTo(product.name), low, { dtype: DATA_TYPE.float32, shape });
    if (isScaled) this.#multiply(node.name, refTo(back), INVERSE_SCALE, shape);
  }

  /** Made once for all products that take the tensor. */
  #twinOf(ref: TensorRef): TensorRef {
    const known = this.#twins.get(refText(ref));
    if (known !== undefined) return known;
    const name = `${ref.node}_${ref.output}_cast`;
    const type = this.#typeOf(ref);
    const isScaled = this.#scaled && this.#isGradient(ref);
    if (isScaled) this.#multiply(`${name}_scaled`, ref, SCALE, type.shape);
    const source = isScaled ? refTo(`${name}_scaled`) : ref;
    this.#cast(name, source, type, { dtype: this.#lowType, shape: type.shape });
    this.#twins.set(refText(ref), refTo(name));
    return refTo(name);
  }

  #cast(name: string, source: TensorRef, from: TensorType, to: TensorType): void {
    const SrcT = { kind: 'type', value: from.dtype } as const;
    const DstT = { kind: 'type', value: to.dtype } as const;
    this.#nodes.push(opNode(name, 'Cast', [source], to, { SrcT, DstT }));
  }

  #multiply(name: string, ref: TensorRef, factor: string, shape: readonly number[]): void {
    const type = { dtype: DATA_TYPE.float32, shape };
    this.#nodes.push(opNode(name, 'Mul', [ref, refTo(factor)], type, { T: FLOAT }));
  }
}
