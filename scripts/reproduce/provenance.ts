import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import * as z from 'zod';
import { loadDataset, readersOf } from '../../peer/data/catalog.js';
import { CodistillError } from '../../proto/errors.js';
import { dataSeed, type RunSpec } from '../../proto/run-spec.js';
import { cacheDirectory } from '../cache-directory.js';
import { type RunPlace, stateOf } from '../compare/study-directory.js';
import { gitOutput, runFacts } from '../launch/run-facts.js';
import { projectRoot } from '../project-root.js';

const schema = z.object({
  command: z.string(),
  /** Of the code that made the runs; `null` outside of a git checkout. */
  commits: z.array(z.string()),
  /** Whether the checkout had changes that no commit has, when the report was written. */
  changed: z.boolean().nullable(),
  versions: z.record(z.string(), z.string().nullable()),
  machine: z.record(z.string(), z.union([z.string(), z.number()]).nullable()),
  /** Of the peers: processor or GPU, and TensorFlow with its threads and instructions. */
  devices: z.array(z.string()),
  numerics: z.array(z.string()),
  seeds: z.array(z.number()),
  /** Of the table's file, and of the study's. */
  table: z.string(),
  data: z.array(
    z.object({ name: z.string(), seed: z.number(), networks: z.array(z.string()), digest: z.string() }),
  ),
});

/** Everything that a reported number depends on. */
export type Provenance = Readonly<z.infer<typeof schema>>;

/** Reads the provenance of a report's JSON. */
export function provenanceIn(report: unknown): Provenance | undefined {
  return z.object({ provenance: schema }).safeParse(report).data?.provenance;
}

/** The origins of a report that its runs cannot tell. */
export interface Origins {
  readonly command: string;
  /** As the runs recorded them. */
  readonly commits: readonly string[];
  readonly seeds: readonly number[];
  /** The files that the table consists of. */
  readonly files: readonly string[];
  readonly dataDir: string | undefined;
}

/** Gathers the provenance of a table whose runs lie at some places. */
export async function provenanceOf(places: readonly RunPlace[], origins: Origins): Promise<Provenance> {
  const peers = places.flatMap((place) => {
    const state = stateOf(place);
    return state.kind === 'done' ? state.summary.peers : [];
  });
  const each = (of: (peer: (typeof peers)[number]) => string | null): string[] =>
    [...new Set(peers.flatMap((peer) => of(peer) ?? []))].sort();
  const { command, commits, seeds, files, dataDir } = origins;
  const { versions, machine } = runFacts();
  const { host: _host, ...shown } = machine;
  return {
    ...{ command, commits: [...commits], changed: hasChanges(), versions, machine: shown },
    devices: each(({ device }) => device),
    numerics: each(({ numerics }) => numerics),
    seeds: [...seeds],
    table: digestOf(files),
    data: await digestsOf(
      places.map(({ run }) => run.spec),
      dataDir,
    ),
  };
}

/**
 * Loads the data that runs read, and names them by SHA-256; of sets that a seed draws, those of the first.
 *
 * @throws {CodistillError} As `loadDataset`: which file is missing, and where it is looked for.
 */
export async function digestsOf(
  specs: readonly RunSpec[],
  dataDir: string | undefined,
): Promise<Provenance['data']> {
  const found = new Map<string, Provenance['data'][number]>();
  for (const spec of specs) {
    const networks = [...new Set(readersOf(spec))].sort();
    const { name } = spec.data;
    if (found.has(name)) continue;
    const seed = dataSeed(spec);
    found.set(name, { name, seed, networks, digest: await digestOfData({ name, seed, networks }, dataDir) });
  }
  return [...found.values()];
}

async function digestOfData(
  { name, seed, networks }: Omit<Provenance['data'][number], 'digest'>,
  dataDir: string | undefined,
): Promise<string> {
  const { digest } = await loadDataset(name, {
    dataDir,
    seed,
    networks,
    cacheDir: cacheDirectory(process.env),
  });
  return digest;
}

/** SHA-256 over the texts of files, hex. */
export function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file, 'utf8')).update('\0');
  return hash.digest('hex');
}

/** Whether there are changes of the product that no commit has; `null` outside of a checkout. */
function hasChanges(): boolean | null {
  const args = ['status', '--porcelain', '--', 'proto', 'coordinator', 'peer', 'scripts', 'study'];
  const text = gitOutput(projectRoot(), args, 10_000);
  return text === null ? null : text !== '';
}

/** One thing that a report and this machine have in common, or not. */
export interface Check {
  readonly what: string;
  readonly there: string;
  readonly here: string;
  readonly same: boolean;
}

/**
 * Compares a report's code, versions, table and data with what is here.
 *
 * @param files - The files that the table consists of here; `undefined` where there is no such table.
 */
export async function checkProvenance(
  { commits, changed, versions, table, data }: Provenance,
  files: readonly string[] | undefined,
  dataDir: string | undefined,
): Promise<readonly Check[]> {
  const now = runFacts();
  const state = (commit: string, isChanged: boolean | null): string =>
    `${commit}${isChanged === true ? ', with changes' : ''}`;
  const checks = [
    ['commit', state(commits.join(', '), changed), state(now.commit ?? 'no git checkout', hasChanges())],
    ...Object.entries(versions).map(([name, version]) => [name, version ?? '–', now.versions[name] ?? '–']),
    ['table', short(table), files === undefined ? 'no such table' : short(digestOf(files))],
  ];
  for (const { digest, ...set } of data) {
    checks.push([`data ${set.name}`, short(digest), await foundDigest(set, dataDir)]);
  }
  return checks.map(([what, there, here]) => ({
    ...{ what: what!, there: there!, here: here! },
    same: there === here && !there!.includes('with changes'),
  }));
}

async function foundDigest(
  set: Omit<Provenance['data'][number], 'digest'>,
  dataDir: string | undefined,
): Promise<string> {
  try {
    return short(await digestOfData(set, dataDir));
  } catch (error) {
    if (!(error instanceof CodistillError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

function short(digest: string): string {
  return digest.slice(0, 16);
}
