import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodistillError } from '../../../../proto/errors.js';
import { parseRunSpec, type RunSpec } from '../../../../proto/run-spec.js';
import { isLonger, type LongerRun, longerRun, longerRunText } from '../../../../scripts/launch/longer-run.js';
import { changed, leaves } from '../../../support/spec-leaves.js';
import { announcementEvent, heartbeatEvent, joinEvent } from '../../../support/watch-events.js';

const ofEpochs = (epochs: number): RunSpec => parseRunSpec({ training: { epochs } });
const ofSteps = (steps: number, epochs = 5): RunSpec => parseRunSpec({ training: { steps, epochs } });

function refusal(there: RunSpec, asked: RunSpec): CodistillError {
  try {
    isLonger(there, asked, 'runs/x');
  } catch (error) {
    return error as CodistillError;
  }
  throw new Error('nothing was refused');
}

test('a run is longer with more epochs, or with more steps where steps give its length', () => {
  assert.equal(isLonger(ofEpochs(3), ofEpochs(3), 'x'), false);
  assert.equal(isLonger(ofEpochs(3), ofEpochs(4), 'x'), true);
  assert.equal(isLonger(ofSteps(100), ofSteps(100), 'x'), false);
  assert.equal(isLonger(ofSteps(100), ofSteps(101), 'x'), true);
});

test('any other field that differs is refused by its name, also in a run that would be longer', () => {
  const there = ofEpochs(3);
  for (const path of leaves(there)) {
    const name = path.join('.');
    if (name === 'training.epochs' || name === 'training.steps') continue;
    for (const asked of [there, ofEpochs(6)]) {
      const { code, message, fix, facts } = refusal(there, changed(asked, path) as RunSpec);
      assert.deepEqual([code, facts.directory], ['ERR_RUN_DIR', 'runs/x']);
      assert.match(
        message,
        new RegExp(`^another run lies in runs/x:\\n {2}${name}: .* there, .* asked for$`),
      );
      assert.match(fix, /leave these options out/);
    }
  }
});

test('a smaller length is refused, and so is one in the other unit', () => {
  const refused: readonly (readonly [RunSpec, RunSpec, string, string])[] = [
    [
      ofEpochs(6),
      ofEpochs(5),
      'the run in runs/x cannot become shorter:\n  training.epochs: 6 there, 5 asked for',
      'leave --epochs out to resume it, give more than 6 --epochs to make it longer, or give another --run-dir',
    ],
    [
      ofSteps(100),
      ofSteps(99),
      'the run in runs/x cannot become shorter:\n  training.steps: 100 there, 99 asked for',
      'leave --steps out to resume it, give more than 100 --steps to make it longer, or give another --run-dir',
    ],
    [
      ofEpochs(6),
      ofSteps(9000, 6),
      'the run in runs/x has its length in epochs:\n  training.steps: 0 there, 9000 asked for',
      'give more than 6 --epochs',
    ],
    [
      ofSteps(100),
      ofEpochs(6),
      'the run in runs/x has its length in steps:\n  training.epochs: 5 there, 6 asked for\n  training.steps: 100 there, 0 asked for',
      'give more than 100 --steps',
    ],
    [
      ofSteps(100),
      ofSteps(100, 6),
      'the run in runs/x has its length in steps:\n  training.epochs: 5 there, 6 asked for',
      'give more than 100 --steps',
    ],
  ];
  for (const [there, asked, message, fix] of refused) {
    const error = refusal(there, asked);
    assert.deepEqual([error.code, error.message, error.fix], ['ERR_RUN_DIR', message, fix]);
  }
});

test('where a run goes on is told once, at its first round', () => {
  const stop = { step: 6000, code: 'steps', reason: '' };
  const events = [
    joinEvent('a'),
    heartbeatEvent('a'),
    announcementEvent({ stop }),
    announcementEvent({ stop, round: 1, startStep: 2800 }),
    announcementEvent({ stop, round: 2, startStep: 2820 }),
  ];
  const lengths: readonly (readonly [RunSpec, RunSpec, number])[] = [
    [ofEpochs(3), ofEpochs(6), 3000],
    [ofSteps(2900), ofSteps(6000), 2900],
  ];
  for (const [there, asked, stepsTotalBefore] of lengths) {
    const told: LongerRun[] = [];
    events.forEach(longerRun(there, asked, (longer) => told.push(longer)));
    assert.deepEqual(told, [{ step: 2800, stepsTotal: 6000, stepsTotalBefore }]);
  }
});

const ENDED = { step: 3000, stepsTotal: 6000, stepsTotalBefore: 3000 };
const BROKEN_OFF = { ...ENDED, step: 1500 };
const ALONE = { exchange: { mode: 'none' } };

test('the schedules of a longer run are stated, with their values before and after', () => {
  const texts: readonly (readonly [object, LongerRun, string])[] = [
    [{}, ENDED, 'the learning rate follows cosine over 6,000 steps: 0.025 from here (it had ended at 0)'],
    [
      { training: { schedule: 'step' } },
      ENDED,
      'the learning rate follows step over 6,000 steps: 0.005 from here (it had ended at 0.00005)',
    ],
    [{ training: { schedule: 'constant' } }, ENDED, 'the learning rate stays 0.05'],
    [
      { training: { schedule: 'constant', fineTuneSteps: 100, fineTuneLr: 0.001 }, ...ALONE },
      ENDED,
      'the learning rate follows constant over 6,000 steps: 0.05 from here (it had ended at 0.001)',
    ],
    [
      { distillation: { schedule: 'cosine' }, training: { schedule: 'constant' } },
      ENDED,
      'the learning rate stays 0.05; the distillation weight follows cosine: 0.5 from here (it had ended at 2.74e-7)',
    ],
    [
      { distillation: { schedule: 'cosine' }, training: { schedule: 'constant' }, ...ALONE },
      ENDED,
      'the learning rate stays 0.05',
    ],
    [
      { distillation: { rampSteps: 4000 }, convergence: { targetAccuracy: 0.9, patienceRounds: 3 } },
      ENDED,
      'the learning rate follows cosine over 6,000 steps: 0.025 from here (it had ended at 0); --target-accuracy 0.9 and --patience 3 may end it as before',
    ],
  ];
  for (const [input, longer, text] of texts) {
    assert.equal(
      longerRunText('r', parseRunSpec(input), longer),
      `continues run r at step 3,000 of 6,000; ${text}`,
    );
  }
  assert.equal(
    longerRunText('r', parseRunSpec(ALONE), { ...BROKEN_OFF, step: 0 }),
    'continues run r at step 0 of 6,000 instead of 3,000; the learning rate follows cosine over 6,000 steps: 0.05 from here',
  );
  assert.equal(
    longerRunText('r', parseRunSpec({ distillation: { weight: 2 } }), { ...BROKEN_OFF, step: 450 }),
    'continues run r at step 450 of 6,000 instead of 3,000; ' +
      'the learning rate follows cosine over 6,000 steps: 0.0493 from here (it would have been 0.0473); ' +
      'the distillation weight follows ramp: 0.12 from here (it would have been 0.573)',
  );
});
