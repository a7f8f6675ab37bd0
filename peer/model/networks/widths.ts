import { CodistillError } from '../../../proto/errors.js';

/** Networks whose options are widths: those they have by default, and how many there may be. */
const FAMILIES = {
  mlp: { fallback: [256, 128], min: 1, max: 16 },
  cnn: { fallback: [32, 64, 128], min: 2, max: 6 },
  'mlp-lm': { fallback: [16, 16, 256, 256], min: 3, max: 16 },
  gru: { fallback: [32, 192], min: 2, max: 5 },
  transformer: { fallback: [3, 64, 4], min: 3, max: 3 },
} as const satisfies Readonly<Record<string, { fallback: readonly number[]; min: number; max: number }>>;

export type WidthsFamily = keyof typeof FAMILIES;

/**
 * Parses widths such as `256-128`; the last of a transformer's are its blocks, width and heads.
 *
 * @throws {CodistillError} `ERR_NETWORK_UNKNOWN` unless they are integers from 1 to 65,536, as many as the family takes,
 *   and heads divide their width.
 */
export function parseWidths(family: WidthsFamily, options: string): readonly number[] {
  const { fallback, min, max } = FAMILIES[family];
  if (options === '') return fallback;
  const refused = (problem: string, fix: string): CodistillError =>
    new CodistillError('ERR_NETWORK_UNKNOWN', `network "${family}:${options}" ${problem}`, {
      fix,
      facts: { network: `${family}:${options}` },
    });
  const parts = options.split('-');
  const widths = parts.map(Number);
  const valid = parts.every((part, i) => /^[1-9]\d*$/.test(part) && widths[i]! <= 65_536);
  if (!valid || widths.length < min || widths.length > max) {
    const many = min === max ? `${min}` : `${min} to ${max}`;
    throw refused(
      'has unusable widths',
      `give ${many} widths of 1 to 65536, for example ${family}:${fallback.join('-')}`,
    );
  }
  const [, width, heads] = widths;
  if (family === 'transformer' && width! % heads! !== 0) {
    throw refused(
      `has ${heads} heads, which do not divide ${width}`,
      'write transformer:BLOCKS-WIDTH-HEADS with a width that the heads divide',
    );
  }
  return widths;
}
