import { checkTraceable, graphOfTraces } from '../../peer/graph/comparison.js';
import { inputName, pruned, type StepGraph } from '../../peer/graph/graph.js';
import { Program } from '../../peer/graph/program.js';
import { record } from '../../peer/graph/recorder.js';
import { type OpScript, scriptOf } from '../../peer/graph/replay.js';
import type { TracedStep } from '../../peer/graph/traced-step.js';
import { type Tensor, tf } from '../../peer/model/backend.js';
import { noise } from './step-kit.js';

/** Shapes of float32 inputs by name. */
export type InputShapes = Readonly<Record<string, readonly number[]>>;

/** Traces plain tensor arithmetic: a graph whose logits are what the function returns, without updates. */
export function tracedFunction(
  shapes: InputShapes,
  compute: (inputs: Readonly<Record<string, Tensor>>) => Tensor,
): StepGraph {
  const first = tracedOnce(shapes, compute, 1);
  checkTraceable(first);
  return pruned(graphOfTraces(first, tracedOnce(shapes, compute, 2, scriptOf(first.recording))));
}

/** One trace of it on inputs of a seed; with a script, without computing. */
export function tracedOnce(
  shapes: InputShapes,
  compute: (inputs: Readonly<Record<string, Tensor>>) => Tensor,
  seed: number,
  script?: OpScript,
): TracedStep {
  let output = -1;
  const recording = record(
    (recorder) =>
      tf.tidy(() => {
        const inputs = inputsOf(shapes, seed);
        for (const [name, tensor] of Object.entries(inputs)) recorder.mark(tensor, { kind: 'input', name });
        output = recorder.idOf(compute(inputs));
      }),
    script,
  );
  return { recording, results: { logits: output, supervised: output }, variables: [], scalars: {} };
}

/** What a graph of {@link tracedFunction} computes of the inputs of a seed. */
export function computed(graph: StepGraph, shapes: InputShapes, seed = 3): Float32Array {
  const program = new Program(graph.nodes, graph.variables);
  const inputs = inputsOf(shapes, seed);
  const fed = new Set(graph.nodes.map(({ name }) => name));
  const feeds = Object.entries(inputs)
    .map(([name, tensor]) => [inputName(name), tensor] as const)
    .filter(([name]) => fed.has(name));
  try {
    const { node, output } = graph.results.logits;
    return program.numbers(Object.fromEntries(feeds), [`${node}:${output}`])[0]!;
  } finally {
    tf.dispose(inputs);
    program.dispose();
  }
}

/** Names of a graph's ops, constants and inputs left out, in order. */
export function opsOf(graph: StepGraph): string[] {
  return graph.nodes.map(({ op }) => op).filter((op) => op !== 'Const' && op !== 'Placeholder');
}

function inputsOf(shapes: InputShapes, seed: number): Record<string, Tensor> {
  const entries = Object.entries(shapes).map(([name, shape], i) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return [name, tf.tensor(noise(seed * 100 + i, size), [...shape], 'float32')] as const;
  });
  return Object.fromEntries(entries);
}
