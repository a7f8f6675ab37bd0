import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { planRuns } from '../../../../scripts/compare/study.js';
import { placeOf } from '../../../../scripts/compare/study-directory.js';
import { openStudyView } from '../../../../scripts/compare/study-view.js';
import { smallStudy } from '../../../support/small-study.js';

test('without a terminal a study is lines: what ended, how far it is, and now and then what goes on', () => {
  const stream = new PassThrough() as unknown as NodeJS.WriteStream;
  let nowMs = 0;
  const view = openStudyView(stream, () => nowMs);
  const place = placeOf('/nowhere', planRuns(smallStudy())[0]!);
  view.progress(0, 4, null);
  view.started(place);
  view.moved(place, 0.1);
  nowMs = 61_000;
  view.progress(0, 4, 600);
  view.moved(place, 0.5);
  view.moved(place, 0.6);
  view.ended(place, 75, { code: 'ERR_NON_FINITE', message: 'the loss\nis not finite' });
  view.progress(1, 4, 225);
  view.progress(1, 4, 220);
  view.close();
  assert.deepEqual(String(stream.read()).trimEnd().split('\n'), [
    '0 of 4 runs',
    'alone, seed 1: 50 %; 0 of 4 runs, about 10 min 0 s left',
    'alone, seed 1: failed after 1 min 15 s: ERR_NON_FINITE: the loss',
    '1 of 4 runs, about 3 min 45 s left',
  ]);
});
