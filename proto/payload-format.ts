import { CodistillError } from './errors.js';

/** The form in which logits travel. */
export type PayloadFormat =
  | { readonly kind: 'float32' }
  | { readonly kind: 'float16' }
  /** One byte a logit, with a scale and an offset for each row. */
  | { readonly kind: 'int8' }
  /** The `k` largest logits of each row; the probability of the others is spread evenly over them, or dropped. */
  | { readonly kind: 'top-k'; readonly k: number; readonly rest: 'spread' | 'drop' };

/**
 * Refuses a format that keeps more logits of a row than the data have classes.
 *
 * @throws {CodistillError} `ERR_CONFIG`.
 */
export function checkPayloadClasses(format: PayloadFormat, classes: number): void {
  if (format.kind !== 'top-k' || format.k <= classes) return;
  throw new CodistillError(
    'ERR_CONFIG',
    `payload top-${format.k} keeps ${format.k} logits of each prediction, the data have ${classes} classes`,
    {
      fix: `use --payload float32, or top-K with a K below ${classes}`,
      facts: { k: format.k, classes },
    },
  );
}

/**
 * Reads a payload format: `float32`, `float16`, `int8`, `top-5` or `top-5:drop`.
 *
 * @throws {CodistillError} `ERR_CONFIG` saying which forms there are.
 */
export function parsePayloadFormat(text: string): PayloadFormat {
  if (text === 'float32' || text === 'float16' || text === 'int8') return { kind: text };
  const match = /^top-([1-9]\d{0,5})(?::(spread|drop))?$/.exec(text);
  if (match !== null) {
    return { kind: 'top-k', k: Number(match[1]), rest: match[2] === 'drop' ? 'drop' : 'spread' };
  }
  throw new CodistillError('ERR_CONFIG', `"${text}" is not a payload format`, {
    fix: 'use float32, float16, int8, top-K or top-K:drop',
  });
}
