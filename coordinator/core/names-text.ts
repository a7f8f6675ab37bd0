/** So many peers are named; of a larger cohort the number says more. */
const NAMED_MAX = 16;

/** Peers in a sentence, such as `peer-0, peer-1`; of many only the first and how many more there are. */
export function namesText(ids: readonly string[]): string {
  if (ids.length <= NAMED_MAX) return ids.join(', ');
  return `${ids.slice(0, NAMED_MAX).join(', ')} and ${ids.length - NAMED_MAX} more`;
}
