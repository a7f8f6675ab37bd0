import { CodistillError } from '../../proto/errors.js';
import { pause } from '../../proto/net/bounded-wait.js';
import type { ResultReply, ResultWord } from '../../proto/result-word.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { ResultInbox } from './result-inbox.js';
import { arrivedIn, awaited, isOver, looked, missingIn, waitText } from './wait-for-results.js';

const LOOK_MS = 250;

export interface GatherOptions {
  readonly spec: RunSpec;
  readonly runDir: string;
  /** Told who has sent and who is waited for, a line each. */
  readonly say: (line: string) => void;
}

/** The results that came. */
export interface Gathered {
  readonly arrived: readonly string[];
  /** `ERR_PEER_FAILED`, naming those of which no result came. */
  readonly loss: CodistillError | undefined;
}

/** The place to which peers of other machines send their results. */
export interface Gathering {
  /** Takes a word of a peer, and answers. */
  take(peerId: string, word: ResultWord): Promise<ResultReply>;
  /**
   * Waits for the results of these peers, which each give signs of life until theirs is here.
   *
   * @param signal - Ends the wait; what is not here then counts as lost.
   */
  finish(guests: readonly string[], signal: AbortSignal): Promise<Gathered>;
  close(): void;
}

/**
 * Opens that place on the machine where a run began, at its beginning: a peer may be through before the others are. What comes is
 * written to the run directory as a peer of this machine would have written it.
 */
export function openGathering({ spec, runDir, say }: GatherOptions): Gathering {
  const inbox = new ResultInbox({ spec, runDir, say });
  return {
    take: (peerId, word) => inbox.take(peerId, word),
    async finish(guests, signal) {
      inbox.wait = awaited(inbox.wait, guests, performance.now());
      for (let told = ''; !isOver(inbox.wait) && !signal.aborted; ) {
        const text = waitText(inbox.wait);
        if (text !== told) say(text);
        told = text;
        await pause(LOOK_MS, signal);
        inbox.wait = looked(inbox.wait, performance.now());
      }
      const missing = missingIn(inbox.wait);
      for (const [id, why] of missing) say(`no result of ${id}: ${why}`);
      return { arrived: arrivedIn(inbox.wait), loss: lossOf(missing) };
    },
    close: () => inbox.close(),
  };
}

function lossOf(missing: readonly (readonly [id: string, why: string])[]): CodistillError | undefined {
  if (missing.length === 0) return undefined;
  const all = missing.map(([id, why]) => `${id} (${why})`).join(', ');
  return new CodistillError('ERR_PEER_FAILED', `no result came of ${all}`, {
    fix: 'what they learned lies in the run directories of their own machines',
    facts: { peers: missing.map(([id]) => id) },
  });
}
