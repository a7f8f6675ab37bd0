/**
 * Compares dotted versions number by number; a suffix such as `-rc.1` is not looked at.
 *
 * @param {string} version - Such as `20.19.0` or `v2.15.1`.
 * @param {string} minimum
 * @returns {boolean} Whether `version` is `minimum` or newer; false when it holds no number.
 */
export function isAtLeast(version, minimum) {
  const have = numbers(version);
  const want = numbers(minimum);
  if (have.length === 0) return false;
  for (let i = 0; i < Math.max(have.length, want.length); i++) {
    const difference = (have[i] ?? 0) - (want[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** @param {string} version */
function numbers(version) {
  const match = /\d+(\.\d+)*/.exec(version);
  return match === null ? [] : match[0].split('.').map(Number);
}
