import { PassThrough } from 'node:stream';
import xterm from '@xterm/headless';

/** A terminal as a person sees it: what is written to its stream, rendered. */
export class EmulatedTerminal {
  readonly stream: NodeJS.WriteStream;
  readonly #terminal: InstanceType<typeof xterm.Terminal>;

  constructor(columns: number, rows: number) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
    const stream = new PassThrough();
    stream.on('data', (chunk: Buffer) => this.#terminal.write(chunk));
    this.stream = Object.assign(stream, { isTTY: true, columns, rows }) as unknown as NodeJS.WriteStream;
  }

  /** As when a person draws at the corner of the window: the terminal wraps what it shows, then the program hears of it. */
  async resize(columns: number, rows: number): Promise<void> {
    await this.#shown();
    this.#terminal.resize(columns, rows);
    Object.assign(this.stream, { columns, rows });
    this.stream.emit('resize');
  }

  /** What can be seen, without blanks at the ends. Letters that are bold or dim stand between marks: `*…*`, `~…~`. */
  async screen(): Promise<string> {
    await this.#shown();
    const { active } = this.#terminal.buffer;
    const lines = Array.from({ length: this.#terminal.rows }, (_, row) => this.#line(active.viewportY + row));
    return lines.join('\n').trimEnd();
  }

  /** Everything, with what has scrolled out at the top. */
  async everything(): Promise<string> {
    await this.#shown();
    const { length } = this.#terminal.buffer.active;
    return Array.from({ length }, (_, row) => this.#line(row))
      .join('\n')
      .trimEnd();
  }

  #line(row: number): string {
    const line = this.#terminal.buffer.active.getLine(row);
    if (line === undefined) return '';
    let text = '';
    let style = '';
    for (let column = 0; column < line.translateToString(true).length; column++) {
      const cell = line.getCell(column)!;
      const next = cell.isBold() ? '*' : cell.isDim() ? '~' : '';
      if (next !== style) text += style + next;
      style = next;
      text += cell.getChars() || ' ';
    }
    return text + style;
  }

  #shown(): Promise<void> {
    return new Promise((resolve) => this.#terminal.write('', resolve));
  }
}
