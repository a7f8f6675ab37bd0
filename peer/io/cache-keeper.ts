import { join } from 'node:path';
import type { ExchangeState } from '../core/exchange/state.js';
import { peerDirectory } from '../files/life.js';
import { loadCache, saveCache } from '../files/prediction-cache-file.js';
import type { PeerLog } from './peer-log.js';

/** Keeps the cached predictions of a peer on disk, so that a restart does not begin with an empty cache. */
export class CacheKeeper {
  readonly #path: string;
  readonly #runSpecHash: string;
  readonly #log: PeerLog;

  constructor(runDir: string, peerId: string, runSpecHash: string, log: PeerLog) {
    this.#path = join(peerDirectory(runDir, peerId), 'predictions.cache');
    this.#runSpecHash = runSpecHash;
    this.#log = log;
  }

  /** Fills the stores of a new exchange; a file that is damaged counts for nothing. */
  restore({ options, stores }: ExchangeState): void {
    const { cached, peerId, positions, classes } = options;
    if (cached === undefined) return;
    try {
      const kept = loadCache(this.#path, this.#owner(peerId), positions * classes, cached.cache.entriesMax);
      for (const [teacher, store] of kept) stores.set(teacher, store);
    } catch (error) {
      this.#log.warn(
        { error: String(error) },
        'the cached predictions on disk cannot be read: begins without',
      );
    }
  }

  /** Writes the stores, in runs that cache. */
  save({ options, stores }: ExchangeState): void {
    if (stores.size === 0 || options.cached === undefined) return;
    try {
      saveCache(this.#path, stores, this.#owner(options.peerId));
    } catch (error) {
      this.#log.warn({ error: String(error) }, 'the cached predictions cannot be written');
    }
  }

  #owner(peerId: string): { readonly peerId: string; readonly runSpecHash: string } {
    return { peerId, runSpecHash: this.#runSpecHash };
  }
}
