import { DATA_TYPE, numbersOf, type TensorValue } from './graph.js';

/** The step's own numbers in each of two traces, by name. */
export interface StepScalars {
  readonly first: Readonly<Record<string, number>>;
  readonly second: Readonly<Record<string, number>>;
}

/** An element of a constant that differed between traces: a fixed number, or one of the step's own. */
export type Element =
  | { readonly kind: 'fixed'; readonly value: number }
  | { readonly kind: 'scalar'; readonly name: string };

/** Longer constants are data, not a handful of numbers. */
const ELEMENTS_MAX = 16;

/**
 * Explains a constant that two traces of one step disagree about, element by element, by the step's own numbers.
 *
 * @returns One element each; `undefined` when some element is neither equal in both nor a number of the step.
 */
export function explain(
  first: TensorValue,
  second: TensorValue,
  scalars: StepScalars,
): Element[] | undefined {
  const isNumeric = ({ dtype }: TensorValue): boolean =>
    dtype === DATA_TYPE.float32 || dtype === DATA_TYPE.int32;
  if (!isNumeric(first) || !isNumeric(second)) return undefined;
  const [a, b] = [numbersOf(first), numbersOf(second)];
  if (a.length > ELEMENTS_MAX) return undefined;
  const rounded = first.dtype === DATA_TYPE.float32 ? Math.fround : (value: number): number => value;
  const elements = [...a].map((value, i): Element | undefined => {
    if (Object.is(value, b[i])) return { kind: 'fixed', value };
    const name = Object.keys(scalars.first).find(
      (key) => rounded(scalars.first[key]!) === value && rounded(scalars.second[key]!) === b[i],
    );
    return name === undefined ? undefined : { kind: 'scalar', name };
  });
  return elements.every((element) => element !== undefined) ? elements : undefined;
}
