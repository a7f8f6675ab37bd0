import { CodistillError } from './errors.js';

/** The age that a prediction may have, and the place where it is made. */
export type ExchangeMode =
  /** Nobody teaches: the independent baseline. */
  | { readonly kind: 'none' }
  /** Fresh predictions on the same batch (Zhang et al. 2018, arXiv 1706.00384). */
  | { readonly kind: 'lockstep' }
  /** The newest predictions for these samples, at most `stepsMax` steps of their teacher old; nobody waits (Anil et al. 2018). */
  | { readonly kind: 'stale'; readonly stepsMax: number }
  /** Students fetch the teachers' weights every `everySteps` steps and run them (Anil et al. 2018, arXiv 1804.03235, section 2). */
  | { readonly kind: 'checkpoint'; readonly everySteps: number }
  /** Predictions of earlier epochs by sample id, a fraction of which is replaced every epoch, oldest first. */
  | CachedMode
  /** One mode after the other, each for its epochs, and from the start again. */
  | { readonly kind: 'mixed'; readonly phases: readonly MixedPhase[] };

/** The modes that a {@link MixedPhase} may have. */
export type PureMode = Exclude<ExchangeMode, { kind: 'mixed' }>;

export interface CachedMode {
  readonly kind: 'cached';
  /** Samples kept, for each teacher; 0: all. */
  readonly entriesMax: number;
  /** 0 to 1. */
  readonly refreshFraction: number;
}

export interface MixedPhase {
  readonly mode: PureMode;
  /** At least 1. */
  readonly epochs: number;
}

const FORMS =
  'none, lockstep, stale:STEPS, checkpoint:STEPS, cached:SIZE,REFRESH or mixed:MODE@EPOCHS+MODE@EPOCHS…';

/**
 * Reads an exchange mode, such as `stale:50`, `cached:10000,0.2` or `mixed:lockstep@1+cached:0,0@4`.
 *
 * @throws {CodistillError} `ERR_CONFIG` saying which forms there are.
 */
export function parseExchangeMode(text: string): ExchangeMode {
  const [kind, ...rest] = text.split(':');
  if (kind !== 'mixed') return pureMode(text);
  const phases = rest
    .join(':')
    .split('+')
    .map((part): MixedPhase => {
      const at = part.lastIndexOf('@');
      const epochs = at < 0 ? 1 : whole(text, part.slice(at + 1), 1);
      return { mode: pureMode(at < 0 ? part : part.slice(0, at)), epochs };
    });
  return { kind: 'mixed', phases };
}

function pureMode(text: string): PureMode {
  const at = text.indexOf(':');
  const kind = (at < 0 ? text : text.slice(0, at)) as PureMode['kind'];
  const argument = at < 0 ? undefined : text.slice(at + 1);
  switch (kind) {
    case 'none':
    case 'lockstep':
      if (argument !== undefined) throw wrong(text);
      return { kind };
    case 'stale':
      return { kind, stepsMax: whole(text, argument, 1) };
    case 'checkpoint':
      return { kind, everySteps: whole(text, argument, 1) };
    case 'cached': {
      const [size, refresh = '0', more] = (argument ?? '').split(',');
      const refreshFraction = Number(refresh);
      if (more !== undefined || !(refreshFraction >= 0 && refreshFraction <= 1)) throw wrong(text);
      return { kind, entriesMax: whole(text, size, 0), refreshFraction };
    }
    default:
      kind satisfies never;
      throw wrong(text);
  }
}

function whole(text: string, value: string | undefined, least: number): number {
  const number = Number(value);
  if (value === undefined || !/^\d{1,9}$/.test(value) || number < least) throw wrong(text);
  return number;
}

function wrong(text: string): CodistillError {
  return new CodistillError('ERR_CONFIG', `"${text}" is not an exchange mode`, { fix: `use ${FORMS}` });
}
