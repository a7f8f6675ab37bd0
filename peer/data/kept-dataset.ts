import { dataKey, loadDataset } from './catalog.js';
import type { Dataset } from './dataset.js';
import type { DataRequest } from './request.js';

/**
 * Keeps the data of a run for the next one of the same process: to read and check them takes longer than a small network
 * trains. Nobody writes to them. Files that change meanwhile are read anew by a new process alone.
 */
export class KeptDataset {
  #kept: { readonly key: string; readonly dataset: Dataset } | undefined;

  /** As `loadDataset`. */
  async load(name: string, request: Omit<DataRequest, 'name'>): Promise<Dataset> {
    const key = dataKey(name, request);
    if (key !== undefined && this.#kept?.key === key) return this.#kept.dataset;
    this.#kept = undefined; // the memory may not have room for both
    const dataset = await loadDataset(name, request);
    if (key !== undefined) this.#kept = { key, dataset };
    return dataset;
  }
}
