import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  answerParts,
  bySampleKit,
  offerSamples,
  publishedParts,
  readStamp,
  requestsOf,
  rowsOf,
} from '../support/by-sample-kit.js';
import type { ExchangeKit } from '../support/exchange-kit.js';
import '../support/property-seed.js';

const SAMPLES = 24;
const BATCH = 4;

/** What may happen between two steps of this peer. */
const happening = fc.oneof(
  fc.record({
    kind: fc.constant('publish' as const),
    advance: fc.integer({ min: 0, max: 6 }),
    from: fc.nat({ max: SAMPLES - BATCH }),
  }),
  fc.record({ kind: fc.constant('answer' as const), late: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constant('step' as const) }),
  fc.record({ kind: fc.constant('restart' as const) }),
);

/** The batch of a step: samples come up once an epoch. */
function batchOf(step: number): { ids: number[]; epoch: number } {
  const perEpoch = SAMPLES / BATCH;
  const epoch = Math.floor(step / perEpoch);
  const from = ((step % perEpoch) * BATCH + epoch * 7) % SAMPLES;
  return { ids: Array.from({ length: BATCH }, (_, i) => (from + i) % SAMPLES), epoch };
}

function aheadOf(step: number) {
  const { ids, epoch } = batchOf(step);
  return { step, epoch, ids: Uint32Array.from(ids), augmentationSeed: 0 };
}

/** Takes this peer one step on and checks what it was taught against what its teacher had said by then. */
function checkStep(kit: ExchangeKit, step: number, newest: number, stepsMax: number): void {
  const { ids, epoch } = batchOf(step);
  const [teacher] = offerSamples(kit, step, ids, { epoch, ahead: aheadOf(step + 3) });
  rowsOf(teacher).forEach((logit, row) => {
    if (logit === 0) return;
    const { id, madeAtStep } = readStamp(logit);
    assert.equal(id, ids[row], 'a prediction is of its own sample');
    assert.ok(newest - madeAtStep <= stepsMax, `made at ${madeAtStep}, its maker is at ${newest}`);
  });
}

test('stale:K never uses a prediction older than K, nor one of another sample, whatever happens', () => {
  const runs = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.array(happening, { maxLength: 80 }));
  fc.assert(
    fc.property(runs, ([stepsMax, happenings]) => {
      const kit = bySampleKit(`stale:${stepsMax}`, ['b']);
      let [step, teacherStep, newest] = [0, 1, 0];
      for (const one of happenings) {
        if (one.kind === 'publish') {
          teacherStep += one.advance;
          const ids = Array.from({ length: BATCH }, (_, i) => 1 + one.from + i).map((id) => id % SAMPLES);
          kit.receive('b', publishedParts('b', teacherStep, ids));
          newest = Math.max(newest, teacherStep);
        } else if (one.kind === 'answer') {
          const open = requestsOf(kit).find(({ request }) =>
            kit.state.asked.some((asked) => asked.step === request.step),
          );
          if (open === undefined) continue;
          const madeAtStep = Math.max(1, teacherStep - one.late);
          kit.receive('b', answerParts(open, madeAtStep));
          newest = Math.max(newest, madeAtStep);
        } else if (one.kind === 'step') {
          checkStep(kit, step, newest, stepsMax);
          step++;
        }
      }
    }),
  );
});

test('a cache never holds more than its size, and refreshes exactly its fraction of an epoch', () => {
  const runs = fc.tuple(
    fc.integer({ min: 1, max: SAMPLES + 4 }),
    fc.constantFrom(0, 0.25, 0.5, 1),
    fc.integer({ min: 2, max: 5 }),
  );
  fc.assert(
    fc.property(runs, ([size, fraction, epochs]) => {
      const kit = bySampleKit(`cached:${size},${fraction}`, ['b']);
      const perEpoch = SAMPLES / BATCH;
      const refreshed: number[] = [];
      let before = 0;
      for (let step = 0; step < epochs * perEpoch; step++) {
        const { ids, epoch } = batchOf(step);
        const sent = requestsOf(kit).length;
        offerSamples(kit, step, ids, { epoch, ahead: aheadOf(step + 1) });
        for (const request of requestsOf(kit).slice(sent)) kit.receive('b', answerParts(request, step + 1));
        assert.ok((kit.state.stores.get('b')?.size ?? 0) <= size);
        // Batches are asked for one step ahead, so an epoch's requests end one step before it does.
        if ((step + 2) % perEpoch !== 0) continue;
        refreshed.push(kit.state.statistics.refreshed - before);
        before = kit.state.statistics.refreshed;
      }
      const full = Math.min(size, SAMPLES);
      // The first sample batch of all is never asked for: nothing was ahead of it.
      const filled = Math.min(size, SAMPLES - BATCH);
      refreshed.forEach((count, epoch) => {
        const had = epoch === 0 ? 0 : epoch === 1 ? filled : full;
        assert.equal(count, Math.floor(fraction * had), `epoch ${epoch} of ${refreshed.join()}`);
      });
    }),
  );
});
