import Table from 'cli-table3';
import type { RunScores } from './summary.js';
import { percent } from './view-text.js';

/** Scores on the test split as a table. */
export function scoresTable(scores: RunScores): string {
  const table = new Table({
    head: ['', 'network', 'test acc', 'test loss'],
    colAligns: ['left', 'left', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const { id, network, testAccuracy, testLoss } of scores.peers) {
    table.push([id, network, percent(testAccuracy), testLoss.toFixed(4)]);
  }
  if (scores.ensemble !== null) {
    table.push(['ensemble', '', percent(scores.ensemble.testAccuracy), scores.ensemble.testLoss.toFixed(4)]);
  }
  const agreement =
    scores.agreement === null ? '' : `\nagreement: ${percent(scores.agreement)} of the test samples`;
  return `${table.toString()}${agreement}`;
}
