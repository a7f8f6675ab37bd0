import { DATA_TYPE, type GraphNode } from '../graph/graph.js';
import type { InferenceNode } from './inference-graph.js';
import { type OnnxAttribute, type OnnxBuilder, tensorName, unsupported } from './onnx-builder.js';
import { addSpatialNode } from './onnx-spatial-ops.js';

type Attributes = Readonly<Record<string, OnnxAttribute>>;

/** Ops that are the same in both, and what ONNX has to be told. */
const SAME: Readonly<Record<string, readonly [op: string, attributes?: Attributes]>> = {
  ...{
    Add: ['Add'],
    AddV2: ['Add'],
    BiasAdd: ['Add'],
    Sub: ['Sub'],
    Mul: ['Mul'],
    RealDiv: ['Div'],
    Pow: ['Pow'],
  },
  ...{
    Maximum: ['Max'],
    Minimum: ['Min'],
    Neg: ['Neg'],
    Abs: ['Abs'],
    Exp: ['Exp'],
    Log: ['Log'],
    Sqrt: ['Sqrt'],
  },
  ...{
    Relu: ['Relu'],
    Selu: ['Selu'],
    Elu: ['Elu'],
    Sigmoid: ['Sigmoid'],
    Tanh: ['Tanh'],
    Softplus: ['Softplus'],
  },
  ...{ Erf: ['Erf'], Sin: ['Sin'], Cos: ['Cos'], Floor: ['Floor'], Sign: ['Sign'], Identity: ['Identity'] },
  ...{ Softmax: ['Softmax', { axis: -1 }], LogSoftmax: ['LogSoftmax', { axis: -1 }] },
  ...{ Greater: ['Greater'], GreaterEqual: ['GreaterOrEqual'], Less: ['Less'], LessEqual: ['LessOrEqual'] },
  ...{ Equal: ['Equal'], LogicalAnd: ['And'], LogicalOr: ['Or'], LogicalNot: ['Not'] },
  ...{ Select: ['Where'], SelectV2: ['Where'] },
};

const REDUCTIONS: Readonly<Record<string, string>> = {
  ...{ Mean: 'ReduceMean', Max: 'ReduceMax', Min: 'ReduceMin', Prod: 'ReduceProd', Sum: 'ReduceSum' },
};

/** The end of a slice that goes on to the last element. */
const TO_THE_END = 2 ** 31 - 1;

/**
 * Adds what computes the same as a node of TensorFlow.
 *
 * @throws {CodistillError} `ERR_EXPORT_LAYER` naming the op and its layer when there is nothing of the kind.
 */
export function addOnnxNode(builder: OnnxBuilder, node: InferenceNode): void {
  if (node.op === 'Const' || node.op === 'Placeholder') return;
  const same = SAME[node.op];
  if (same !== undefined) {
    builder.add(same[0], names(builder, node), same[1], node.name);
    return;
  }
  const reduction = REDUCTIONS[node.op];
  if (reduction !== undefined) addReduction(builder, node, reduction);
  else if (![addArithmetic, addShaping, addPieces, addSpatialNode].some((add) => add(builder, node))) {
    throw unsupported(node, 'has no counterpart there');
  }
}

function names(builder: OnnxBuilder, { inputs }: GraphNode): string[] {
  return inputs.map((input) => builder.name(input));
}

function addReduction(builder: OnnxBuilder, node: InferenceNode, op: string): void {
  const { inputs, name, attributes } = node;
  const axes = builder.numbers(node, 1);
  const keepdims = attributes.keep_dims?.value === true ? 1 : 0;
  const input = builder.name(inputs[0]!);
  if (op === 'ReduceSum') builder.add(op, [input, builder.sizes(axes)], { keepdims }, name);
  else builder.add(op, [input], { axes, keepdims }, name);
}

function addArithmetic(builder: OnnxBuilder, node: InferenceNode): boolean {
  const { op, inputs, name, attributes } = node;
  const x = (): string => builder.name(inputs[0]!);
  switch (op) {
    case 'Square':
      builder.add('Mul', [x(), x()], {}, name);
      return true;
    case 'SquaredDifference': {
      const difference = builder.add('Sub', [x(), builder.name(inputs[1]!)]);
      builder.add('Mul', [difference, difference], {}, name);
      return true;
    }
    case 'Rsqrt':
      builder.add('Reciprocal', [builder.add('Sqrt', [x()])], {}, name);
      return true;
    case 'Relu6':
      builder.add('Clip', [x(), builder.floats([0], []), builder.floats([6], [])], {}, name);
      return true;
    case 'LeakyRelu':
      builder.add('LeakyRelu', [x()], { alpha: { float: attributes.alpha!.value as number } }, name);
      return true;
    case 'Cast':
      builder.add('Cast', [x()], { to: castTarget(node) }, name);
      return true;
    case 'MatMul':
      builder.add(
        'MatMul',
        [turned(builder, node, 0, 'transpose_a'), turned(builder, node, 1, 'transpose_b')],
        {},
        name,
      );
      return true;
    case 'BatchMatMulV2':
      builder.add('MatMul', [turned(builder, node, 0, 'adj_x'), turned(builder, node, 1, 'adj_y')], {}, name);
      return true;
    default:
      return false;
  }
}

function castTarget(node: InferenceNode): number {
  switch (node.attributes.DstT!.value) {
    case DATA_TYPE.float32:
      return 1;
    case DATA_TYPE.int32:
      return 6;
    case DATA_TYPE.bool:
      return 9;
    default:
      throw unsupported(node, 'makes numbers of another type');
  }
}

/** A factor of a matrix product, transposed if the node says so. */
function turned(builder: OnnxBuilder, node: InferenceNode, input: number, attribute: string): string {
  const ref = node.inputs[input]!;
  const name = builder.name(ref);
  if (node.attributes[attribute]?.value !== true) return name;
  const axes = builder.type(ref).shape.map((_, axis) => axis);
  const [last, before] = [axes.pop()!, axes.pop()!];
  return builder.add('Transpose', [name], { perm: [...axes, last, before] });
}

function addShaping(builder: OnnxBuilder, node: InferenceNode): boolean {
  const { op, inputs, name, attributes } = node;
  const numbers = (input: number): number[] => builder.numbers(node, input);
  const x = builder.name(inputs[0]!);
  switch (op) {
    case 'Reshape':
      builder.add('Reshape', [x, builder.sizes(numbers(1))], {}, name);
      return true;
    case 'Transpose':
      builder.add('Transpose', [x], { perm: numbers(1) }, name);
      return true;
    case 'Slice': {
      const [begins, sizes] = [numbers(1), numbers(2)];
      const ends = begins.map((begin, i) => (sizes[i]! < 0 ? TO_THE_END : begin + sizes[i]!));
      builder.add('Slice', [x, builder.sizes(begins), builder.sizes(ends)], {}, name);
      return true;
    }
    case 'Pad':
    case 'PadV2': {
      const pads = numbers(1);
      const ordered = [0, 1].flatMap((side) => pads.filter((_, i) => i % 2 === side));
      const value = inputs[2] === undefined ? builder.floats([0], []) : builder.name(inputs[2]);
      builder.add('Pad', [x, builder.sizes(ordered), value], {}, name);
      return true;
    }
    case 'GatherV2':
      builder.add('Gather', [x, builder.name(inputs[1]!)], { axis: numbers(2)[0]! }, name);
      return true;
    case 'Tile':
      builder.add('Tile', [x, builder.sizes(numbers(1))], {}, name);
      return true;
    case 'OneHot': {
      const values = builder.floats([numbers(3)[0]!, numbers(2)[0]!], [2]);
      const indices = builder.add('Cast', [x], { to: 7 }); // ONNX Runtime has no kernel for int32 indices
      builder.add(
        'OneHot',
        [indices, builder.sizes(numbers(1)), values],
        { axis: attributes.axis!.value as number },
        name,
      );
      return true;
    }
    default:
      return false;
  }
}

/** Adds what joins tensors or takes them apart. */
function addPieces(builder: OnnxBuilder, node: InferenceNode): boolean {
  const { op, inputs, name, attributes, outputs } = node;
  const numbers = (input: number): number[] => builder.numbers(node, input);
  const x = builder.name(inputs[0]!);
  const results = outputs.map((_, output) => tensorName({ node: name, output }));
  switch (op) {
    case 'ConcatV2':
      builder.add(
        'Concat',
        names(builder, { ...node, inputs: inputs.slice(0, -1) }),
        { axis: numbers(inputs.length - 1)[0]! },
        name,
      );
      return true;
    case 'Pack': {
      const axis = attributes.axis!.value as number;
      const parts = names(builder, node).map((part) =>
        builder.add('Unsqueeze', [part, builder.sizes([axis])]),
      );
      builder.add('Concat', parts, { axis }, name);
      return true;
    }
    case 'Unpack':
      results.forEach((result, i) => {
        const index = builder.constant({ dtype: DATA_TYPE.int64, shape: [], bytes: int64(i) });
        builder.add('Gather', [x, index], { axis: attributes.axis!.value as number }, result);
      });
      return true;
    case 'SplitV':
      builder.add('Split', [x, builder.sizes(numbers(1))], { axis: numbers(2)[0]! }, results);
      return true;
    default:
      return false;
  }
}

function int64(value: number): Uint8Array {
  return new Uint8Array(BigInt64Array.of(BigInt(value)).buffer);
}
