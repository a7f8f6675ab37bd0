import { result } from '#generated/result';
import { type Codec, codecOf } from './codec.js';

/** The files of which a peer's result consists. */
export const RESULT_FILES = [
  'result',
  'records',
  'lastFacts',
  'lastLogits',
  'bestFacts',
  'bestLogits',
] as const;
export type ResultFile = (typeof RESULT_FILES)[number];

/** How far a peer is with its result. */
export const RESULT_STAGES = ['training', 'scoring', 'sending', 'done', 'failed'] as const;
export type ResultStage = (typeof RESULT_STAGES)[number];

/** A word of a peer about its result; the fields of a piece are empty in all but `sending`. */
export interface ResultWord {
  readonly runId: string;
  /** A {@link ResultStage}; whoever reads it checks that. */
  readonly doing: string;
  /** The error code of what failed. */
  readonly code: string;
  /** A {@link ResultFile}. */
  readonly file: string;
  readonly pieceIndex: number;
  readonly pieceCount: number;
  /** Of the whole file. */
  readonly sha256: Uint8Array;
  readonly piece: Uint8Array;
}

/** Why a piece or a result is not taken: send the file anew, it is too large, the disk is full, it is no result. */
export type ResultRefusal = 'RESTART' | 'TOO_LARGE' | 'NO_ROOM' | 'REFUSED';

export interface ResultReply {
  readonly accepted: boolean;
  /** A {@link ResultRefusal}; empty where it is accepted. */
  readonly code: string;
  readonly reason: string;
}

export const resultWordCodec: Codec<ResultWord> = codecOf(result.ResultWord, 'ResultWord');
export const resultReplyCodec: Codec<ResultReply> = codecOf(result.ResultReply, 'ResultReply');
