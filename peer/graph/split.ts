import {
  ancestorsOf,
  type GraphNode,
  identityNode,
  refText,
  refTo,
  type StepGraph,
  type TensorRef,
  type TensorType,
  withRoots,
} from './graph.js';
import { marker } from './variables.js';

/** The logits, with everything kept that the backward pass needs. */
export const FORWARD = 'forward_logits';
/** Throws away what a forward pass kept, when no backward pass will follow. */
export const DISCARD = 'discarded';

/** Read or fed again for the backward pass, so nothing is kept of them. */
const LASTING: readonly string[] = ['Const', 'Placeholder', 'CodistillReadVariable'];

/**
 * Cuts a step behind its logits (and features, which are fetched with them), so that the cohort can be asked in between
 * without a second forward pass. Tensors of the forward pass that the backward pass needs wait in a staging area inside
 * TensorFlow: references, no copies. The nodes of both runs lie in one graph; TensorFlow runs only what a fetched node
 * needs.
 */
export function splitAtLogits(graph: StepGraph): StepGraph {
  const byName = new Map(graph.nodes.map((node) => [node.name, node]));
  const { features, ...others } = graph.results;
  const { logits } = others;
  const forward = ancestorsOf(graph.nodes, features === undefined ? [logits] : [logits, features]);
  const kept = new Map<string, TensorRef>();
  const keep = (ref: TensorRef): TensorRef => {
    const producer = byName.get(ref.node)!;
    if (!forward.has(ref.node) || LASTING.includes(producer.op)) return ref;
    const key = refText(ref);
    kept.set(key, ref);
    return refTo('unstage', [...kept.keys()].indexOf(key));
  };
  const backward = graph.nodes
    .filter((node) => !forward.has(node.name))
    .map((node) => ({ ...node, inputs: node.inputs.map(keep) }));
  const { results, updates } = withRoots({ ...graph, results: others }, keep);
  const refs = [...kept.values()];
  const types = refs.map(({ node, output }) => byName.get(node)!.outputs[output]!);
  const nodes = [
    ...graph.nodes.filter((node) => forward.has(node.name)),
    ...stagingNodes(refs, types, logits, byName.get(logits.node)!.outputs[logits.output]!),
    ...backward,
  ];
  return { nodes, results, updates, variables: graph.variables };
}

function stagingNodes(
  refs: readonly TensorRef[],
  types: readonly TensorType[],
  logits: TensorRef,
  logitsType: TensorType,
): GraphNode[] {
  const area = {
    dtypes: { kind: 'types', value: types.map(({ dtype }) => dtype) },
    shared_name: { kind: 'string', value: 'kept' },
  } as const;
  return [
    { name: 'stage', op: 'Stage', attributes: area, inputs: refs, outputs: [] },
    { name: 'unstage', op: 'Unstage', attributes: area, inputs: [], outputs: types },
    { ...identityNode(FORWARD, logits, logitsType), controls: ['stage'] },
    { name: 'stage_clear', op: 'StageClear', attributes: area, inputs: [], outputs: [] },
    marker(DISCARD, ['stage_clear']),
  ];
}
