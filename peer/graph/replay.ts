import type { TensorType } from './graph.js';
import { type Recording, type TensorMetadata, UntraceableError } from './recording.js';

/**
 * Name and result types of each op of a recording, in order: enough to run the recorded body again without computing
 * anything. A comparison of both recordings must tell whether it is still the same body.
 */
export type OpScript = readonly { readonly op: string; readonly outputs: readonly TensorType[] }[];

export function scriptOf({ ops }: Recording): OpScript {
  return ops.map(({ op, outputs }) => ({
    op,
    outputs: outputs.map(({ dtype, shape }) => ({ dtype, shape: [...shape] })),
  }));
}

/** Gives tensors of the right type and shape, but without values, for one op after another. */
export class Replay {
  readonly #script: OpScript;
  #position = 0;
  /** The binding's own ids are positive, and −1 is tfjs's for a tensor that the binding has not seen yet. */
  #id = -2;

  constructor(script: OpScript) {
    this.#script = script;
  }

  /** @throws {UntraceableError} When the script has another op next, or none. */
  outputsOf(op: string, count: number, layer: string | undefined): TensorMetadata[] {
    const next = this.#script[this.#position++];
    if (next === undefined || next.op !== op || next.outputs.length !== count) {
      throw new UntraceableError('differs from step to step', op, layer);
    }
    return next.outputs.map(({ dtype, shape }) => ({ id: this.#id--, dtype, shape: [...shape] }));
  }
}
