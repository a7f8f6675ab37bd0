import { CHUNK_BYTES } from '../../proto/chunks.js';
import { RESULT_FILES, type ResultFile } from '../../proto/result-word.js';
import { isFrozen, type RunSpec } from '../../proto/run-spec.js';

const MIB = 2 ** 20;

/** A file of a result as it lies where it was received. */
export interface ReceivedFile {
  /** Ours, never the sender's. */
  readonly name: string;
  readonly bytesMax: number;
}

/** Each file of a peer's result: its name in the peer's directory, and its bound. */
export const RECEIVED_FILES: Readonly<Record<ResultFile, ReceivedFile>> = {
  result: { name: 'result.json', bytesMax: MIB },
  records: { name: 'records.jsonl', bytesMax: 64 * MIB },
  lastFacts: { name: 'logits-last.json', bytesMax: 4 * MIB },
  lastLogits: { name: 'logits-last.bin', bytesMax: 1_024 * MIB },
  bestFacts: { name: 'logits-best.json', bytesMax: 4 * MIB },
  bestLogits: { name: 'logits-best.bin', bytesMax: 1_024 * MIB },
};

/** Pieces that a file may consist of. */
export function piecesMax({ bytesMax }: ReceivedFile): number {
  return bytesMax / CHUNK_BYTES;
}

/** The files that the result of a peer has: one that only teaches has no checkpoints, and is not scored. */
export function filesOf(spec: RunSpec, peerId: string): readonly ResultFile[] {
  return isFrozen(spec, peerId) ? ['result', 'records'] : RESULT_FILES;
}
