const UINT32 = 0xffffffff;

/** Every leaf of a value as a path. */
export function leaves(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** The value with another one at a path. */
export function changed(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return otherThan(value);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = changed((value as Record<string, unknown>)[key], rest);
  return copy;
}

/** Another value of the same kind; 0 and 1 stay whole, so that the wire can carry either in any number. */
function otherThan(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'number') return `${String(value)}x`;
  if (value === 0) return 1;
  return Number.isInteger(value) && value <= UINT32 ? value - 1 : value / 2;
}
