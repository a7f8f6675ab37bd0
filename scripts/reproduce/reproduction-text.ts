import TextTable from 'cli-table3';
import { durationText } from '../compare/number-text.js';
import { cellLines, type FoundRow } from './cell-lines.js';
import type { Provenance } from './provenance.js';
import { type Reproduction, summaryText } from './reproduction.js';

/** For a terminal of at least 80 columns: verdicts first, then every cell. */
export function terminalText(reproduction: Reproduction): string {
  const { table, cells, runs } = reproduction;
  const parts = [
    `${table.name}, ${table.scale} scale: ${summaryText(cells)}; ${runs.done} of ${runs.planned} runs`,
    table.source,
    ...cells.map((cell) => {
      const { title, verdict, published, ours, best, band } = cellLines(cell);
      const rows: readonly FoundRow[] = [
        ...published,
        ours,
        ...(best === undefined ? [] : [['  at best validation', '', best] as const]),
        ['counts as reproduced', '', band],
      ];
      return `\n${title}\n  ${verdict}\n${drawn(rows)}`;
    }),
    '',
    ...notes(reproduction),
  ];
  return parts.join('\n');
}

function drawn(rows: readonly FoundRow[]): string {
  const table = new TextTable({
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    colWidths: [24, 20, 32],
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}

/** The report as Markdown: verdicts first. */
export function markdownText(reproduction: Reproduction): string {
  const { table, cells, runs, provenance } = reproduction;
  const heads = ['cell', 'verdict', 'published', 'ours', 'at best validation', 'counts as reproduced'];
  const joined = ([who, values, difference]: FoundRow): string =>
    `${who}: ${[values, difference].filter((text) => text !== '' && text !== '–').join(', ') || '–'}`;
  const lines = cells.map((cell) => {
    const { title, verdict, published, ours, best, band } = cellLines(cell);
    return [
      title,
      `**${verdict}**`,
      published.map(joined).join('<br>') || '–',
      joined(ours),
      best ?? '–',
      band,
    ];
  });
  const parts = [
    `# ${table.name}, ${table.scale} scale`,
    `**${summaryText(cells)}**; ${runs.done} of ${runs.planned} runs.`,
    `Claimed: ${table.claim} (${table.source}).`,
    [heads, heads.map(() => '---'), ...lines].map((row) => `| ${row.join(' | ')} |`).join('\n'),
    notes(reproduction).join(' '),
    `Recipe:\n\n${table.recipe.map((line) => `- ${line}`).join('\n')}`,
    `Made by:\n\n${facts(provenance)
      .map(([what, value]) => `- ${what}: \`${value}\``)
      .join('\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function notes({ heldOut, estimates }: Reproduction): readonly string[] {
  const times = Object.entries(estimates).map(([name, seconds]) => `${name} ${durationText(seconds)}`);
  return [
    "Differences are paired by seed, with their 95 % intervals by Student's t; a cell is judged by the last step. The test samples are looked at once, when training is over.",
    ...(heldOut.includes(0)
      ? ['Where no sample is held out there is no best validation, and its column is left out.']
      : []),
    ...(times.length === 0 ? [] : [`A run takes about: ${times.join(', ')}.`]),
  ];
}

/** Where the numbers come from, as name and value. */
function facts(provenance: Provenance): readonly (readonly [string, string])[] {
  const { command, commits, changed, versions, machine, devices, numerics, seeds, table, data } = provenance;
  return [
    ['command', command],
    ['commit', `${commits.join(', ') || '–'}${changed === true ? ', with changes' : ''}`],
    [
      'versions',
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version ?? '–'}`)
        .join(', '),
    ],
    [
      'machine',
      Object.entries(machine)
        .map(([name, value]) => `${name} ${value ?? '–'}`)
        .join(', '),
    ],
    ['devices', devices.join(', ') || '–'],
    ['numerics', numerics.join('; ') || '–'],
    ['seeds', seeds.join(', ')],
    ['table', table],
    ...data.map(({ name, digest }) => ['data', `${name} ${digest}`] as const),
  ];
}
