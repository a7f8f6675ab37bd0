/** Characters that a terminal obeys instead of showing them, but the end of a line and a tab. */
const ORDERS = /[\p{Bidi_Control}\u2028\u2029]|[^\P{Cc}\n\t]/gu;

/** A text that may come from another machine, with a blank for each character by which it could order a terminal about. */
export function plainText(text: string): string {
  return text.replaceAll(ORDERS, ' ');
}
