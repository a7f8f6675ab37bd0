import type { RunSpec } from './run-spec.js';

/** The fields in which two run specs differ, as lines `training.lr: 0.1 there, 0.2 asked for`. */
export function specDifferences(there: RunSpec, asked: RunSpec): string[] {
  const before = new Map(flatten(there, ''));
  const after = new Map(flatten(asked, ''));
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths
    .filter((path) => before.get(path) !== after.get(path))
    .map(
      (path) => `${path}: ${before.get(path) ?? 'nothing'} there, ${after.get(path) ?? 'nothing'} asked for`,
    );
}

function flatten(value: unknown, path: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, path === '' ? key : `${path}.${key}`),
  );
}
