import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CodistillError } from '../../../proto/errors.js';
import { randomStream } from '../../../proto/random.js';
import { type LayersModel, type SymbolicTensor, tf } from '../backend.js';
import { TokenRows } from '../layers/token-rows.js';
import type { SampleContext } from './network-context.js';

/** What a user's module exports, as `default` or as `createNetwork`. */
export type UserNetworkFactory = (
  context: { readonly tf: typeof tf } & SampleContext,
) => LayersModel | Promise<LayersModel>;

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
  const url = path.startsWith('file:') ? new URL(path) : pathToFileURL(resolve(path));
  const file = fileURLToPath(url);
  const factory = factoryOf(await importModule(url, file), file);
  const model = await callWithSeededRandom(factory, context, file);
  checkModel(model, context, file);
  const { positions = 1 } = context;
  if (positions === 1) return model;
  const rows = new TokenRows({ name: 'rows', tokens: positions, positions }).apply(model.outputs[0]!);
  return tf.model({ inputs: model.inputs, outputs: rows as SymbolicTensor });
}

async function importModule(url: URL, file: string): Promise<Record<string, unknown>> {
  try {
    return (await import(url.href)) as Record<string, unknown>;
  } catch (cause) {
    throw moduleError(file, `does not load: ${reasonOf(cause)}`, cause);
  }
}

function factoryOf(module: Record<string, unknown>, file: string): UserNetworkFactory {
  const { default: standard, createNetwork } = module;
  const nested = (standard as { createNetwork?: unknown; default?: unknown } | null | undefined) ?? {};
  const candidates = [standard, createNetwork, nested.default, nested.createNetwork];
  const found = candidates.find((candidate) => typeof candidate === 'function');
  if (found === undefined) throw moduleError(file, 'exports no function as default or createNetwork');
  return found as UserNetworkFactory;
}

async function callWithSeededRandom(
  factory: UserNetworkFactory,
  context: SampleContext,
  file: string,
): Promise<LayersModel> {
  const random = randomStream(context.seed, 'init');
  const original = Math.random;
  Math.random = random.uniform;
  try {
    return await factory({ tf, ...context });
  } catch (cause) {
    throw moduleError(file, `its function throws: ${reasonOf(cause)}`, cause);
  } finally {
    Math.random = original;
  }
}

function checkModel(model: unknown, context: SampleContext, file: string): void {
  const { inputShape, classes, positions = 1 } = context;
  if (!(model instanceof tf.LayersModel)) throw moduleError(file, 'its function returns no tf.LayersModel');
  const { inputs, outputs } = model;
  const [input, output] = [inputs[0]!, outputs[0]!];
  if (inputs.length !== 1 || outputs.length !== 1)
    throw moduleError(file, 'its network needs one input and one output');
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

function moduleError(file: string, reason: string, cause?: unknown): CodistillError {
  return new CodistillError('ERR_NETWORK_MODULE', `network module ${file} ${reason}`, {
    fix: 'export default ({ tf, inputShape, classes, seed }) => a tf.LayersModel that returns logits',
    facts: { file },
    cause,
  });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
