import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A collection takes as long as a run of a few steps; so many runs of a small network leave a few megabytes a thread. */
const RUNS_A_COLLECTION = 8;

/** Keeps the memory of a thread that takes run after run: what they leave would stay until much more has gathered. */
export class Leftovers {
  readonly #collect: () => void;
  #runs = 0;

  constructor() {
    setFlagsFromString('--expose-gc');
    this.#collect = runInNewContext('gc') as () => void;
  }

  /** Collects the objects of the last runs, now and then. Called between two runs. */
  runEnded(): void {
    this.#runs++;
    if (this.#runs % RUNS_A_COLLECTION === 0) this.#collect();
  }
}
