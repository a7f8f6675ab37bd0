import { CodistillError } from '../../../proto/errors.js';

/** `DEPTH-WIDTH` and optionally `:dropout=RATE`. */
const OPTIONS = /^(\d+)-(\d+)(?::dropout=(0(?:\.\d+)?))?$/;
const DEPTH_MAX = 1_000;
const WIDTH_MAX = 64;

/** The shape of a Wide ResNet. */
export interface WideResnetOptions {
  /** In each of the three stages. */
  readonly blocks: number;
  /** Factor on the filters. */
  readonly width: number;
  /** In [0, 1). */
  readonly dropoutRate: number;
}

/**
 * Reads `28-10` or `28-10:dropout=0.3`.
 *
 * @throws {CodistillError} `ERR_NETWORK_UNKNOWN` unless depth is 6n + 4 and the dropout rate in [0, 1).
 */
export function parseWideResnet(options: string): WideResnetOptions {
  const [, depthText, widthText, rateText] = OPTIONS.exec(options) ?? [];
  const [depth, width, dropoutRate] = [Number(depthText), Number(widthText), Number(rateText ?? 0)];
  const blocks = (depth - 4) / 6;
  if (Number.isInteger(blocks) && blocks >= 1 && depth <= DEPTH_MAX && width >= 1 && width <= WIDTH_MAX) {
    return { blocks, width, dropoutRate };
  }
  throw new CodistillError('ERR_NETWORK_UNKNOWN', `there is no Wide ResNet "wrn-${options}"`, {
    fix: 'use wrn-DEPTH-WIDTH, DEPTH one of 10, 16, 22, 28, 34, 40 …, for example wrn-28-10 or wrn-28-10:dropout=0.3',
    facts: { network: `wrn-${options}` },
  });
}
