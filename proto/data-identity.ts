import { CodistillError } from './errors.js';
import { LIMITS } from './limits.js';

/** The facts that tell two data sets apart: the meaning of their classes, and a digest of their samples. */
export interface DataIdentity {
  /** SHA-256, hex, over the samples. */
  readonly digest: string;
  /** One name a class, in the order of a network's outputs; of a text its vocabulary. Empty: not known. */
  readonly classNames: readonly string[];
}

/** Names of each side that an error lists. */
const LISTED_MAX = 12;

/** The first class that has another name in two data sets; `undefined`: none has, or one side has no names. */
export function firstDifference(here: readonly string[], there: readonly string[]): number | undefined {
  if (here.length === 0 || there.length === 0) return undefined;
  const longer = here.length >= there.length ? here : there;
  const first = longer.findIndex((_, i) => here[i] !== there[i]);
  return first < 0 ? undefined : first;
}

/**
 * Compares the data at hand with those that something from elsewhere was made with: weights, predictions.
 *
 * @param there - `undefined`: it does not say.
 * @param what - What it is and where it lies, such as `the checkpoint runs/a/peers/b/best.safetensors`.
 * @returns A warning in one line where it cannot be told whether the classes are the same, or the samples are others.
 * @throws {CodistillError} `ERR_CLASS_NAMES` naming the first class that means something else.
 */
export function checkClasses(
  here: DataIdentity,
  there: DataIdentity | undefined,
  what: string,
): string | undefined {
  const trusted = 'its classes are taken to be those of these data, in the same order';
  if (there === undefined) return `${what} does not name its classes: ${trusted}`;
  const first = firstDifference(here.classNames, there.classNames);
  if (first !== undefined) {
    const difference = `class ${first} is ${quoted(here.classNames[first])} here and ${quoted(there.classNames[first])} there`;
    throw new CodistillError(
      'ERR_CLASS_NAMES',
      `the classes of ${what} mean something else: ${difference} (here: ${listed(here.classNames)}; there: ${listed(there.classNames)})`,
      {
        fix: 'use the data that it was made with, or bring the classes into its order: folders of images are sorted by name, tokens of a text by code point',
        facts: { here: here.classNames, there: there.classNames },
      },
    );
  }
  if (here.digest === there.digest) return undefined;
  const named = here.classNames.length > 0 && there.classNames.length > 0;
  return named
    ? `${what} was made with other samples of the same classes`
    : `${what} was made with other samples, and not both name their classes: ${trusted}`;
}

/** Class names as they travel: none where they would take more than `LIMITS.classNamesBytesMax`. */
export function travellingNames(classNames: readonly string[]): readonly string[] {
  return Buffer.byteLength(JSON.stringify(classNames)) > LIMITS.classNamesBytesMax ? [] : classNames;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED_MAX).map((name) => JSON.stringify(name));
  return [...shown, ...(names.length > LISTED_MAX ? [`… ${names.length} in all`] : [])].join(', ');
}

function quoted(name: string | undefined): string {
  return name === undefined ? 'missing' : JSON.stringify(name);
}
