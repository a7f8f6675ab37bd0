import { LIMITS } from '../../proto/limits.js';
import type { ExchangeEffect } from '../core/exchange/events.js';
import type { PeerLog } from './peer-log.js';

/** Kinds of rejection remembered: strangers choose their names, and must not fill the memory with them. */
const KINDS_MAX = 1_000;
const NAME_LENGTH_MAX = 2 * LIMITS.idLengthMax;

/** Logs the first rejection of a kind from each link, and of mismatching batches every one; all are counted elsewhere. */
export class RejectionLog {
  readonly #log: PeerLog;
  readonly #seen = new Set<string>();

  constructor(log: PeerLog) {
    this.#log = log;
  }

  write({ from, reason, detail }: Extract<ExchangeEffect, { kind: 'rejected' }>): void {
    const kind = `${reason} ${from}`;
    if (reason !== 'BATCH_MISMATCH' && (this.#seen.has(kind) || this.#seen.size >= KINDS_MAX)) return;
    this.#seen.add(kind);
    this.#log.warn({ from: from.slice(0, NAME_LENGTH_MAX), reason, detail }, `rejected a message: ${detail}`);
  }
}
