import { CodistillError } from '../../proto/errors.js';
import { type DataName, numberOption } from './data-name.js';

/** The size of one sample of a text. */
export interface TextWindow {
  /** Tokens read. */
  readonly tokens: number;
  /** Predictions of a sample: the token after each of its last `positions` tokens. */
  readonly positions: number;
  /** Tokens from the beginning of a sample to that of the next. */
  readonly stride: number;
}

/** Tokens of a window where some network reads more than a fixed context. */
const WINDOW = 64;
const WINDOW_MAX = 4096;

/**
 * The window that a data set's name asks for. Its defaults follow from the networks that read the text: if all of them
 * read a fixed context (`mlp-lm`), the longest context, with one prediction after it; otherwise 64 tokens, or the longest
 * context where that is more, with a prediction after each.
 *
 * @param networks - Every network of the run, by name, so that all peers come to the same answer.
 * @throws {CodistillError} `ERR_CONFIG` for an option out of range; `ERR_SHAPE` for a window shorter than a context.
 */
export function textWindow(name: DataName, networks: readonly string[]): TextWindow {
  const contexts = networks.map(contextOf);
  const fixed = contexts.length > 0 && contexts.every((context) => context !== undefined);
  const longest = Math.max(1, ...contexts.map((context) => context ?? 1));
  const fallback = fixed ? longest : Math.max(WINDOW, longest);
  const tokens = numberOption(name, 'window', { fallback, min: 1, max: WINDOW_MAX, whole: true });
  if (longest > tokens) {
    const reader = networks.find((network) => contextOf(network) === longest);
    throw new CodistillError(
      'ERR_SHAPE',
      `network "${reader}" reads ${longest} tokens, window=${tokens} has fewer`,
      {
        fix: `give window= ${longest} or more, or a network that reads less: mlp-lm:${tokens}-…`,
        facts: { context: longest, tokens },
      },
    );
  }
  const positions = numberOption(name, 'positions', {
    fallback: fixed ? 1 : tokens,
    min: 1,
    max: WINDOW_MAX,
    whole: true,
  });
  if (positions > tokens) {
    throw new CodistillError(
      'ERR_CONFIG',
      `positions=${positions} predictions in a window=${tokens} of fewer tokens`,
      {
        fix: `give positions= a number from 1 to ${tokens}`,
      },
    );
  }
  const stride = numberOption(name, 'stride', { fallback: positions, min: 1, max: 1_000_000, whole: true });
  return { tokens, positions, stride };
}

/** Tokens that a context-window MLP reads, `undefined` for any other network. */
function contextOf(network: string): number | undefined {
  const match = /^mlp-lm(?::(\d+))?/.exec(network);
  return match === null ? undefined : Number(match[1] ?? 16);
}
