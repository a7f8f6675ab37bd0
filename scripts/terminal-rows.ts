import { clearScreenDown, moveCursor } from 'node:readline';
import cliProgress from 'cli-progress';
import { plainText } from './plain-text.js';

/** A row at the bottom of the terminal: a text, or a bar with one beside it. */
export type Row = string | BarRow;

export interface BarRow {
  readonly done: number;
  readonly total: number;
  /** Behind the bar; `{percentage}`, `{value}`, `{total}` and `{left}`, the time that is left, are filled in. */
  readonly text: string;
}

export interface TerminalSize {
  readonly columns: number;
  readonly lines: number;
}

const BAR_WIDTH = 40;
/** Columns that a bar leaves to its text on a narrow terminal. */
const TEXT_WIDTH = 34;

/**
 * Rows that are drawn again and again at the bottom of a terminal, while lines scroll past above them.
 *
 * Everything below the place where they begin is cleared before they are drawn, so nothing of an older picture or line
 * stays. A terminal that becomes narrower wraps what it shows: the rows then begin as much higher.
 */
export class TerminalRows {
  readonly #stream: NodeJS.WriteStream;
  readonly #fps: number;
  readonly #layout: (size: TerminalSize) => readonly Row[];
  readonly #onResize = (): void => {
    this.draw();
    this.#multiBar?.update();
  };
  #multiBar: cliProgress.MultiBar | undefined;
  #bars: cliProgress.SingleBar[] = [];
  #rows: readonly Row[] = [];
  /** As drawn last. */
  #texts: string[] = [];
  #isClosed = false;

  /** @param layout - The rows of a moment, asked for whenever they are drawn; one that is too wide is shortened. */
  constructor(stream: NodeJS.WriteStream, fps: number, layout: (size: TerminalSize) => readonly Row[]) {
    this.#stream = stream;
    this.#fps = fps;
    this.#layout = layout;
    stream.on('resize', this.#onResize);
  }

  /** Draws the rows as they are now. */
  draw(): void {
    if (this.#isClosed) return;
    const before = this.#rows;
    this.#rows = this.#layout({ columns: this.#columns, lines: this.#stream.rows || 24 });
    const isSame =
      this.#rows.length === before.length && this.#rows.every((row, i) => typeof row === typeof before[i]);
    if (!isSame) this.#begin();
    this.#rows.forEach((row, i) => {
      if (typeof row === 'string') return;
      const bar = this.#bars[i]!;
      if (bar.getTotal() !== row.total) bar.setTotal(row.total);
      bar.update(row.done);
    });
  }

  /** Writes a line, or several, above the rows. */
  say(text: string): void {
    const lines = `${plainText(text)}\n`;
    if (this.#multiBar === undefined) this.#stream.write(lines);
    else this.#multiBar.log(lines);
  }

  /** Leaves the rows as they are now; a second call does nothing. */
  close(): void {
    if (this.#isClosed) return;
    this.draw();
    this.#isClosed = true;
    this.#stream.off('resize', this.#onResize);
    this.#stream.write(this.#end().join(''));
  }

  get #columns(): number {
    return this.#stream.columns || 80;
  }

  #begin(): void {
    this.#end();
    const multiBar = new cliProgress.MultiBar({
      stream: this.#stream,
      fps: this.#fps,
      hideCursor: true,
      linewrap: true,
      gracefulExit: false,
      clearOnComplete: true,
      // Rows that were cleared have to be drawn again, also when their text is the same.
      forceRedraw: true,
      etaBuffer: 40,
    });
    multiBar.on('redraw-pre', () => this.#clear());
    multiBar.on('stop-pre-clear', () => this.#clear());
    this.#bars = this.#rows.map((_, i) => multiBar.create(1, 0, {}, { format: this.#format(i) }));
    this.#multiBar = multiBar;
  }

  /** Takes the rows away, after all that was said. Returns them, a line each. */
  #end(): readonly string[] {
    if (this.#multiBar === undefined) return [];
    this.#multiBar.update(); // writes what was said last; `stop` alone would drop it
    const texts = this.#texts;
    this.#multiBar.stop();
    this.#multiBar = undefined;
    return texts.map((text) => `${text}\n`);
  }

  /** Makes the text of a row whenever it is drawn. */
  #format(index: number): cliProgress.GenericFormatter {
    return (options, params, payload) => {
      const row = this.#rows[index] ?? '';
      const whole =
        typeof row === 'string' ? plainText(row) : barText(row, options, params, payload, this.#columns);
      const text = shortened(whole, this.#columns);
      this.#texts[index] = text;
      return text;
    };
  }

  /** Clears from the row that was drawn first; the cursor is where that one begins if nothing is wrapped. */
  #clear(): void {
    const wrapped = this.#texts.map((text) => Math.max(0, Math.ceil([...text].length / this.#columns) - 1));
    moveCursor(this.#stream, 0, -wrapped.reduce((sum, lines) => sum + lines, 0));
    clearScreenDown(this.#stream);
    this.#texts = [];
  }
}

function barText(
  { text }: BarRow,
  options: cliProgress.Options,
  params: cliProgress.Params,
  payload: unknown,
  columns: number,
): string {
  const barsize = Math.max(4, Math.min(BAR_WIDTH, columns - TEXT_WIDTH));
  const left = Number.isFinite(params.eta) ? cliProgress.Format.TimeFormat(params.eta, options, 5) : '–';
  const drawn = {
    ...options,
    barsize,
    barCompleteString: '█'.repeat(barsize),
    barIncompleteString: '░'.repeat(barsize),
  };
  const format = `[{bar}] ${text.replace('{left}', left)}`;
  return cliProgress.Format.Formatter({ ...drawn, format }, params, payload);
}

/** A text of at most so many characters: what is cut off shows as an ellipsis, and no number is cut. */
export function shortened(text: string, columns: number): string {
  const characters = [...text];
  if (characters.length <= columns) return text;
  const kept = characters.slice(0, Math.max(0, columns - 1)).join('');
  const isInNumber = /\d[\d.,]*$/.test(kept) && /[\d.,]/.test(characters[columns - 1]!);
  return `${isInNumber ? kept.replace(/[\d.,]+$/, '') : kept}…`;
}
