import { type RunSpec, runSpecHash } from '../proto/run-spec.js';
import { type Checkpoint, encodeCheckpoint } from './model/checkpoint-format.js';

/** What a peer hands out of itself, besides its name. */
interface HandedOut extends Pick<Checkpoint, 'step' | 'epoch' | 'tensors'> {
  /** 0 to 1; `undefined` before the first validation, or where nobody asks. */
  readonly validationAccuracy: number | undefined;
}

/** The weights of a peer for others that run its network (`checkpoint` mode): a checkpoint without optimizer slots. */
export function weightsCheckpoint(
  spec: RunSpec,
  peerId: string,
  { validationAccuracy, ...state }: HandedOut,
): Uint8Array {
  return encodeCheckpoint({
    ...state,
    network: spec.peers.find(({ id }) => id === peerId)!.network,
    runSpecHash: runSpecHash(spec),
    peerId,
    optimizerUpdates: 0,
    metrics: validationAccuracy === undefined ? {} : { validationAccuracy },
  });
}
