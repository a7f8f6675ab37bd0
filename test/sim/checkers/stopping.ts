import assert from 'node:assert/strict';
import type { Stop } from '../../../proto/codec.js';
import type { Clock } from '../clock.js';
import type { Checker } from './checker.js';

/**
 * What was said during the faults still arrives for a second, and a coordinator that was paused takes it for new. One that
 * has known its peers only while they were slow believes that they are fast with their second heartbeat since.
 */
const SETTLING_MS = 3_000;

/**
 * A stop that has been decided is never moved to a later step, and every peer stops at the same one. Only who could
 * not hear of it in time may stop later: faults excuse that while they last.
 */
export function stopChecker(faultsEndMs: number, clock: Pick<Clock, 'awakeMs'>): Checker {
  let stop: Stop | null = null;
  let decidedAtMs = 0;
  return {
    onCoordinator(before, after) {
      // A stop before step 0 sends frozen teachers home, once every learner has finished.
      if (after.stop === null || after.stop === before.stop || after.stop.step === 0) return;
      if (before.stop !== null) {
        assert.ok(
          after.stop.step <= before.stop.step,
          `the stop moved from ${before.stop.step} to ${after.stop.step}`,
        );
        decidedAtMs = clock.awakeMs;
      }
      stop = after.stop;
    },
    onFinished(peer, step) {
      if (peer.frozen || stop === null || decidedAtMs < faultsEndMs + SETTLING_MS) return;
      assert.equal(step, stop.step, `${peer.id} stopped before step ${step}, the cohort before ${stop.step}`);
    },
    onWipe() {
      stop = null;
    },
  };
}
