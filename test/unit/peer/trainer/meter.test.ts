import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Meter } from '../../../../peer/trainer/meter.js';

/** A clock that only the test moves. */
function meterAt(startMs = 1_000): { meter: Meter; pass: (ms: number) => void } {
  let nowMs = startMs;
  return { meter: new Meter(() => nowMs), pass: (ms) => (nowMs += ms) };
}

test('samples per second count training time only: pauses are left out, waits are not', () => {
  const { meter, pass } = meterAt();
  pass(300);
  meter.count(128);
  meter.wait(() => pass(100));
  meter.pause(() => pass(10_000));
  pass(100);
  meter.count(72);
  assert.equal(meter.samplesPerSecond, 400); // 200 samples in 300 + 100 + 100 ms
  assert.equal(meter.waitFraction, 0.2);
});

test('a wait gives what it waited for, and is counted', () => {
  const { meter, pass } = meterAt();
  assert.equal(
    meter.wait(() => {
      pass(50);
      return 'answer';
    }),
    'answer',
  );
  assert.equal(
    meter.wait(() => undefined),
    undefined,
  );
  pass(150);
  assert.equal(meter.waitFraction, 0.25);
});

test('waiting for data is counted apart from waiting for the cohort, and both are training time', () => {
  const { meter, pass } = meterAt();
  meter.wait(() => pass(20));
  const batch = meter.waitForData(() => {
    pass(10);
    return 'batch';
  });
  pass(70);
  assert.equal(batch, 'batch');
  assert.deepEqual([meter.waitFraction, meter.dataWaitFraction], [0.2, 0.1]);
});

test('the recent rate is that of the last half second or more, whatever came before', () => {
  const { meter, pass } = meterAt();
  pass(499);
  meter.count(100);
  assert.equal(meter.recentSamplesPerSecond, 0, 'too early to tell');
  pass(1);
  meter.count(100);
  assert.equal(meter.recentSamplesPerSecond, 400); // 200 in 500 ms
  pass(1_000);
  meter.count(50);
  assert.equal(meter.recentSamplesPerSecond, 50);
});

test('a pause within the window does not lower the recent rate', () => {
  const { meter, pass } = meterAt();
  pass(250);
  meter.count(100);
  meter.pause(() => pass(5_000));
  pass(250);
  meter.count(100);
  assert.equal(meter.recentSamplesPerSecond, 400);
});

test('training time has no pauses in it', () => {
  const { meter, pass } = meterAt();
  pass(250);
  meter.pause(() => pass(5_000));
  meter.wait(() => pass(50));
  assert.equal(meter.trainingMs, 300);
});

test('the next pause is thought to take up to three times the last and a second, a minute before the first', () => {
  const { meter, pass } = meterAt();
  assert.equal(meter.pauseEstimateMs, 60_000);
  meter.pause(() => pass(200));
  assert.equal(meter.pauseEstimateMs, 1_600);
  meter.pause(() => pass(2_000));
  assert.equal(meter.pauseEstimateMs, 7_000);
});

test('before any time has passed the rates are finite', () => {
  const { meter } = meterAt();
  meter.count(0);
  assert.deepEqual([meter.samplesPerSecond, meter.waitFraction, meter.dataWaitFraction], [0, 0, 0]);
});
