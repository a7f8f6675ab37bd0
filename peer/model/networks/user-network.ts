import { CodistillError } from '../../../proto/errors.js';
import { randomStream } from '../../../proto/random.js';
import {
  importUserFunction,
  reasonOf,
  type UserModuleKind,
  userModuleError,
} from '../../../proto/user-module.js';
import { type LayersModel, type SymbolicTensor, tf } from '../backend.js';
import { TokenRows } from '../layers/token-rows.js';
import { runtimeForModules } from '../regularization/layer-arguments.js';
import type { SampleContext } from './network-context.js';

const KIND: UserModuleKind = {
  what: 'network',
  exportName: 'createNetwork',
  code: 'ERR_NETWORK_MODULE',
  fix: 'export default ({ tf, inputShape, classes, seed }) => a tf.LayersModel that returns logits',
};

/**
 * Makes a network by a user's ES or CommonJS module.
 *
 * While its function runs, `Math.random` is a stream of the peer's seed: tfjs draws the seeds of its unseeded
 * initialisers from it, and a run must be reproducible whatever a user forgets.
 *
 * @param path - Path from the working directory, or a `file:` URL.
 * For text its output is `[batch, classes]` after one prediction a sample, otherwise `[batch, positions, classes]`.
 *
 * @throws {CodistillError} `ERR_NETWORK_MODULE` naming the file and the reason; `ERR_CLASS_COUNT` when the network's
 *   output is not as above; `ERR_SHAPE` when its input is not `[batch, height, width, channels]` or `[batch, tokens]`.
 */
export async function loadUserNetwork(path: string, context: SampleContext): Promise<LayersModel> {
  const { call, file } = await importUserFunction(path, KIND);
  const model = await callWithSeededRandom(call, context, file);
  checkModel(model, context, file);
  const { positions = 1 } = context;
  if (positions === 1) return model;
  const rows = new TokenRows({ name: 'rows', tokens: positions, positions }).apply(model.outputs[0]!);
  return tf.model({ inputs: model.inputs, outputs: rows as SymbolicTensor });
}

async function callWithSeededRandom(
  factory: (argument: unknown) => unknown,
  context: SampleContext,
  file: string,
): Promise<unknown> {
  const random = randomStream(context.seed, 'init');
  const original = Math.random;
  Math.random = random.uniform;
  try {
    return await factory({ tf: runtimeForModules(), ...context });
  } catch (cause) {
    throw userModuleError(file, KIND, `its function throws: ${reasonOf(cause)}`, cause);
  } finally {
    Math.random = original;
  }
}

function checkModel(model: unknown, context: SampleContext, file: string): asserts model is LayersModel {
  const { inputShape, classes, positions = 1 } = context;
  if (!(model instanceof tf.LayersModel))
    throw userModuleError(file, KIND, 'its function returns no tf.LayersModel');
  const { inputs, outputs } = model;
  const [input, output] = [inputs[0]!, outputs[0]!];
  if (inputs.length !== 1 || outputs.length !== 1)
    throw userModuleError(file, KIND, 'its network needs one input and one output');
  if (input.shape.join() !== [null, ...inputShape].join()) {
    throw new CodistillError('ERR_SHAPE', `${file}: input is [${input.shape}], samples are [${inputShape}]`, {
      fix: `build the network from the inputShape it is given`,
      facts: { file },
    });
  }
  const expected = positions === 1 ? [null, classes] : [null, positions, classes];
  if (output.shape.join() !== expected.join()) {
    throw new CodistillError(
      'ERR_CLASS_COUNT',
      `${file}: output is [${output.shape}], the data has ${classes} classes${positions === 1 ? '' : ` and ${positions} predictions a sample`}`,
      {
        fix: 'end the network in a dense layer of `classes` units without activation',
        facts: { file, classes },
      },
    );
  }
}
