import Table from 'cli-table3';
import type { PeerScores, TestScores } from '../../peer/evaluation/evaluate-run.js';
import type { RunScores } from './summary.js';
import { percent } from './view-text.js';

/** A column that not every evaluation has. */
interface OptionalColumn {
  readonly head: string;
  readonly isThere: (scores: RunScores) => boolean;
  readonly cell: (scores: TestScores & Partial<Pick<PeerScores, 'churn'>>) => string;
}

const OPTIONAL: readonly OptionalColumn[] = [
  {
    head: 'bits/char',
    isThere: ({ peers }) => peers.some(({ bitsPerCharacter }) => bitsPerCharacter !== null),
    cell: ({ bitsPerCharacter }) => bitsPerCharacter?.toFixed(4) ?? '',
  },
  {
    head: 'perplexity',
    isThere: ({ peers }) => peers.some(({ perplexity }) => perplexity !== null),
    cell: ({ perplexity }) => perplexity?.toFixed(3) ?? '',
  },
  {
    head: 'churn',
    isThere: ({ peers }) => peers.some(({ churn }) => churn !== null),
    cell: ({ churn }) => (churn ? percent(churn.disagreement) : ''),
  },
  {
    head: 'total variation',
    isThere: ({ peers }) => peers.some(({ churn }) => churn !== null),
    cell: ({ churn }) => (churn ? churn.totalVariation.toFixed(4) : ''),
  },
];

/** Scores on the test split as a table. */
export function scoresTable(scores: RunScores): string {
  const columns = OPTIONAL.filter(({ isThere }) => isThere(scores));
  const table = new Table({
    head: ['', 'network', 'test acc', 'test loss', 'ECE', ...columns.map(({ head }) => head), 'as ensemble'],
    colAligns: ['left', 'left', ...Array.from({ length: 4 + columns.length }, () => 'right' as const)],
    style: { head: [], border: [], compact: true },
  });
  const cells = (one: TestScores): string[] => [
    percent(one.testAccuracy),
    one.testLoss.toFixed(4),
    one.testEce.toFixed(4),
    ...columns.map(({ cell }) => cell(one)),
  ];
  for (const peer of scores.peers) {
    table.push([peer.id, peer.network, ...cells(peer), percent(peer.ensembleAgreement)]);
  }
  if (scores.ensemble !== null) table.push(['ensemble', '', ...cells(scores.ensemble), '']);
  const agreement =
    scores.agreement === null ? '' : `\nagreement: ${percent(scores.agreement)} of the test samples`;
  return `${table.toString()}${agreement}`;
}
