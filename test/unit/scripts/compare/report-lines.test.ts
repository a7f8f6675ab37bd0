import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findingLines,
  gateLine,
  hypothesisTable,
  metricTable,
  noteLines,
} from '../../../../scripts/compare/report-lines.js';
import type { Hypothesis } from '../../../../scripts/compare/study.js';
import { smallReport, smallRuns, smallStudy } from '../../../support/small-study.js';

test('the table has a row for each metric and a column for each variant', () => {
  const { head, rows } = metricTable(smallReport().comparison);
  assert.deepEqual(head, ['', 'alone', 'taught']);
  assert.deepEqual(
    rows.map(([title]) => title![0]),
    ['runs', 'test accuracy', 'test NLL', 'sent by the cohort'],
  );
  assert.deepEqual(rows[0]!.slice(1), [['4 of 4'], ['4 of 4', 'Δ to alone']]);
});

test('what was not measured is a dash, and what only some runs have says how many', () => {
  const runs = smallRuns().map((run) =>
    run.variant === 'taught' && run.seed < 3
      ? { ...run, peers: run.peers.map((peer) => ({ ...peer, values: {} })) }
      : run,
  );
  const { rows } = metricTable(
    smallReport(
      smallStudy(),
      runs.filter(({ variant, seed }) => variant === 'taught' || seed < 3),
    ).comparison,
  );
  const accuracy = rows.find(([title]) => title![0] === 'test accuracy')!;
  assert.equal(accuracy[2]!.at(-1), 'in 2 of 4 runs');
  const without = metricTable(
    smallReport(
      smallStudy(),
      runs.filter(({ variant }) => variant === 'alone'),
    ).comparison,
  );
  assert.deepEqual(without.rows[1]![2], ['–']);
});

test('a hypothesis says what was expected, what was found and what that amounts to', () => {
  const hypothesis: Hypothesis = {
    name: 'teaching helps',
    expect: '+2.14 pp',
    test: 'difference',
    metric: 'testAccuracy',
    variant: 'taught',
    direction: 'higher',
    scale: 'absolute',
  };
  const { rows } = hypothesisTable(smallReport(smallStudy({ hypotheses: [hypothesis] })).comparison);
  assert.deepEqual(rows, [
    [
      ['teaching helps'],
      ['+2.14 pp'],
      ['testAccuracy: +2.00 [+0.70, +3.30] pp, sd 0.82', 'n = 4, t = 4.90, Wilcoxon p = 0.13'],
      ['p = 0.016'],
      ['p = 0.016'],
      ['shown', 'it is higher'],
    ],
  ]);
});

test('what was found is one line a claim, or without claims one a variant', () => {
  const alone = findingLines(smallReport().comparison);
  assert.deepEqual(alone, [
    'taught: test accuracy +2.00 [+0.70, +3.30] pp, sd 0.82 against alone, p = 0.016',
  ]);
  const claim = { name: 'it rises', test: 'difference', metric: 'testAccuracy', variant: 'taught' } as const;
  const hypotheses: readonly Hypothesis[] = [
    { ...claim, expect: '', direction: 'higher', scale: 'absolute' },
    { ...claim, name: 'its ratio', expect: '', scale: 'log' },
  ];
  assert.deepEqual(findingLines(smallReport(smallStudy({ hypotheses })).comparison), [
    'shown: it rises; testAccuracy: +2.00 [+0.70, +3.30] pp, sd 0.82; p = 0.033 (Holm)',
    'shown: its ratio; testAccuracy: × 1.025 [1.009, 1.041]; p = 0.033 (Holm)',
  ]);
});

test('the convention of signed ranks is told where they are', () => {
  const hypothesis: Hypothesis = {
    ...{
      name: '',
      expect: '',
      test: 'difference',
      metric: 'testAccuracy',
      variant: 'taught',
      scale: 'absolute',
    },
  } as Hypothesis;
  const told = (report: ReturnType<typeof smallReport>): boolean =>
    noteLines(report).some((line) => /Wilcoxon: .*zeros are dropped, ties share/.test(line));
  assert.equal(told(smallReport()), false);
  assert.equal(told(smallReport(smallStudy({ hypotheses: [hypothesis] }))), true);
});

test('a gate says its bounds and what was found', () => {
  const gate = { metric: 'trainAccuracy', variants: ['alone'], min: 0.93 };
  assert.equal(
    gateLine({ gate, variant: 'alone', value: 0.97, passed: true }),
    'trainAccuracy of alone, at least 93.00 %: 97.00 %, passed',
  );
  assert.match(gateLine({ gate, variant: 'alone', value: null, passed: false }), /not measured, NOT passed/);
});

test('the notes explain what the table holds and nothing else', () => {
  assert.equal(noteLines(smallReport()).length, 2);
  const study = smallStudy({
    seedsPerData: 2,
    target: { metric: 'validationLoss', value: 'baseline-final', smoothing: 3 },
  });
  const report = smallReport(study);
  const notes = noteLines({ ...report, facts: { ...report.facts, parallel: 4 } });
  assert.match(notes[2]!, /same seed's baseline at its end, smoothed over 3/);
  assert.match(notes[3]!, /2 seeds a draw/);
  assert.match(notes[4]!, /4 runs at once/);
});
