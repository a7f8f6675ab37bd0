import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRunSpec, type RunSpec } from '../../../proto/run-spec.js';
import {
  bySampleAt,
  byWeightsAt,
  isTaughtAt,
  type Scheme,
  sameStepAt,
  schemeOf,
  wayAt,
} from '../../../proto/scheme.js';
import { specOf } from '../../support/specs.js';

function schemeIn(mode: string, exchange: Partial<RunSpec['exchange']> = {}): Scheme {
  return schemeOf(specOf({ exchange: { mode, ...exchange } }));
}

/** A mode of each kind. */
const MODES = ['none', 'lockstep', 'stale:1', 'checkpoint:1', 'cached:0', 'mixed:none+lockstep'];

/** The modes of which something is true. */
function where(holds: (scheme: Scheme) => boolean): string[] {
  return MODES.filter((mode) => holds(schemeIn(mode)));
}

test('the way of an epoch is asked for where it keeps samples, hands out weights or shares its step', () => {
  const scheme = schemeIn('mixed:none+lockstep+stale:9+checkpoint:7');
  const epochs = [0, 1, 2, 3, 4];
  assert.deepEqual(
    epochs.map((epoch) => sameStepAt(scheme, epoch)),
    [false, true, false, false, false],
  );
  assert.deepEqual(
    epochs.map((epoch) => isTaughtAt(scheme, epoch)),
    [false, true, true, true, false],
  );
  assert.deepEqual(
    epochs.map((epoch) => bySampleAt(scheme, epoch)?.ageStepsMax),
    [undefined, undefined, 9, undefined, undefined],
  );
  assert.deepEqual(
    epochs.map((epoch) => byWeightsAt(scheme, epoch)?.everySteps),
    [undefined, undefined, undefined, 7, undefined],
  );
});

test('each mode is a way of teaching, with its numbers', () => {
  const ways = ['none', 'lockstep', 'stale:50', 'cached:0', 'cached:9,0.5', 'checkpoint:7'];
  assert.deepEqual(
    ways.map((mode) => wayAt(schemeIn(mode), 3)),
    [
      { kind: 'alone' },
      { kind: 'lockstep' },
      { kind: 'by-sample', unasked: true, ageStepsMax: 50, cache: undefined },
      {
        kind: 'by-sample',
        unasked: false,
        ageStepsMax: Number.POSITIVE_INFINITY,
        cache: { entriesMax: Number.POSITIVE_INFINITY, refreshFraction: 0 },
      },
      {
        kind: 'by-sample',
        unasked: false,
        ageStepsMax: Number.POSITIVE_INFINITY,
        cache: { entriesMax: 9, refreshFraction: 0.5 },
      },
      { kind: 'by-weights', everySteps: 7 },
    ],
  );
});

test('a mixed run goes through its ways by epoch, again and again, each of them made once', () => {
  const scheme = schemeIn('mixed:lockstep@1+cached:0,0.1@3');
  const kinds = Array.from({ length: 9 }, (_, epoch) => wayAt(scheme, epoch).kind);
  const cycle = ['lockstep', 'by-sample', 'by-sample', 'by-sample'];
  assert.deepEqual(kinds, [...cycle, ...cycle, 'lockstep']);
  assert.equal(wayAt(scheme, 1), wayAt(scheme, 7));
  assert.equal(scheme.cached, wayAt(scheme, 1));
  assert.equal(schemeIn('mixed:none+stale:1').cached, undefined);
});

test('it follows from the mode what a run needs', () => {
  assert.deepEqual(
    where(({ linked }) => linked),
    ['lockstep', 'stale:1', 'cached:0', 'mixed:none+lockstep'],
  );
  assert.deepEqual(
    where(({ sameStep }) => sameStep),
    ['lockstep', 'mixed:none+lockstep'],
  );
  assert.deepEqual(
    where(({ lockstepOnly }) => lockstepOnly),
    ['lockstep'],
  );
  assert.deepEqual(
    where(({ answers }) => answers),
    ['stale:1', 'cached:0'],
  );
  assert.deepEqual(
    where(({ handsOutWeights }) => handsOutWeights),
    ['checkpoint:1'],
  );
  assert.deepEqual(
    where(({ cached }) => cached !== undefined),
    ['cached:0'],
  );
  assert.deepEqual(
    where(({ mixed }) => mixed),
    ['mixed:none+lockstep'],
  );
});

test('peers wait for each other in lockstep, and in a strict run for weights, too', () => {
  assert.deepEqual(
    where(({ inStep }) => inStep),
    ['lockstep', 'mixed:none+lockstep'],
  );
  const strict = ['none', 'lockstep', 'checkpoint:1'].map((mode) => schemeIn(mode, { quorum: 'all' }).inStep);
  assert.deepEqual(strict, [false, true, true]);
});

test('the graph says whether rounds differ, and whether a peer learns from itself', () => {
  const graphs = ['all', 'ring', 'star', 'pairs', 'random:1', 'peer-0>peer-1', './graph.js'];
  const schemes = graphs.map((graph) => schemeIn('stale:1', { graph }));
  assert.deepEqual(
    schemes.map(({ redrawn }) => redrawn),
    [false, false, false, false, true, false, true],
  );
  assert.ok(schemes.every(({ taughtBySelf }) => !taughtBySelf));
  const self = schemeOf(parseRunSpec({ peers: [{ id: 'a' }], exchange: { mode: 'stale:1', graph: 'self' } }));
  assert.ok(self.taughtBySelf && self.hasTeachers);
  const alone = schemeOf(parseRunSpec({ peers: [{ id: 'a' }] }));
  assert.equal(alone.hasTeachers, false);
});

test('the other parts are read, too', () => {
  const spec = parseRunSpec({
    distillation: { loss: './loss.js', weight: 0 },
    exchange: { payload: 'top-5', pipeline: 1, quorum: 'all', graph: 'ring' },
  });
  const { graph, payload, loss, taught, pipeline, strict } = schemeOf(spec);
  assert.deepEqual(
    { graph, payload, loss, taught, pipeline, strict },
    {
      graph: { kind: 'ring' },
      payload: { kind: 'top-k', k: 5, rest: 'spread' },
      loss: 'module',
      taught: false,
      pipeline: 1,
      strict: true,
    },
  );
});
