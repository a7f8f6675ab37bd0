import {
  type GraphNode,
  identityNode,
  placeholderNode,
  type TensorRef,
  type TensorType,
} from '../graph/graph.js';

/** Stands for the number of samples in a shape. */
export const ANY = -1;

/** Names of the tensor that goes into an exported model, and of that which comes out. */
export const INPUT = 'input';
export const OUTPUTS = ['logits', 'probabilities'] as const;
export type OutputName = (typeof OUTPUTS)[number];

/**
 * A network in inference mode as data: TensorFlow ops in topological order, its weights as constants. No shape fixes how many
 * samples are predicted at once.
 */
export interface InferenceGraph {
  /** The first one is the placeholder `INPUT`, the last one that of `output`. */
  readonly nodes: readonly InferenceNode[];
  readonly output: OutputName;
}

/** One op, and the layer that runs it, if any does. */
export interface InferenceNode extends GraphNode {
  readonly layer?: string | undefined;
  /** Its position among the ops of the network's trace; absent for what no op of a network makes. */
  readonly position?: number;
  /** Whether it is a constant that holds a weight of a network. */
  readonly weight?: boolean;
}

/** The placeholder of samples. */
export function inputNode(type: TensorType): InferenceNode {
  return placeholderNode(INPUT, type);
}

/** Gives a tensor the name of the output. */
export function outputNode(name: OutputName, ref: TensorRef, type: TensorType): InferenceNode {
  return identityNode(name, ref, type);
}

export function inputType({ nodes }: InferenceGraph): TensorType {
  return nodes[0]!.outputs[0]!;
}

export function outputType({ nodes }: InferenceGraph): TensorType {
  return nodes.at(-1)!.outputs[0]!;
}

/** The node whose tensor becomes the output. */
export function outputSource({ nodes }: InferenceGraph): TensorRef {
  return nodes.at(-1)!.inputs[0]!;
}

/** A name that every runtime takes for a node. */
export function nodeName(text: string): string {
  return text.replace(/[^A-Za-z0-9_./-]/g, '_').replace(/^[^A-Za-z0-9.]/, '.');
}
