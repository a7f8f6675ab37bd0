import type { Section, SectionId, Table } from './section.js';

/**
 * Puts a part's measured text and tables where its markers stand, and leaves everything else as it is: prose around the
 * markers is written by hand.
 *
 * @param document - Markdown with `<!-- bench:ID -->` and `<!-- /bench:ID -->`; without them the part is added at its
 *   end.
 * @param content - What `sectionMarkdown` made.
 * @throws {Error} If only one of the two markers is there, or the end stands before the beginning.
 */
export function replaceSection(document: string, id: SectionId | 'overview', content: string): string {
  const [begin, end] = [`<!-- bench:${id} -->`, `<!-- /bench:${id} -->`];
  const block = `${begin}\n\n${content.trim()}\n\n${end}`;
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from === -1 && to === -1) return `${document.trimEnd()}\n\n${block}\n`.trimStart();
  if (from === -1 || to < from) throw new Error(`the markers of "${id}" are broken in the document`);
  return document.slice(0, from) + block + document.slice(to + end.length);
}

/** A part as Markdown: title, text, tables, and when it was measured by what. */
export function sectionMarkdown(section: Section, measured: string): string {
  const tables = section.tables.map((table) =>
    [table.caption, tableMarkdown(table)].filter((part) => part !== undefined).join('\n\n'),
  );
  return [`## ${section.title}`, section.text.trim(), ...tables, measured].join('\n\n');
}

/** @throws {RangeError} If a row has not as many cells as there are columns. */
export function tableMarkdown({ columns, rows }: Table): string {
  const wrong = rows.find((row) => row.length !== columns.length);
  if (wrong !== undefined) {
    throw new RangeError(
      `a row of ${wrong.length} cells under ${columns.length} columns: ${wrong.join(', ')}`,
    );
  }
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = columns.map((_, i) => (i === 0 ? '---' : '---:'));
  return [line(columns), line(rule), ...rows.map(line)].join('\n');
}
