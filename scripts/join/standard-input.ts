import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/**
 * Reads the first line of standard input.
 *
 * @param onEnd - Called when it closes: with an ssh connection that is gone, or whoever has started this process.
 */
export function firstLine(input: Readable, onEnd: () => void = () => {}): Promise<string> {
  const lines = createInterface({ input });
  return new Promise((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => {
      resolve('');
      onEnd();
    });
  });
}
