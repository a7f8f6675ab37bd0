import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { closest } from 'fastest-levenshtein';
import type { z } from 'zod';
import { runSpecCodec } from './codec.js';
import { CodistillError } from './errors.js';
import { checkId } from './identity.js';
import { checkTogether } from './run-spec-checks.js';
import { knownKeys, type RunSpec, runSpecSchema } from './run-spec-schema.js';

export type { RunSpec } from './run-spec-schema.js';

/**
 * Validates a run spec from any source (flags, YAML, the wire) and fills in the defaults.
 *
 * @throws {CodistillError} `ERR_CONFIG` naming every wrong field, with the nearest known key for a misspelt one.
 */
export function parseRunSpec(input: unknown): RunSpec {
  const result = runSpecSchema.safeParse(input, { reportInput: true });
  if (!result.success) throw configError(result.error);
  for (const { id } of result.data.peers) checkId(id, 'peer id');
  checkTogether(result.data);
  return result.data;
}

/** The seed of everything random about a run's data but the order of its batches. */
export function dataSeed({ data, training }: Pick<RunSpec, 'data' | 'training'>): number {
  return data.seed || training.seed;
}

/** Tells whether this peer of a spec is a frozen teacher. */
export function isFrozen(spec: RunSpec, peerId: string): boolean {
  return spec.peers.some((peer) => peer.id === peerId && peer.role === 'teacher');
}

/** SHA-256, hex, of the spec's protobuf encoding: equal on two machines exactly when the specs are. */
export function runSpecHash(spec: RunSpec): string {
  return createHash('sha256').update(runSpecCodec.encode(spec)).digest('hex');
}

/**
 * SHA-256, hex, of what a spec says beyond the defaults, but for its length. A run that is made longer goes on from the
 * checkpoints and the cache of the shorter one; and what an earlier version trained can still be read where a later one
 * has fields more.
 */
export function trainingHash(spec: RunSpec): string {
  const fixed = { ...spec, training: { ...spec.training, epochs: 1, steps: 0 } };
  const defaults = parseRunSpec({});
  const { id: _, ...peerDefaults } = defaults.peers[0]!;
  const told = {
    ...beyond(defaults, { ...fixed, peers: defaults.peers }),
    peers: spec.peers.map((peer) => beyond(peerDefaults, peer)),
  };
  return createHash('sha256').update(JSON.stringify(told)).digest('hex');
}

/** The parts of a value that differ from the defaults, keys in alphabetical order. */
function beyond(defaults: object, value: object): object {
  const usual = defaults as Readonly<Record<string, unknown>>;
  const entries = Object.entries(value).flatMap(([key, one]): (readonly [string, unknown])[] => {
    if (typeof one !== 'object' || Array.isArray(one))
      return isDeepStrictEqual(one, usual[key]) ? [] : [[key, one]];
    const told = beyond(usual[key] as object, one);
    return Object.keys(told).length === 0 ? [] : [[key, told]];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function configError(error: z.ZodError): CodistillError {
  const complaints = error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [[issue.path.join('.'), complaintOf(issue)] as const];
    return issue.keys.map(
      (key) => [[...issue.path, key].join('.'), `unknown key${suggestion(key, issue.path)}`] as const,
    );
  });
  // Of several bounds that a number is beyond the last one is the narrowest.
  const lines = [...new Map(complaints)].map(([where, complaint]) => `${where}: ${complaint}`);
  return new CodistillError('ERR_CONFIG', `the run spec is not valid:\n  ${lines.join('\n  ')}`, {
    fix: 'correct these fields; `codistill launch --help` lists them all',
    facts: { fields: lines },
  });
}

function complaintOf(issue: z.core.$ZodIssue): string {
  const { input } = issue;
  if (issue.code === 'invalid_type' && /^(number|int)$/.test(issue.expected)) return notANumber(input);
  if (issue.code === 'too_small' && typeof input === 'number') {
    return `${input} is too small: ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
  }
  if (issue.code === 'too_big' && typeof input === 'number') {
    return `${input} is too large: ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
  }
  if (issue.code === 'invalid_value')
    return `${JSON.stringify(input)}: choose ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
  if (issue.code === 'invalid_type' && Object.hasOwn(KINDS, issue.expected)) {
    return input === undefined ? 'is missing' : `${JSON.stringify(input)} is not ${KINDS[issue.expected]}`;
  }
  return issue.message;
}

/** The kinds of values, in a user's words. */
const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a section of keys and values',
  string: 'a text',
  boolean: 'true or false',
};

/** A comma is taken for the point that it is in some languages. */
function notANumber(value: unknown): string {
  if (value === Number.POSITIVE_INFINITY) return 'that is too large for a number';
  if (typeof value === 'number' && Number.isFinite(value)) return `${value} is not a whole number`;
  const meant = typeof value === 'string' ? value.replace(',', '.') : '';
  const shown = typeof value === 'number' ? String(value) : JSON.stringify(value);
  const hint =
    meant === value || meant === '' || Number.isNaN(Number(meant)) ? '' : `; write ${meant}, with a point`;
  return `${shown} is not a number${hint}`;
}

function suggestion(key: string, path: readonly PropertyKey[]): string {
  const known = knownKeys(path);
  return known.length === 0 ? '' : `; did you mean "${closest(key, known)}"?`;
}
