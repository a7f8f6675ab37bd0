import { randomStream } from '../../proto/random.js';

const WORDS =
  'the sea was calm and a ship lay far out while two gulls cried over cold grey water all day'.split(' ');

/** A text of `length` characters that a small network can learn: sentences of a few words. The same every time. */
export function smallText(length: number): string {
  const random = randomStream(1, 'synthetic');
  let text = '';
  while (text.length < length) {
    const words = Array.from(
      { length: random.integer(3, 8) },
      () => WORDS[random.integer(0, WORDS.length - 1)],
    );
    text += `${words.join(' ')}.\n`;
  }
  return text.slice(0, length);
}
