import Table from 'cli-table3';
import type { PeerScores, TestScores } from '../../peer/evaluation/evaluate-run.js';
import type { RunScores } from './summary.js';
import { percent } from './view-text.js';

type Scores = TestScores & Partial<Pick<PeerScores, 'churn'>>;

/** Columns that not every evaluation has: they are there where some peer has a value. */
const OPTIONAL: readonly (readonly [head: string, cell: (scores: Scores) => string | undefined])[] = [
  ['bits/char', ({ bitsPerCharacter }) => bitsPerCharacter?.toFixed(4)],
  ['perplexity', ({ perplexity }) => perplexity?.toFixed(3)],
  ['churn', ({ churn }) => (churn ? percent(churn.disagreement) : undefined)],
  ['total variation', ({ churn }) => churn?.totalVariation.toFixed(4)],
];

/** Scores on the test split as a table. */
export function scoresTable(scores: RunScores): string {
  const columns = OPTIONAL.filter(([, cell]) => scores.peers.some((peer) => cell(peer) !== undefined));
  const table = new Table({
    head: ['', 'network', 'test acc', 'test loss', 'ECE', ...columns.map(([head]) => head), 'as ensemble'],
    colAligns: ['left', 'left', ...Array.from({ length: 4 + columns.length }, () => 'right' as const)],
    style: { head: [], border: [], compact: true },
  });
  const cells = (one: TestScores): string[] => [
    percent(one.testAccuracy),
    one.testLoss.toFixed(4),
    one.testEce.toFixed(4),
    ...columns.map(([, cell]) => cell(one) ?? ''),
  ];
  for (const peer of scores.peers) {
    table.push([peer.id, peer.network, ...cells(peer), percent(peer.ensembleAgreement)]);
  }
  if (scores.ensemble !== null) table.push(['ensemble', '', ...cells(scores.ensemble), '']);
  const agreement =
    scores.agreement === null ? '' : `\nagreement: ${percent(scores.agreement)} of the test samples`;
  return `${table.toString()}${agreement}`;
}
