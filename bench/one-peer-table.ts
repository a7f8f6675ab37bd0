import type { Table } from './section.js';
import { ratioOf, type Spread, spreadOf, spreadText } from './spread.js';

/** How many milliseconds a step took, in each repeat. */
export type StepsMs = readonly number[];

/** One network at one batch size, trained alone by each contender. */
export interface OnePeerResult {
  readonly network: string;
  readonly batch: number;
  readonly threads: number;
  readonly parameters: number;
  readonly measuredAt: string;
  readonly commit: string | null;
  readonly eagerStepMs: StepsMs;
  readonly compiledStepMs: StepsMs;
  /** Forward and update in two runs, a teacher's logits in between. */
  readonly lockstepStepMs: StepsMs;
  /** The fastest of PyTorch's variants, and what all of them took when that was found out. */
  readonly torchVariant: string;
  readonly torchStepMs: StepsMs;
  readonly torchTrialsMs: Readonly<Record<string, StepsMs>>;
  /** The fastest way to run the hand-written graph. */
  readonly tensorflowVariant: string;
  readonly tensorflowStepMs: StepsMs;
  readonly tensorflowTrialsMs: Readonly<Record<string, StepsMs>>;
}

/** Milliseconds a step: what each contender took. */
export function timesTable(results: readonly OnePeerResult[]): Table {
  return {
    caption: 'Milliseconds a step, median (quartiles):',
    columns: [
      'network, batch',
      'eager',
      'compiled',
      'compiled, in lockstep',
      'PyTorch',
      'TensorFlow by hand',
    ],
    rows: results.map((result) => [
      nameOf(result),
      time(result.eagerStepMs),
      time(result.compiledStepMs),
      time(result.lockstepStepMs),
      `${time(result.torchStepMs)}, ${result.torchVariant}`,
      `${time(result.tensorflowStepMs)}, ${result.tensorflowVariant}`,
    ]),
  };
}

/** How many times as fast the compiled step is as each other contender, repeat by repeat. */
export function ratiosTable(results: readonly OnePeerResult[]): Table {
  return {
    caption: 'How many times as fast the compiled step is, median of the ratios (quartiles):',
    columns: ['network, batch', 'as eager', 'as PyTorch', 'as TensorFlow by hand', 'as in lockstep'],
    rows: results.map((result) => {
      const against = (other: StepsMs): string => ratio(ratioOf(other, result.compiledStepMs));
      return [
        nameOf(result),
        against(result.eagerStepMs),
        against(result.torchStepMs),
        against(result.tensorflowStepMs),
        against(result.lockstepStepMs),
      ];
    }),
  };
}

function nameOf({ network, batch }: { readonly network: string; readonly batch: number }): string {
  return `${network}, ${batch}`;
}

function time(stepMs: StepsMs): string {
  const spread = spreadOf(stepMs);
  return spreadText(spread, spread.median < 10 ? 2 : spread.median < 100 ? 1 : 0);
}

function ratio(spread: Spread): string {
  return spreadText(spread, 2);
}
