import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIVE_METRICS, METRICS } from '../../../../peer/core/metrics.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { peerLines } from '../../../../scripts/launch/live-columns.js';
import { initialView, updateView, type ViewState } from '../../../../scripts/launch/view-state.js';
import { heartbeatEvent } from '../../../support/watch-events.js';

const START = initialView(parseRunSpec({}));
const after = (...events: Parameters<typeof updateView>[1][]): ViewState => events.reduce(updateView, START);
const BUSY = after(
  heartbeatEvent('peer-0', {
    step: 123_456,
    stepsTotal: 999_999,
    validationAccuracy: 0.97654,
    bitsPerCharacter: 2.5,
  }),
  heartbeatEvent('peer-1', { bytesSent: 123e9, rejected: 12_345, samplesPerSecond: 123_456 }),
);

test('a live row shows epoch, step, loss = CE + λ·KL, accuracy, speed, waiting, bytes and staleness under its heading', () => {
  const numbers = {
    epoch: 1,
    validationAccuracy: 0.9612,
    distillationWeight: 0.5,
    stalenessSteps: 2,
    rejected: 3,
  };
  const [heading, line] = peerLines(after(heartbeatEvent('peer-0', numbers)));
  for (const part of [
    'peer-0 (mlp)',
    '10/100',
    '0.380 = 0.350 + 0.5·0.060',
    '96.12 %',
    '5,120',
    '4.0 %',
    '1.2 MB     999 B',
  ]) {
    assert(line!.includes(part), `${part} in ${line}`);
  }
  assert.match(line!, / 2 +3$/);
  assert.equal(line!.length, heading!.length, 'aligned with the heading');
});

test('every metric of the live view has its column where there is room', () => {
  const [heading] = peerLines(BUSY);
  const headings = LIVE_METRICS.map((name) => METRICS[name].live.heading);
  assert.deepEqual(
    headings.filter((one) => !heading!.includes(` ${one}`)),
    [],
  );
  assert.doesNotMatch(heading!, /…/);
});

test('on 80 columns a row has step, loss, accuracy, speed, waiting and taught, and a sign that there is more', () => {
  const [heading, line] = peerLines(after(heartbeatEvent('peer-0', { validationAccuracy: 0.9612 })), 80);
  assert.equal(heading!.replace(/ +/g, ' '), 'peer step loss val acc taught samples/s waiting …');
  assert.match(line!, /^peer-0 \(mlp\) +10\/100 +0\.410 +96\.12 % +98\.5 % +5,120 +4\.0 %$/);
});

test('at every width the rows fit, are aligned, and no number is cut', () => {
  const [whole, ...wholeLines] = peerLines(BUSY);
  const numbers = wholeLines.map((line) => new Set(line.split(/ {2,}/)));
  for (let width = 30; width <= whole!.length + 2; width++) {
    const [heading, ...lines] = peerLines(BUSY, width);
    for (const [i, line] of lines.entries()) {
      assert.ok(heading!.length <= width && line.length <= width, `${width}: ${line}`);
      assert.equal(line.length, heading!.replace(/ …$/, '').length, 'aligned');
      const [, ...cells] = line.split(/ {2,}/);
      const cut = cells.filter((cell) => !numbers[i]!.has(cell) && !/^\d+\.\d{3}$/.test(cell));
      assert.deepEqual(cut, [], `${width}: ${line}`);
    }
  }
  assert.deepEqual(peerLines(BUSY, whole!.length), [whole, ...wholeLines]);
});

test('bits per character have a column where there are any', () => {
  assert.match(peerLines(BUSY)[0]!, / bits\/char /);
  assert.match(peerLines(BUSY)[1]!, / 2\.500 /);
  assert.doesNotMatch(peerLines(START)[0]!, /bits/);
});

test('a peer without a heartbeat shows its state, a restarted one how often, and neither is ever left out', () => {
  assert.match(peerLines(START)[1]!, /peer-0 \(mlp\) +starting$/);
  const back = after({ kind: 'started', name: 'peer-0', pid: 1, start: 3 }, heartbeatEvent('peer-0'));
  assert.match(peerLines(back)[1]!, / {2}restarted 2×$/);
  const dead = updateView(back, { kind: 'died', name: 'peer-0', reason: 'killed' });
  for (const width of [60, 80, 120, 300]) {
    assert.match(peerLines(dead, width)[1]!, / {2}dead, restarted 2×$/, String(width));
  }
});

test('a long name of a network is shortened, never the numbers behind it', () => {
  const network = './networks/of-my-own/that-have/rather-long-names.js';
  const state = initialView(parseRunSpec({ peers: [{ id: 'peer-0', network }] }));
  const [, line] = peerLines(updateView(state, heartbeatEvent('peer-0')), 80);
  assert.match(line!, /^peer-0 \(\.\/networks\/of-m?y?-?.*… {2,}10\/100 +0\.410 /);
});
