import type { WriteStream } from 'node:tty';
import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

/**
 * The colours of an output: those that its terminal shows and its user wants (`NO_COLOR`, `TERM`), none in a file or a
 * pipe. Each output is asked for itself: an error stays plain in `2> file` though standard output is a terminal.
 */
export function colorsOf(stream: WriteStream): Colors {
  return pc.createColors(Boolean(stream.isTTY) && stream.hasColors());
}
