import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type RunFacts, runFacts } from '../scripts/launch/run-facts.js';
import { replaceSection, sectionMarkdown } from './document.js';
import type { BenchOptions } from './options.js';
import { type Json, SECTION_IDS, type Section, type SectionId } from './section.js';

/** One part in `docs/performance.json`. Parts may be measured at different times, so each says when and on what. */
interface SectionRecord {
  readonly measuredAt: string;
  readonly commit: string | null;
  readonly repeats: number;
  readonly machine: Omit<RunFacts['machine'], 'host'>;
  readonly versions: Readonly<Record<string, string | null>>;
  readonly data: Json;
}

type Performance = Partial<Record<SectionId, SectionRecord>>;

/** Where the figures are kept. */
export interface Places {
  readonly json: string;
  readonly markdown: string;
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

function readPerformance(places: Places): Performance {
  return existsSync(places.json) ? (JSON.parse(readFileSync(places.json, 'utf8')) as Performance) : {};
}
