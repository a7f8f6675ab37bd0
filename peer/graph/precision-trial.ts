import type { Numbers } from '../model/numbers.js';
import {
  DATA_TYPE,
  FLOAT,
  type GraphNode,
  opNode,
  placeholderNode,
  refText,
  refTo,
  reshapeNodes,
  type StepGraph,
  type TensorType,
} from './graph.js';
import { inPrecision, type Precision } from './low-precision.js';
import { alignedFloats } from './native-session.js';
import { Program } from './program.js';

/** One layer of a middling network on a batch: some milliseconds of a core. */
const SHAPES = { images: [16, 8, 8, 128], filter: [3, 3, 128, 128], weights: [128, 256] } as const;
const PIXELS = 16 * 8 * 8;
const TURNS = 9;

/**
 * Times a convolution and a product in float32 and in another precision, in turns, after a first run of each. The shortest
 * time of each counts, which other work on the machine disturbs least.
 *
 * @returns How many times as fast the other one is here.
 */
export function precisionGain(precision: Precision, nowMs: () => number): number {
  const programs = [layer('float32'), layer(precision)] as const;
  const feeds = Object.fromEntries(Object.entries(SHAPES).map(([name, shape]) => [name, numbersFor(shape)]));
  try {
    const shortestMs = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let turn = 0; turn <= TURNS; turn++) {
      programs.forEach(({ program, output }, i) => {
        const startMs = nowMs();
        program.run(feeds, [output]);
        const ms = nowMs() - startMs;
        if (turn > 0) shortestMs[i] = Math.min(shortestMs[i]!, ms);
      });
    }
    return shortestMs[0]! / shortestMs[1]!;
  } finally {
    for (const { program } of programs) program.dispose();
  }
}

function numbersFor(shape: readonly number[]): Numbers {
  const size = shape.reduce((product, side) => product * side, 1);
  return { values: alignedFloats(size).fill(0.01), shape };
}

function layer(precision: Precision): { readonly program: Program; readonly output: string } {
  const floats = (...shape: number[]): TensorType => ({ dtype: DATA_TYPE.float32, shape });
  const inputs = Object.entries(SHAPES).map(([name, shape]) => placeholderNode(name, floats(...shape)));
  const attributes: GraphNode['attributes'] = {
    T: FLOAT,
    strides: { kind: 'ints', value: [1, 1, 1, 1] },
    padding: { kind: 'string', value: 'SAME' },
    data_format: { kind: 'string', value: 'NHWC' },
  };
  const transposed = { kind: 'bool', value: false } as const;
  const nodes = [
    ...inputs,
    opNode('convolution', 'Conv2D', [refTo('images'), refTo('filter')], floats(...SHAPES.images), attributes),
    ...reshapeNodes('rows', refTo('convolution'), floats(PIXELS, 128)),
    opNode('product', 'MatMul', [refTo('rows'), refTo('weights')], floats(PIXELS, 256), {
      ...{ T: FLOAT, transpose_a: transposed, transpose_b: transposed },
    }),
  ];
  const logits = refTo('product');
  const graph: StepGraph = { nodes, results: { logits, supervised: logits }, updates: [], variables: [] };
  return { program: new Program(inPrecision(graph, precision).nodes, []), output: refText(logits) };
}
