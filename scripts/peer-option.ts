import { closest } from 'fastest-levenshtein';
import { CodistillError } from '../proto/errors.js';

const KEYS = [
  'id',
  'network',
  'device',
  'precision',
  'initSeed',
  'weights',
  'role',
  'source',
  'view',
  'output',
  'input',
  'gives',
] as const;
type Key = (typeof KEYS)[number];

/**
 * The wishes of one `--peer network=resnet20,device=cpu,id=big,initSeed=7,view=gray`, or of a teacher's
 * `role=teacher,source=model.json,output=logits,input=uint8,probabilities`; absent keys take their defaults.
 */
export type PeerOption = { readonly [K in Key]?: K extends 'initSeed' ? number : string };

/** Values that may stand without their key. */
const WORDS = new Map(['logits', 'probabilities'].map((word) => [word, `gives=${word}`]));

/**
 * Reads one `--peer` option.
 *
 * @param text - Comma-separated `key=value` pairs.
 * @throws {CodistillError} `ERR_USAGE` naming the nearest key for an unknown one.
 */
export function parsePeerOption(text: string): PeerOption {
  const pairs = new Map<Key, string>();
  for (const word of text.split(',')) {
    const part = WORDS.get(word.trim()) ?? word;
    const at = part.indexOf('=');
    const key = (at < 0 ? part : part.slice(0, at)).trim();
    const value = at < 0 ? '' : part.slice(at + 1).trim();
    if (value === '')
      throw usage(text, `"${part}" is not a key=value pair`, `write for example network=${key || 'mlp'}`);
    if (!isKey(key)) {
      throw usage(
        text,
        `there is no key "${key}"; did you mean "${closest(key, KEYS)}"?`,
        `the keys are ${KEYS.join(', ')}`,
      );
    }
    if (pairs.has(key)) throw usage(text, `"${key}" is given twice`, 'give each key once');
    pairs.set(key, value);
  }
  const entries = [...pairs].map(([key, value]) => [
    key,
    key === 'initSeed' ? wholeNumber(text, value) : value,
  ]);
  return Object.fromEntries(entries) as PeerOption;
}

function wholeNumber(text: string, value: string): number {
  if (/^\d{1,10}$/.test(value)) return Number(value);
  throw usage(text, `initSeed "${value}" is not a whole number`, 'use 0 or a positive whole number');
}

function isKey(key: string): key is Key {
  return (KEYS as readonly string[]).includes(key);
}

function usage(text: string, message: string, fix: string): CodistillError {
  return new CodistillError('ERR_USAGE', `--peer ${text}: ${message}`, { fix, facts: { option: text } });
}
