import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { projectRoot } from '../project-root.js';
import { outlineOf, parseTable, type Table, type TableOutline, type TableRequest } from './table-file.js';

/** A table, and the files that it consists of. */
export interface LocatedTable {
  readonly table: Table;
  readonly files: readonly string[];
}

/** The tables that come with the product, by name. */
export function listTables(): readonly TableOutline[] {
  return names().map((name) => outlineOf(readFileSync(fileOf(name), 'utf8'), `${name}.yaml`));
}

/**
 * Opens a table of the product's by name, or one of the user's own by its file.
 *
 * @throws {CodistillError} `ERR_USAGE` where there is none of that name; `ERR_CONFIG` as {@link parseTable}.
 */
export function openTable(name: string, request: TableRequest): LocatedTable {
  const file = /\.ya?ml$/.test(name) ? resolve(name) : fileOf(name);
  if (!existsSync(file)) {
    throw new CodistillError('ERR_USAGE', `there is no table "${name}"`, {
      fix: `the tables are ${names().join(', ')}; a file of your own ends in .yaml`,
    });
  }
  const files = [file];
  const table = parseTable(readFileSync(file, 'utf8'), basename(file), request, (study) => {
    const path = join(dirname(file), study);
    if (!existsSync(path)) {
      throw new CodistillError('ERR_CONFIG', `${basename(file)}: there is no study ${path}`, {
        fix: 'give the name of its file, seen from the folder of the table',
      });
    }
    files.push(path);
    return readFileSync(path, 'utf8');
  });
  return { table, files };
}

function names(): readonly string[] {
  return readdirSync(folder())
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5))
    .sort();
}

function fileOf(name: string): string {
  return join(folder(), `${basename(name)}.yaml`);
}

function folder(): string {
  return join(projectRoot(), 'study', 'tables');
}
