import type { RunFacts } from '../scripts/launch/run-facts.js';

/** The parts of `docs/measurements.md`, in its order. Each is measured by the file of its name. */
export const SECTION_IDS = [
  'one-peer',
  'mutual-learning',
  'exchange',
  'growth',
  'scale',
  'gate',
  'threads',
  'start-up',
  'units',
  'studies',
  'goodput',
  'mistakes',
  'predict',
] as const;

export type SectionId = (typeof SECTION_IDS)[number];

/** A value of `docs/performance.json`. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One Markdown table: the first column is text, the others are right-aligned figures. */
export interface Table {
  /** A line above the table. Left out where the section has one table only. */
  readonly caption?: string;
  readonly columns: readonly string[];
  /** As many cells a row as there are columns, ready to be read: rounded, with spread. */
  readonly rows: readonly (readonly string[])[];
}

/** The outcome of one part of the benchmark. */
export interface Section {
  readonly id: SectionId;
  readonly title: string;
  /** Markdown between title and tables: what was compared, how it was measured, how to read it. */
  readonly text: string;
  readonly tables: readonly Table[];
  /** Every figure with each of its repeats, for `docs/performance.json`; units last in the names. */
  readonly data: Json;
  /** Versions of everything measured besides codistill, Node and TensorFlow, such as `{ torch: '2.15.0' }`. */
  readonly versions?: Readonly<Record<string, string>>;
}

/** One part in `docs/performance.json`. Parts may be measured at different times, so each says when and on what. */
export interface SectionRecord {
  readonly measuredAt: string;
  readonly commit: string | null;
  readonly repeats: number;
  readonly machine: Omit<RunFacts['machine'], 'host'>;
  readonly versions: Readonly<Record<string, string | null>>;
  readonly data: Json;
}

/** The content of `docs/performance.json`. */
export type Performance = Partial<Record<SectionId, SectionRecord>>;
