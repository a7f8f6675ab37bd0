import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import * as z from 'zod';
import { CodistillError } from '../../proto/errors.js';
import { type Check, checkProvenance, provenanceIn } from './provenance.js';
import { SCALES } from './table-file.js';
import { openTable } from './tables.js';

const tableOf = z.object({ table: z.object({ name: z.string(), scale: z.enum(SCALES) }) });

/**
 * Says whether a report was made by this code, this table and these data.
 *
 * @param file - `reproduction.json`, or the folder in which it lies.
 * @throws {CodistillError} `ERR_REPORT_DIFFERS` where something is another now, after it was told; `ERR_USAGE` for what is
 *   no report.
 */
export async function checkReport(file: string, dataDir: string | undefined, json: boolean): Promise<void> {
  const report = readReport(file);
  const provenance = provenanceIn(report);
  const table = tableOf.safeParse(report).data?.table;
  if (provenance === undefined || table === undefined)
    throw noReport(file, 'it names no table and no origins');
  const checks = await checkProvenance(provenance, filesOf(table), dataDir);
  process.stdout.write(json ? `${JSON.stringify(checks)}\n` : `${checks.map(checkLine).join('\n')}\n`);
  const different = checks.filter(({ same }) => !same).map(({ what }) => what);
  if (different.length === 0) return;
  throw new CodistillError('ERR_REPORT_DIFFERS', `not of this code and these data: ${different.join(', ')}`, {
    fix: 'check that commit out, install those versions, or give those data with --data-dir; or run the table anew',
    facts: { different },
  });
}

export function checkLine({ what, there, here, same }: Check): string {
  return same ? `${what}: the same, ${here}` : `${what}: ${there} in the report, ${here} here`;
}

function filesOf({ name, scale }: z.infer<typeof tableOf>['table']): readonly string[] | undefined {
  try {
    return openTable(name, { scale, sets: [] }).files;
  } catch (error) {
    if (error instanceof CodistillError) return undefined; // a table of the user's own, or of another version
    throw error;
  }
}

function readReport(path: string): unknown {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'reproduction.json') : path;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw noReport(path, (cause as Error).message, cause);
  }
}

function noReport(file: string, what: string, cause?: unknown): CodistillError {
  return new CodistillError('ERR_USAGE', `${file} is no report of reproduce: ${what}`, {
    fix: 'give reproduction.json, or the folder in which it lies',
    cause,
  });
}
