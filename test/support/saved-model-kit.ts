import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import { tensorflow } from '#generated/tensorflow';

/** TensorFlow's numbers for element types. */
export const TYPE = { float32: 1, int32: 3, uint8: 4, string: 7, int64: 9 } as const;

export interface PortOf {
  readonly type: number;
  /** Batch first; -1: any size. */
  readonly shape: readonly number[];
}

const { Writer } = protobuf;
type Write = (writer: protobuf.Writer) => void;
const LENGTH = 2; // the wire type of strings and messages

function message(writer: protobuf.Writer, field: number, write: Write): void {
  writer.uint32(field * 8 + LENGTH).fork();
  write(writer);
  writer.ldelim();
}

function text(writer: protobuf.Writer, field: number, value: string): void {
  writer.uint32(field * 8 + LENGTH).string(value);
}

/** An entry of a map from names to ports, as in `SignatureDef`. */
function port(
  writer: protobuf.Writer,
  field: number,
  name: string,
  node: string,
  { type, shape }: PortOf,
): void {
  message(writer, field, (entry) => {
    text(entry, 1, name);
    message(entry, 2, (info) => {
      text(info, 1, `${node}:0`);
      info.uint32(2 * 8).int32(type);
      message(info, 3, (dims) => {
        for (const side of shape) message(dims, 2, (dim) => dim.uint32(1 * 8).int64(side));
      });
    });
  });
}

const attribute = {
  type: (type: number) => ({ type }),
  shape: (shape: readonly number[]) => ({ shape: { dim: shape.map((size) => ({ size })) } }),
};

function lostVariable(name: string, shape: readonly number[]) {
  const dtype = attribute.type(TYPE.float32);
  const shared_name = { s: new TextEncoder().encode('net/kernel') };
  return [
    { name: `${name}Handle`, op: 'VarHandleOp', attr: { dtype, shape: attribute.shape(shape), shared_name } },
    { name, op: 'ReadVariableOp', input: [`${name}Handle`], attr: { dtype } },
  ];
}

/**
 * Writes a SavedModel as Python would export it: every output is the sum of the input's numbers, `[batch, sides]`, times
 * a row of factors, one a class.
 *
 * @param outputs - Factors of each, by name.
 * @param options - `softmax`: of every output; `fixedBatch`: a batch inside the graph that its signature does not tell;
 *   `unrestored`: the factors are variables that nothing restores, as where Keras 3 writes with `tf.saved_model.save`.
 * @returns Its folder.
 */
export function writeSavedModel(
  folder: string,
  input: PortOf,
  outputs: Readonly<Record<string, readonly number[]>>,
  options: {
    readonly softmax?: boolean;
    readonly signature?: string;
    readonly fixedBatch?: number;
    readonly unrestored?: boolean;
  } = {},
): string {
  const { softmax = false, signature = 'serving_default', fixedBatch = -1, unrestored = false } = options;
  const constant = (name: string, values: readonly number[], shape: readonly number[], dtype: number) => ({
    name,
    op: 'Const',
    attr: {
      dtype: attribute.type(dtype),
      value: {
        tensor: {
          dtype,
          tensorShape: attribute.shape(shape).shape,
          tensorContent: new Uint8Array(
            (dtype === TYPE.int32 ? Int32Array.from(values) : Float32Array.from(values)).buffer,
          ),
        },
      },
    },
  });
  const size = input.shape.slice(1).reduce((product, side) => product * side, 1);
  const T = attribute.type(TYPE.float32);
  const node = [
    {
      name: 'fed',
      op: 'Placeholder',
      attr: { dtype: attribute.type(input.type), shape: attribute.shape(input.shape) },
    },
    { name: 'floats', op: 'Cast', input: ['fed'], attr: { SrcT: attribute.type(input.type), DstT: T } },
    constant('flatShape', [fixedBatch, size], [2], TYPE.int32),
    {
      name: 'flat',
      op: 'Reshape',
      input: ['floats', 'flatShape'],
      attr: { T, Tshape: attribute.type(TYPE.int32) },
    },
    ...Object.entries(outputs).flatMap(([name, factors]) => [
      ...(unrestored
        ? lostVariable(`${name}Factors`, [size, factors.length])
        : [
            constant(
              `${name}Factors`,
              new Array<readonly number[]>(size).fill(factors).flat(),
              [size, factors.length],
              TYPE.float32,
            ),
          ]),
      { name: `${name}Product`, op: 'MatMul', input: ['flat', `${name}Factors`], attr: { T } },
      { name: `${name}Made`, op: softmax ? 'Softmax' : 'Identity', input: [`${name}Product`], attr: { T } },
    ]),
  ];
  const graph = tensorflow.MetaGraphDef.encode({
    metaInfoDef: { tags: ['serve'] },
    graphDef: { node, versions: { producer: 1882 } },
  }).finish();
  const signed = Writer.create();
  message(signed, 5, (entry) => {
    text(entry, 1, signature);
    message(entry, 2, (definition) => {
      port(definition, 1, 'pictures', 'fed', input);
      for (const [name, { length }] of Object.entries(outputs)) {
        port(definition, 2, name, `${name}Made`, { type: TYPE.float32, shape: [-1, length] });
      }
      text(definition, 3, 'tensorflow/serving/predict');
    });
  });
  const model = Writer.create();
  model.uint32(1 * 8).int64(1);
  model.uint32(2 * 8 + LENGTH).bytes(Buffer.concat([graph, signed.finish()]));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'saved_model.pb'), model.finish());
  return folder;
}
