import type { PublishedWeights, WeightsStore } from '../../peer/net/weights-store.js';

interface Publication extends PublishedWeights {
  readonly step: number;
}

/** The object store's promises, kept in memory; the real one is in weights-store.test.ts. */
export class MemoryWeights implements WeightsStore {
  readonly published = new Map<string, Publication>();
  failure: Error | undefined;
  /** What every operation waits for. */
  gate: () => Promise<void> = () => Promise.resolve();
  /** Names that were overwritten while they were read. */
  readonly torn: string[] = [];
  #revision = 0;

  async publish(name: string, step: number, checkpoint: Uint8Array): Promise<void> {
    await this.#opened();
    this.published.set(name, { revision: String(++this.#revision), step, checkpoint });
  }

  async newest(name: string, knownRevision: string | undefined): Promise<PublishedWeights | null> {
    const found = this.published.get(name);
    await this.#opened();
    if (found !== this.published.get(name)) this.torn.push(name);
    return found === undefined || found.revision === knownRevision ? null : found;
  }

  async stepOf(name: string): Promise<number | null> {
    await this.#opened();
    return this.published.get(name)?.step ?? null;
  }

  async #opened(): Promise<void> {
    await this.gate();
    if (this.failure !== undefined) throw this.failure;
  }
}
