import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runFacts } from '../scripts/launch/run-facts.js';
import { replaceSection, sectionMarkdown, tableMarkdown } from './document.js';
import type { BenchOptions } from './options.js';
import { overviewChart, overviewRows, overviewTable } from './overview.js';
import {
  type Json,
  type Performance,
  SECTION_IDS,
  type Section,
  type SectionId,
  type SectionRecord,
} from './section.js';

/** Where the figures are kept. */
export interface Places {
  readonly json: string;
  /** The long tables. */
  readonly markdown: string;
  /** The table and the picture that say who is faster. */
  readonly overview: string;
  readonly picture: string;
}

/** The kept figures of one part. */
export function knownData(places: Places, id: SectionId): Json | undefined {
  return readPerformance(places)[id]?.data;
}

/** Writes one measured part into both files; the other parts and all prose stay. */
export function keepSection(places: Places, section: Section, options: BenchOptions): void {
  const { startedAt, commit, versions, machine } = runFacts();
  const { host: _host, ...facts } = machine;
  const record: SectionRecord = {
    measuredAt: startedAt,
    commit,
    repeats: options.repeats,
    machine: facts,
    versions: { ...versions, ...section.versions },
    data: section.data,
  };
  const all: Performance = { ...readPerformance(places), [section.id]: record };
  const ordered = SECTION_IDS.flatMap((id) => (all[id] === undefined ? [] : [[id, all[id]] as const]));
  mkdirSync(dirname(places.json), { recursive: true });
  writeFileSync(places.json, `${JSON.stringify(Object.fromEntries(ordered), null, 2)}\n`);
  const document = existsSync(places.markdown) ? readFileSync(places.markdown, 'utf8') : '';
  const content = sectionMarkdown(section, measuredText(record));
  writeFileSync(places.markdown, replaceSection(document, section.id, content));
}

/** Writes the head table and its picture anew, out of the kept figures of all parts. */
export async function keepOverview(places: Pick<Places, 'json' | 'overview' | 'picture'>): Promise<void> {
  const performance = readPerformance(places);
  const rows = overviewRows(performance);
  if (rows.length === 0) return;
  const document = existsSync(places.overview) ? readFileSync(places.overview, 'utf8') : '';
  writeFileSync(places.overview, replaceSection(document, 'overview', overviewMarkdown(performance)));
  const { chartSvg, compiledChart } = await import('../scripts/compare/chart.js');
  writeFileSync(places.picture, `${await chartSvg(compiledChart(overviewChart(rows)))}\n`);
}

/** The head table with what it was measured on. */
export function overviewMarkdown(performance: Performance): string {
  const records = [performance['one-peer'], performance['mutual-learning']].filter(
    (one) => one !== undefined,
  );
  const measured = [...new Set(records.map(measuredText))];
  return [tableMarkdown(overviewTable(overviewRows(performance))), ...measured].join('\n\n');
}

/** The line under a part's tables that says what the figures were measured on. */
export function measuredText({ measuredAt, commit, repeats, machine, versions }: SectionRecord): string {
  const memoryGiB = Math.round(Number(machine.memoryBytes) / 2 ** 30);
  const named = Object.entries(versions)
    .filter(([, version]) => version !== null)
    .map(([name, version]) => `${name} ${version}`);
  return [
    `Measured ${measuredAt.slice(0, 10)} at commit ${commit?.slice(0, 10) ?? 'unknown'}, ${repeats} repeats`,
    `${machine.cpu}, ${machine.cores} cores, ${memoryGiB} GiB, ${machine.platform}`,
    named.join(', '),
  ].join('; ');
}

function readPerformance(places: Pick<Places, 'json'>): Performance {
  return existsSync(places.json) ? (JSON.parse(readFileSync(places.json, 'utf8')) as Performance) : {};
}
