/** Words as they can be typed in a POSIX shell, each in quotes where it needs them. */
export function shellWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w./:=,@+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
