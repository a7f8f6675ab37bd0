import { type RunSpec, trainingHash } from '../../proto/run-spec.js';
import { type Checkpoint, encodeCheckpoint } from '../files/checkpoint-format.js';

/** The state that a peer hands out, besides its name. */
interface HandedOut extends Pick<Checkpoint, 'step' | 'epoch' | 'tensors'> {
  /** 0 to 1; `undefined` before the first validation, or where nobody asks. */
  readonly validationAccuracy: number | undefined;
}

/**
 * Makes the checkpoints in which a peer hands its weights to others that run its network (`checkpoint` mode): without
 * optimizer slots. What does not change while the run lasts is found once.
 */
export function weightsCheckpoints(spec: RunSpec, peerId: string): (handedOut: HandedOut) => Uint8Array {
  const { network } = spec.peers.find(({ id }) => id === peerId)!;
  const fixed = { network, runSpecHash: trainingHash(spec), peerId, optimizerUpdates: 0 };
  return ({ validationAccuracy, ...state }) =>
    encodeCheckpoint({
      ...state,
      ...fixed,
      metrics: validationAccuracy === undefined ? {} : { validationAccuracy },
    });
}
