/**
 * Draws as many columns side by side as fit, the others below.
 *
 * @param draw - Draws a table of some of them.
 * @param width - Columns of the terminal.
 * @returns The tables; one of a single column may be wider than that.
 */
export function sideBySide<Column>(
  columns: readonly Column[],
  draw: (columns: readonly Column[]) => string,
  width: number,
): string[] {
  const tables: string[] = [];
  let left = columns;
  while (left.length > 0) {
    let count = left.length;
    while (count > 1 && widthOf(draw(left.slice(0, count))) > width) count--;
    tables.push(draw(left.slice(0, count)));
    left = left.slice(count);
  }
  return tables;
}

/** Characters of the widest line. */
export function widthOf(text: string): number {
  return Math.max(...text.split('\n').map((line) => [...line].length));
}
