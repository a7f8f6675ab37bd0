import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runsTable } from '../../../scripts/runs-table.js';
import { widthOf } from '../../../scripts/side-by-side.js';

const RUN = {
  path: '/x/runs/20261122-060455-1f0c7e',
  startedAt: '2026-11-22T06:04:55.000Z',
  networks: '2 resnet20',
  data: 'cifar100',
  mode: 'lockstep',
  state: 'steps',
  steps: 2110,
  testAccuracy: 0.9818,
  testLoss: 0.05444,
};
const LIST = {
  runs: [RUN, { ...RUN, path: '/x/runs/later', testAccuracy: null, testLoss: null }],
  broken: [],
};

test('a run is a row, with a dash for what is not known', () => {
  const lines = runsTable(LIST).split('\n');
  assert.match(lines[1]!, /run .*begun .*networks .*exchange .*state .*steps .*test acc .*test loss/);
  assert.match(
    lines[3]!,
    /20261122-060455-1f0c7e .* 2026-11-2\d \d\d:\d\d .*2 resnet20 .*2110 .*98\.18 % .*0\.0544/,
  );
  assert.match(lines[4]!, /later .*– .*– /);
});

test('on a narrow terminal columns stand below each other, each with the runs’ names', () => {
  const text = runsTable(LIST, 60);
  assert.ok(widthOf(text) <= 60, text);
  assert.ok(text.match(/20261122-060455-1f0c7e/g)!.length > 1);
});
