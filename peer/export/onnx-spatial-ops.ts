import type { InferenceNode } from './inference-graph.js';
import { type OnnxBuilder, unsupported } from './onnx-builder.js';

/** Channels last to channels first, and back. */
const FIRST = [0, 3, 1, 2];
const LAST = [0, 2, 3, 1];

/** Adds a convolution, a pooling or a normalisation of pictures; false for anything else. */
export function addSpatialNode(builder: OnnxBuilder, node: InferenceNode): boolean {
  const { op, inputs, attributes } = node;
  switch (op) {
    case 'Conv2D': {
      const kernel = builder.add('Transpose', [builder.name(inputs[1]!)], { perm: [3, 2, 0, 1] }); // [out, in, h, w]
      const [height, width] = builder.type(inputs[1]!).shape as [number, number];
      onChannelsFirst(builder, node, 'Conv', [kernel], window(builder, node, [height, width]));
      return true;
    }
    case 'DepthwiseConv2dNative': {
      const [height, width, channels, multiplier] = builder.type(inputs[1]!).shape as [
        number,
        number,
        number,
        number,
      ];
      const turned = builder.add('Transpose', [builder.name(inputs[1]!)], { perm: [2, 3, 0, 1] });
      const kernel = builder.add('Reshape', [
        turned,
        builder.sizes([channels * multiplier, 1, height, width]),
      ]);
      const group = { group: channels };
      onChannelsFirst(builder, node, 'Conv', [kernel], {
        ...window(builder, node, [height, width]),
        ...group,
      });
      return true;
    }
    case 'MaxPool':
    case 'AvgPool': {
      const [, height, width] = attributes.ksize!.value as [number, number, number];
      const pool = op === 'MaxPool' ? 'MaxPool' : 'AveragePool'; // which counts what is padded no more than TensorFlow does
      onChannelsFirst(builder, node, pool, [], window(builder, node, [height, width]));
      return true;
    }
    case 'FusedBatchNorm':
    case 'FusedBatchNormV3': {
      const statistics = inputs.slice(1, 5).map((input) => builder.name(input)); // scale, offset, mean, variance in both
      const epsilon = { float: attributes.epsilon!.value as number };
      onChannelsFirst(builder, node, 'BatchNormalization', statistics, { epsilon });
      return true;
    }
    default:
      return false;
  }
}

function onChannelsFirst(
  builder: OnnxBuilder,
  node: InferenceNode,
  op: string,
  rest: readonly string[],
  attributes: Parameters<OnnxBuilder['add']>[2],
): void {
  if (node.attributes.data_format?.value !== 'NHWC') throw unsupported(node, 'has its channels first');
  const turned = builder.add('Transpose', [builder.name(node.inputs[0]!)], { perm: FIRST });
  builder.add('Transpose', [builder.add(op, [turned, ...rest], attributes)], { perm: LAST }, node.name);
}

/** Size, strides, dilations and paddings of a window that moves over pictures. */
function window(
  builder: OnnxBuilder,
  node: InferenceNode,
  kernelShape: readonly [height: number, width: number],
): Record<string, readonly number[]> {
  const { attributes, inputs } = node;
  const ofSides = (value: unknown): number[] => (value as number[] | undefined)?.slice(1, 3) ?? [1, 1];
  const strides = ofSides(attributes.strides!.value);
  const dilations = ofSides(attributes.dilations?.value);
  const sides = builder.type(inputs[0]!).shape.slice(1, 3);
  const padding = attributes.padding!.value;
  if (padding !== 'SAME' && padding !== 'VALID') throw unsupported(node, `pads by ${padding}`);
  const pads = sides.map((side, i) =>
    padding === 'SAME' ? samePadding(side, kernelShape[i]!, strides[i]!, dilations[i]!) : [0, 0],
  );
  return {
    ...{ kernel_shape: kernelShape, strides },
    ...(attributes.dilations === undefined ? {} : { dilations }),
    pads: [...pads.map(([before]) => before!), ...pads.map(([, after]) => after!)],
  };
}

/** TensorFlow's SAME: as much as is needed, one more behind than before where it is odd. */
export function samePadding(
  side: number,
  kernel: number,
  stride: number,
  dilation: number,
): [number, number] {
  const steps = Math.ceil(side / stride);
  const total = Math.max(0, (steps - 1) * stride + (kernel - 1) * dilation + 1 - side);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
