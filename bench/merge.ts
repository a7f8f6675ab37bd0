/** The subject of one row of figures. */
export interface Configuration {
  readonly network: string;
  readonly batch: number;
  readonly peers?: number;
}

/**
 * Rows measured now take the place of known ones of the same configuration.
 *
 * @param networks - Their order in the table; networks that it does not name come last.
 */
export function mergeRows<R extends Configuration>(
  known: readonly R[],
  measured: readonly R[],
  networks: readonly string[],
): R[] {
  const isSame = (a: Configuration, b: Configuration): boolean =>
    a.network === b.network && a.batch === b.batch && a.peers === b.peers;
  const kept = known.filter((old) => !measured.some((one) => isSame(old, one)));
  const placeOf = ({ network }: R): number =>
    networks.includes(network) ? networks.indexOf(network) : networks.length;
  return [...kept, ...measured].sort(
    (a, b) => placeOf(a) - placeOf(b) || a.batch - b.batch || (a.peers ?? 1) - (b.peers ?? 1),
  );
}
