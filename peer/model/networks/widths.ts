import { CodistillError } from '../../../proto/errors.js';

/**
 * Parses widths such as `256-128`.
 *
 * @param fallback - The widths where the options are empty.
 * @throws {CodistillError} `ERR_NETWORK_UNKNOWN` unless they are integers from 1 to 65,536, as many as allowed.
 */
export function parseWidths(
  family: string,
  options: string,
  fallback: readonly number[],
  count: { readonly min: number; readonly max: number },
): readonly number[] {
  if (options === '') return fallback;
  const parts = options.split('-');
  const widths = parts.map(Number);
  const valid = parts.every((part, i) => /^[1-9]\d*$/.test(part) && widths[i]! <= 65_536);
  if (valid && widths.length >= count.min && widths.length <= count.max) return widths;
  const many = count.min === count.max ? `${count.min}` : `${count.min} to ${count.max}`;
  throw new CodistillError('ERR_NETWORK_UNKNOWN', `network "${family}:${options}" has unusable widths`, {
    fix: `give ${many} widths of 1 to 65536, for example ${family}:${fallback.join('-')}`,
    facts: { network: `${family}:${options}` },
  });
}
