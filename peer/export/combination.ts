import { bytesOf } from '../../proto/float-bytes.js';
import { constantNode, DATA_TYPE, FLOAT, opNode, refTo, type TensorRef } from '../graph/graph.js';
import {
  INPUT,
  type InferenceGraph,
  type InferenceNode,
  inputNode,
  inputType,
  nodeName,
  outputNode,
  outputSource,
  outputType,
} from './inference-graph.js';

/** One peer of an ensemble. */
export interface Member {
  readonly id: string;
  readonly graph: InferenceGraph;
}

/**
 * One network that averages the probabilities of several. They read the same samples, in the same form.
 *
 * @param members - Graphs that give logits, of the same classes.
 */
export function ensembleGraph(members: readonly Member[]): InferenceGraph {
  const type = outputType(members[0]!.graph);
  const nodes: InferenceNode[] = [inputNode(inputType(members[0]!.graph))];
  const op = (name: string, kind: string, inputs: readonly TensorRef[]): TensorRef => {
    nodes.push(opNode(`ensemble/${name}`, kind, inputs, type, { T: FLOAT }));
    return refTo(`ensemble/${name}`);
  };
  const probabilities = members.map(({ id, graph }) => {
    const logits = adopt(nodes, nodeName(id), graph);
    return op(`${nodeName(id)}_probabilities`, 'Softmax', [logits]);
  });
  const sum = probabilities.reduce((before, one, i) => op(`sum_${i}`, 'AddV2', [before, one]));
  nodes.push(numbersNode('ensemble/share', [1 / members.length], []));
  const mean = op('mean', 'Mul', [sum, refTo('ensemble/share')]);
  return { nodes: [...nodes, outputNode('probabilities', mean, type)], output: 'probabilities' };
}

/** Takes over the nodes of a graph, under names of their own, and returns what was its output. */
function adopt(nodes: InferenceNode[], prefix: string, graph: InferenceGraph): TensorRef {
  const renamed = ({ node, output }: TensorRef): TensorRef =>
    node === INPUT ? refTo(INPUT) : { node: `${prefix}/${node}`, output };
  for (const node of graph.nodes.slice(1, -1)) {
    const layer = node.layer === undefined ? prefix : `${prefix}/${node.layer}`;
    nodes.push({ ...node, name: `${prefix}/${node.name}`, inputs: node.inputs.map(renamed), layer });
  }
  return renamed(outputSource(graph));
}

/**
 * The same graph for pixels of 0 to 255 as they are stored: it subtracts the mean and divides by the deviation itself.
 *
 * @param mean - Of each channel, pixels on the scale 0 … 1; likewise `std`.
 */
export function onPixels(
  graph: InferenceGraph,
  { mean, std }: { readonly mean: readonly number[]; readonly std: readonly number[] },
): InferenceGraph {
  const [input, ...rest] = graph.nodes;
  const type = inputType(graph);
  const normal = refTo('preprocessing/normal');
  const steps: InferenceNode[] = [
    numbersNode(
      'preprocessing/mean',
      mean.map((one) => one * 255),
    ),
    numbersNode(
      'preprocessing/factor',
      std.map((one) => 1 / (one * 255)),
    ),
    opNode('preprocessing/centered', 'Sub', [refTo(INPUT), refTo('preprocessing/mean')], type, { T: FLOAT }),
    opNode(normal.node, 'Mul', [refTo('preprocessing/centered'), refTo('preprocessing/factor')], type, {
      T: FLOAT,
    }),
  ];
  const fed = rest.map((node) => ({
    ...node,
    inputs: node.inputs.map((ref) => (ref.node === INPUT ? normal : ref)),
  }));
  return { ...graph, nodes: [input!, ...steps, ...fed] };
}

function numbersNode(name: string, numbers: readonly number[], shape = [numbers.length]): InferenceNode {
  return constantNode(name, { dtype: DATA_TYPE.float32, shape, bytes: bytesOf(Float32Array.from(numbers)) });
}
