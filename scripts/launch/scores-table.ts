import Table from 'cli-table3';
import type { PeerScores, TestScores } from '../../peer/evaluation/evaluate-run.js';
import { sideBySide } from '../side-by-side.js';
import type { RunScores } from './summary.js';
import { percent } from './view-text.js';

type Scores = TestScores & Partial<Pick<PeerScores, 'network' | 'ensembleAgreement' | 'churn'>>;
type Column = readonly [head: string, cell: (scores: Scores) => string | undefined];

/** Columns that not every evaluation has: they are there where some peer has a value. */
const OPTIONAL: readonly Column[] = [
  ['bits/char', ({ bitsPerCharacter }) => bitsPerCharacter?.toFixed(4)],
  ['perplexity', ({ perplexity }) => perplexity?.toFixed(3)],
  ['churn', ({ churn }) => (churn ? percent(churn.disagreement) : undefined)],
  ['total variation', ({ churn }) => churn?.totalVariation.toFixed(4)],
];

/**
 * Scores on the test split as a table, or several where one is too wide.
 *
 * @param width - Columns of the terminal.
 */
export function scoresTable(scores: RunScores, width = Number.POSITIVE_INFINITY): string {
  const optional = OPTIONAL.filter(([, cell]) => scores.peers.some((peer) => cell(peer) !== undefined));
  const columns: readonly Column[] = [
    ['network', ({ network }) => network],
    ['test acc', ({ testAccuracy }) => percent(testAccuracy)],
    ['test loss', ({ testLoss }) => testLoss.toFixed(4)],
    ['ECE', ({ testEce }) => testEce.toFixed(4)],
    ...optional,
    [
      'as ensemble',
      ({ ensembleAgreement }) => (ensembleAgreement === undefined ? undefined : percent(ensembleAgreement)),
    ],
  ];
  const draw = (shown: readonly Column[]): string => {
    const table = new Table({
      head: ['', ...shown.map(([head]) => head)],
      colAligns: [
        'left',
        ...shown.map(([head]) => (head === 'network' ? ('left' as const) : ('right' as const))),
      ],
      style: { head: [], border: [], compact: true },
    });
    const cells = (one: Scores): string[] => shown.map(([, cell]) => cell(one) ?? '');
    for (const peer of scores.peers) table.push([peer.id, ...cells(peer)]);
    if (scores.ensemble !== null) table.push(['ensemble', ...cells(scores.ensemble)]);
    return table.toString();
  };
  const agreement =
    scores.agreement === null ? [] : [`agreement: ${percent(scores.agreement)} of the test samples`];
  const unscored = scores.unscored.map(({ id, why }) => `not scored: ${id}: ${why}`);
  return [...sideBySide(columns, draw, width), ...agreement, ...unscored].join('\n');
}
