import { closest } from 'fastest-levenshtein';
import { CodistillError } from '../../proto/errors.js';
import { FILE_DATA } from '../../proto/named-files.js';

/** A data set's name: `mnist`, `synthetic:classes=3,size=8x8x1`, `text:book.txt,window=32` or `./my-data.js`. */
export interface DataName {
  /** The part before the colon. */
  readonly set: string;
  /** The part behind it, `key=value` pairs; `file` is the file of a set that is read from one. */
  readonly options: ReadonlyMap<string, string>;
}

/**
 * @throws {CodistillError} `ERR_CONFIG` when an option is not `key=value`, or comes twice; or when a set that is read
 *   from a file names none.
 */
export function parseDataName(name: string): DataName {
  const [, fileSet, file, rest] = FILE_DATA.exec(name) ?? [];
  if (fileSet !== undefined) {
    if (file === '') {
      throw new CodistillError('ERR_CONFIG', `data "${name}" names no file`, {
        fix: `write ${fileSet}:FILE`,
      });
    }
    return { set: fileSet, options: withPairs(new Map([['file', file!]]), name, rest!.slice(1)) };
  }
  const colon = name.indexOf(':');
  if (colon < 0) return { set: name, options: new Map() };
  return { set: name.slice(0, colon), options: withPairs(new Map(), name, name.slice(colon + 1)) };
}

function withPairs(options: Map<string, string>, name: string, text: string): Map<string, string> {
  if (text === '' && options.size > 0) return options;
  for (const pair of text.split(',')) {
    const match = /^([a-z]+)=(.+)$/.exec(pair);
    if (match === null || options.has(match[1]!)) {
      throw new CodistillError('ERR_CONFIG', `data "${name}": "${pair}" is not one option as key=value`, {
        fix: 'write it like synthetic:classes=10,size=8x8x1',
        facts: { name, option: pair },
      });
    }
    options.set(match[1]!, match[2]!);
  }
  return options;
}

/**
 * Refuses options that the set lacks.
 *
 * @throws {CodistillError} `ERR_CONFIG` with the nearest known option.
 */
export function checkOptionKeys(name: DataName, known: readonly string[]): void {
  const unknown = [...name.options.keys()].find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const fix =
    known.length === 0 ? `"${name.set}" takes no options` : `did you mean "${closest(unknown, known)}"?`;
  throw new CodistillError('ERR_CONFIG', `data set "${name.set}" has no option "${unknown}"`, {
    fix,
    facts: { option: unknown, known },
  });
}

/**
 * A whole or decimal option within bounds.
 *
 * @throws {CodistillError} `ERR_CONFIG` when it is not a number from `min` to `max`.
 */
export function numberOption(
  name: DataName,
  key: string,
  range: { readonly fallback: number; readonly min: number; readonly max: number; readonly whole: boolean },
): number {
  const text = name.options.get(key);
  if (text === undefined) return range.fallback;
  const value = Number(text);
  const fits = value >= range.min && value <= range.max && (!range.whole || Number.isInteger(value));
  if (fits) return value;
  throw optionError(
    name,
    key,
    text,
    `a ${range.whole ? 'whole ' : ''}number from ${range.min} to ${range.max}`,
  );
}

/**
 * A shape option such as `8x8x1` or, one channel implied by the caller, `32x32`.
 *
 * @throws {CodistillError} `ERR_CONFIG` unless it is height x width, optionally x channels (1 or 3).
 */
export function shapeOption(
  name: DataName,
  key: string,
): readonly [height: number, width: number, channels: number | undefined] | undefined {
  const text = name.options.get(key);
  if (text === undefined) return undefined;
  const match = /^([1-9]\d{0,3})x([1-9]\d{0,3})(?:x([13]))?$/.exec(text);
  if (match === null) throw optionError(name, key, text, 'HEIGHTxWIDTH or HEIGHTxWIDTHxCHANNELS (1 or 3)');
  return [Number(match[1]), Number(match[2]), match[3] === undefined ? undefined : Number(match[3])];
}

function optionError(name: DataName, key: string, value: string, expected: string): CodistillError {
  return new CodistillError('ERR_CONFIG', `data set "${name.set}": ${key}=${value} is not ${expected}`, {
    fix: `write ${key}= ${expected}`,
    facts: { option: key, value },
  });
}
