import { createHash } from 'node:crypto';

/** A name of a key that both sides show, short enough to be read aloud: four groups of four hexadecimal digits. */
export function fingerprintOf(publicKey: string): string {
  const digits = createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
  return digits.replace(/(.{4})(?=.)/g, '$1-');
}
