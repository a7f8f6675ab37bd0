import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { userModule } from './user-module.js';

/** A peer of a test whose pace the test decides: its `view` shows all of a sample. */
export interface Held {
  /** For `--peer view=…`. */
  readonly view: string;
  /** From now on it goes as fast as it can, also after a restart. */
  release(): void;
}

/** The start of both modules: `released()` tells whether the test has let go. */
const RELEASED = `import { existsSync } from 'node:fs';
const released = () => existsSync(new URL('./released', import.meta.url));
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
`;

/**
 * Slow data: until it is released a batch takes `batchMs` at least; where the
 * trainer prepares them (`--threads 1`), also one of a validation, or for a student. So a run of N steps lasts longer than N times that,
 * however fast the machine, and what a test does to it comes before its end.
 */
export function braked(t: { after(hook: () => void): void }, batch: number, batchMs: number): Held {
  return held(
    t,
    `import { workerData } from 'node:worker_threads';
// The thread that prepares batches, or the trainer's, which does it by itself where a peer has but one core.
const byTrainer = process.env.TF_NUM_INTRAOP_THREADS === '1';
let braked = workerData?.ring !== undefined || (byTrainer && workerData?.peerId !== undefined);
let samples = 0;
export default ({ inputShape }) => ({
  shape: inputShape,
  view(sample) {
    if (braked && ++samples % ${batch} === 0) {
      braked = !released();
      if (braked) pause(${batchMs});
    }
    return sample;
  },
});`,
  );
}

/** Data that are not there before it is released: the trainer of this peer is not ready. */
export function late(t: { after(hook: () => void): void }, peerId: string): Held {
  return held(
    t,
    `import { workerData } from 'node:worker_threads';
while (workerData?.peerId === '${peerId}' && !released()) pause(20);
export default ({ inputShape }) => ({ shape: inputShape, view: (sample) => sample });`,
  );
}

function held(t: { after(hook: () => void): void }, source: string): Held {
  const view = userModule(t, RELEASED + source, 'view.mjs');
  return { view, release: () => writeFileSync(join(dirname(view), 'released'), '') };
}
