/** Characters that a terminal obeys instead of showing them, but the end of a line and a tab. */
const ORDERS = /[\p{Bidi_Control}\u2028\u2029]|[^\P{Cc}\n\t]/gu;
/** Of a text and a list in a stranger's message. */
const LENGTH_MAX = 200;
const ITEMS_MAX = 256;

/** A text that may come from another machine, with a blank for each character by which it could order a terminal about. */
export function plainText(text: string): string {
  return text.replaceAll(ORDERS, ' ');
}

/** A stranger's text as a terminal may show it: printable ASCII, of bounded length. */
export function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '').slice(0, LENGTH_MAX);
}

/** A stranger's message with every text printable, every number finite and every list of bounded length; bytes stay as they are. */
export function printableIn<T>(message: T): T {
  return cleaned(message) as T;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : 0;
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map(cleaned);
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, cleaned(field)]));
}
