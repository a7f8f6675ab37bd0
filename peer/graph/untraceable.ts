/** Why a step cannot be compiled: the first op that depends on something the graph cannot hold. */
export class UntraceableError extends Error {
  override readonly name = 'UntraceableError';

  constructor(reason: string, op: string, layer: string | undefined) {
    super(`${op}${layer === undefined ? '' : ` in layer "${layer}"`}: ${reason}`);
  }
}
