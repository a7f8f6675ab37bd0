import { parse, parseDocument } from 'yaml';
import { CodistillError } from '../proto/errors.js';
import { LIMITS } from '../proto/limits.js';
import { parseRunSpec, type RunSpec } from '../proto/run-spec.js';
import { type PeerOption, parsePeerOption } from './peer-option.js';

/** Everything a user may say about a run, weakest first: defaults < `begun` < `config` < flags < `sets`. */
export interface SpecSources {
  /** The run that is gone on with: what is not said is as it was. */
  readonly begun?: RunSpec | Section | undefined;
  /** A configuration file, already read. */
  readonly config?: { readonly file: string; readonly text: string } | undefined;
  /** Flags by their path in the run spec, such as `training.epochs`. */
  readonly flags: ReadonlyMap<string, unknown>;
  readonly peers: PeerFlags;
  /** `--set a.b=value`, in order. */
  readonly sets: readonly string[];
}

export interface PeerFlags {
  /** `--peers N`. */
  readonly count?: number | undefined;
  /** Each `--peer`, as typed. */
  readonly options: readonly string[];
  /** `--network`, `--device` and `--precision`: of every peer that does not name its own in a `--peer`. */
  readonly network?: string | undefined;
  readonly device?: string | undefined;
  readonly precision?: string | undefined;
}

/** A part of a configuration: keys and values. */
export type Section = Record<string, unknown>;

const NO_FLAGS: PeerFlags = { options: [] };

/**
 * Merges configuration file, flags and `--set` into one run spec and validates it once. Pure.
 *
 * @throws {CodistillError} `ERR_CONFIG` or `ERR_USAGE`, naming file and line, key or flag.
 */
export function resolveRunSpec(sources: SpecSources): RunSpec {
  const { begun = {}, config, ...others } = sources;
  const configured = config === undefined ? {} : parseConfig(config.text, config.file);
  return resolveSection(laidOver(begun, configured), others);
}

/** The sections of a configuration over those of another one, field by field. */
export function laidOver(below: Section | RunSpec, above: Section): Section {
  const sections = Object.entries(above).map(([name, value]) => {
    const under = (below as Section)[name];
    return [name, isSection(value) && isSection(under) ? { ...under, ...value } : value];
  });
  return { ...below, ...Object.fromEntries(sections) };
}

/**
 * As {@link resolveRunSpec}, of a configuration that has been read already.
 *
 * @param configured - Any part of a run spec; left as it is.
 */
export function resolveSection(configured: Section, sources: Omit<SpecSources, 'begun' | 'config'>): RunSpec {
  const merged = structuredClone(configured);
  const { flags } = sources;
  if (flags.has('training.epochs') && !flags.has('training.steps')) {
    // --epochs would have no effect under a configuration file that gives steps.
    assign(merged, 'training.steps', 0, '--epochs');
  }
  for (const [path, value] of flags) assign(merged, path, value, 'the flags');
  const peers = mergePeers(merged.peers, sources.peers ?? NO_FLAGS);
  if (peers !== undefined) merged.peers = peers;
  for (const text of sources.sets) applySet(merged, text);
  return parseRunSpec(merged);
}

/**
 * Reads a YAML configuration file's text.
 *
 * @param key - One that such a file may hold, for errors.
 * @throws {CodistillError} `ERR_CONFIG` naming file, line and column of a syntax error.
 */
export function parseConfig(text: string, file: string, key = 'training'): Section {
  const document = parseDocument(text, { prettyErrors: true });
  const error = document.errors[0];
  if (error !== undefined) {
    const at = error.linePos?.[0];
    const where = at === undefined ? file : `${file}:${at.line}:${at.col}`;
    const what = error.message.split(/ at line \d+/)[0] ?? error.message;
    throw new CodistillError('ERR_CONFIG', `${where}: ${what}`, {
      fix: 'correct the YAML there',
      facts: { file, line: at?.line ?? null },
    });
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  if (value === null || value === undefined) return {};
  if (isSection(value)) return value;
  throw new CodistillError(
    'ERR_CONFIG',
    `${file}: a configuration file holds keys and values, not a list or a word`,
    {
      fix: `start with a key such as "${key}:"`,
    },
  );
}

function mergePeers(configured: unknown, flags: PeerFlags): readonly unknown[] | undefined {
  const { count, options, network, device, precision } = flags;
  if (count !== undefined && options.length > 0 && count !== options.length) {
    throw new CodistillError('ERR_USAGE', `--peers ${count}, but ${options.length} times --peer`, {
      fix: 'give either --peers, or one --peer for each peer',
    });
  }
  if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= LIMITS.peersMax)) {
    throw new CodistillError('ERR_USAGE', `--peers ${count}: a cohort has 1 to ${LIMITS.peersMax} peers`);
  }
  const shared = {
    ...(network === undefined ? {} : { network }),
    ...(device === undefined ? {} : { device }),
    ...(precision === undefined ? {} : { precision }),
  };
  if (options.length > 0) {
    return options.map((text, i) => ({
      id: `peer-${i}`,
      ...shared,
      ...(parsePeerOption(text) satisfies PeerOption),
    }));
  }
  if (count !== undefined) return Array.from({ length: count }, (_, i) => ({ id: `peer-${i}`, ...shared }));
  if (Array.isArray(configured)) {
    return configured.map((peer: unknown, i) =>
      isSection(peer) ? { id: `peer-${i}`, ...peer, ...shared } : peer,
    );
  }
  // A `peers` that is not a list is left for the schema to complain about.
  if (configured !== undefined) return undefined;
  return [0, 1].map((i) => ({ id: `peer-${i}`, ...shared }));
}

function applySet(target: Section, text: string): void {
  const at = text.indexOf('=');
  const path = text.slice(0, at).trim();
  if (at < 1 || path === '') {
    throw new CodistillError('ERR_USAGE', `--set ${text}: not of the form path=value`, {
      fix: 'write for example --set training.lr=0.05',
    });
  }
  let value: unknown;
  try {
    value = parse(text.slice(at + 1));
  } catch (cause) {
    throw new CodistillError('ERR_USAGE', `--set ${text}: the value is not readable as YAML`, { cause });
  }
  assign(target, path, value, `--set ${text}`);
}

/**
 * Writes `value` at a dotted path, making sections on the way; list elements are addressed by number.
 *
 * @param origin - Who asked for it, for the error.
 * @throws {CodistillError} `ERR_CONFIG` when there is no such place.
 */
export function assign(target: Section, path: string, value: unknown, origin: string): void {
  const keys = path.split('.');
  let section: Section | unknown[] = target;
  for (const [i, key] of keys.entries()) {
    if (key === '' || key === '__proto__') throw badPath(origin, path);
    const last = i === keys.length - 1;
    if (Array.isArray(section)) {
      const index = Number(key);
      if (!Number.isInteger(index) || index < 0 || index >= section.length) throw badPath(origin, path);
      if (last) section[index] = value;
      else section = descend(section[index], origin, path);
    } else if (last) {
      section[key] = value;
    } else {
      section[key] = Object.hasOwn(section, key) ? (section[key] ?? {}) : {};
      section = descend(section[key], origin, path);
    }
  }
}

function descend(value: unknown, origin: string, path: string): Section | unknown[] {
  if (isSection(value) || Array.isArray(value)) return value;
  throw badPath(origin, path);
}

function badPath(origin: string, path: string): CodistillError {
  return new CodistillError('ERR_CONFIG', `${origin}: there is no place "${path}" in a run spec`, {
    fix: 'a path is a section and a key, such as training.lr or peers.0.network',
    facts: { path },
  });
}

export function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
