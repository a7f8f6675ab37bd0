import { nativeBackend, tf } from '../model/backend.js';
import { DATA_TYPE, FLOAT, type GraphNode, opNode, placeholderNode, refTo, type StepGraph } from './graph.js';
import { Program } from './program.js';

const UINT8 = 4;

/**
 * Max pooling whose gradient lies in another run than its forward pass: oneDNN's own pair of ops, where the forward one
 * hands over which element of each window was the largest. TensorFlow makes this pair by itself only within one run,
 * and otherwise searches the windows again, four times as slowly.
 */
export function withPoolingWorkspaces(graph: StepGraph): StepGraph {
  const gradients = graph.nodes.filter(({ op }) => op === 'MaxPoolGrad');
  if (gradients.length === 0 || !hasPoolingWorkspaces()) return graph;
  const pooled = new Set(gradients.map(({ inputs }) => inputs[1]!.node));
  const nodes = graph.nodes.map((node) =>
    node.op === 'MaxPoolGrad' || (node.op === 'MaxPool' && pooled.has(node.name))
      ? withWorkspace(node)
      : node,
  );
  return { ...graph, nodes };
}

/**
 * Whether this TensorFlow has oneDNN's pooling ops: found out by running one. They are internal to TensorFlow, and
 * there for the CPU only.
 */
export function hasPoolingWorkspaces(): boolean {
  if (nativeBackend().isUsingGpuDevice) return false;
  const type = { dtype: DATA_TYPE.float32, shape: [1, 2, 2, 1] };
  const window = { kind: 'ints', value: [1, 2, 2, 1] } as const;
  const largest = { dtype: DATA_TYPE.float32, shape: [1, 1, 1, 1] };
  const pool = opNode('probe', 'MaxPool', [refTo('picture')], largest, {
    T: FLOAT,
    ksize: window,
    strides: window,
    padding: { kind: 'string', value: 'SAME' },
    data_format: { kind: 'string', value: 'NHWC' },
  });
  const picture = tf.tensor4d([1, 4, 3, 2], [1, 2, 2, 1]);
  let program: Program | undefined;
  try {
    program = new Program([placeholderNode('picture', type), withWorkspace(pool)], []);
    return program.numbers({ picture }, ['probe'])[0]![0] === 4;
  } catch {
    return false;
  } finally {
    program?.dispose();
    picture.dispose();
  }
}

function withWorkspace(node: GraphNode): GraphNode {
  const attributes = {
    ...node.attributes,
    workspace_enabled: { kind: 'bool', value: true },
    _kernel: { kind: 'string', value: 'MklNameChangeOp' }, // the label under which oneDNN's kernels are registered
  } as const;
  if (node.op === 'MaxPool') {
    const outputs = [...node.outputs, { dtype: UINT8, shape: [] }];
    return { ...node, op: '_MklNativeMaxPool', attributes, outputs };
  }
  const inputs = [...node.inputs, refTo(node.inputs[1]!.node, 1)]; // the forward op's workspace
  return { ...node, op: '_MklNativeMaxPoolGrad', attributes, inputs };
}
