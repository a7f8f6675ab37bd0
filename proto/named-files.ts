import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { ModuleDigest } from './codec.js';
import { CodistillError } from './errors.js';
import type { RunSpec } from './run-spec-schema.js';
import { isModulePath, isUserModule, userModuleFile } from './user-module.js';

/** A file that a run spec names: a program, a text to train on, or the weights of a peer. */
interface NamedFile {
  /** Place in the run spec. */
  readonly field: string;
  readonly name: string;
  readonly kind: 'module' | 'text' | 'weights';
}

/** The places whose files a run spec from elsewhere may name. */
export interface AllowedPlaces {
  /** The peer that asks: of weights only its own are read. */
  readonly peerId: string;
  /** Folders, by `--allow-modules`. */
  readonly allowModules?: readonly string[];
  /** Texts may lie there too. */
  readonly dataDir?: string | undefined;
}

/** `SET:FILE[,key=value…]`, the data sets that are read from a file that the user names: set, file, and the rest with its comma. */
export const FILE_DATA = /^(text|bytes):(.*?)((?:,[a-z]+=[^,]*)*)$/s;

/** SHA-256 of the modules that a run spec names, as far as they are on this machine. */
export function moduleDigests(spec: RunSpec): ModuleDigest[] {
  const { graph } = spec.exchange; // the coordinator alone loads it
  const loaded = namedFiles(spec).flatMap(({ kind, name }) => (kind === 'module' ? [name] : []));
  const paths = new Set(isUserModule(graph) ? [...loaded, graph] : loaded);
  return [...paths].flatMap((path) => {
    const sha256 = digestOf(userModuleFile(path));
    return sha256 === undefined ? [] : [{ path, sha256 }];
  });
}

/**
 * Checks that a run spec which came over the wire names only files that the user of this machine has named too: below
 * one of the allowed folders, and modules with the very text that the coordinator's have. A spec is not authenticated;
 * without this whoever answers first could let a peer run any program that lies on its disk.
 *
 * @throws {CodistillError} `ERR_MODULE_NOT_ALLOWED` naming the file, its place in the spec and the option.
 */
export function checkNamedFiles(
  spec: RunSpec,
  digests: readonly ModuleDigest[],
  { peerId, allowModules: folders = [], dataDir }: AllowedPlaces,
): void {
  for (const { field, name, kind } of namedFiles(spec, peerId)) {
    const places = kind === 'text' && dataDir !== undefined ? [...folders, dataDir] : folders;
    const files = kind === 'text' && dataDir !== undefined ? [resolve(dataDir, name)] : [];
    const own = kind === 'module' ? userModuleFile(name) : resolve(name);
    for (const file of [...files, own]) {
      if (file !== own && !existsSync(file)) continue;
      if (!places.some((folder) => isBelow(file, folder))) throw notAllowed(field, file);
      if (file !== own) break; // the text in the data folder is the one that is read
    }
    if (kind === 'module')
      checkText(
        field,
        own,
        digests.find(({ path }) => path === name),
      );
  }
}

function namedFiles({ peers, data, distillation }: RunSpec, ownId?: string): NamedFile[] {
  const files: NamedFile[] = [];
  const add = (kind: NamedFile['kind'], field: string, name: string): void => {
    files.push({ kind, field, name });
  };
  for (const { id, network, view, source, weights } of peers) {
    if (isUserModule(network)) add('module', `network of ${id}`, network);
    if (isModulePath(view)) add('module', `view of ${id}`, view);
    if (source !== '' && id === ownId) add('weights', `source of ${id}`, source);
    if (weights !== '' && id === ownId) add('weights', `weights of ${id}`, weights);
  }
  const text = FILE_DATA.exec(data.name)?.[2];
  if (text !== undefined) add('text', 'data.name', text);
  else if (isModulePath(data.name)) add('module', 'data.name', data.name);
  if (isUserModule(distillation.loss)) add('module', 'distillation.loss', distillation.loss);
  return files;
}

function checkText(field: string, file: string, digest: ModuleDigest | undefined): void {
  const same = digest !== undefined && digestOf(file)?.equals(digest.sha256);
  if (same) return;
  const what =
    digest === undefined ? 'the coordinator has no such file' : 'its text here is not the coordinator’s';
  throw new CodistillError('ERR_MODULE_NOT_ALLOWED', `${field}: module ${file} is not loaded: ${what}`, {
    fix: 'put the same file at this path, as seen from the folder of each process, on every machine; --allow-modules names its folder',
    facts: { field, file },
  });
}

function notAllowed(field: string, file: string): CodistillError {
  return new CodistillError(
    'ERR_MODULE_NOT_ALLOWED',
    `${field}: the coordinator's run spec names ${file}, which nobody has allowed here`,
    {
      fix: 'if you know this file, give its folder with --allow-modules DIR; `codistill peer` also takes the whole run spec with --config FILE',
      facts: { field, file },
    },
  );
}

/** Links count for what they point to. */
function isBelow(file: string, folder: string): boolean {
  const [real, above] = [file, folder].map((path) => (existsSync(path) ? realpathSync(path) : resolve(path)));
  const way = relative(above!, real!);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(above!, way) === real;
}

/** `undefined` of what is not there, is no file, or cannot be read: who loads it says so. */
function digestOf(file: string): Buffer | undefined {
  try {
    return statSync(file).isFile() ? createHash('sha256').update(readFileSync(file)).digest() : undefined;
  } catch {
    return undefined;
  }
}
