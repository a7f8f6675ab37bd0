import { changesByRound, parseCohortGraph } from '../../../proto/cohort-graph.js';
import { type ExchangeMode, modesOf, parseExchangeMode } from '../../../proto/exchange-mode.js';
import type { FeatureShapes } from '../../../proto/feature-shape.js';
import type { PeerId } from '../../../proto/identity.js';
import { type PayloadFormat, parsePayloadFormat } from '../../../proto/payload-format.js';
import type { RunSpec } from '../../../proto/run-spec.js';

/** The facts of a run that the exchange depends on; they are fixed while it lasts. */
export interface ExchangeOptions {
  readonly runId: string;
  readonly peerId: PeerId;
  readonly classes: number;
  /** False: no message is ever sent or awaited. */
  readonly enabled: boolean;
  /** First step whose predictions are needed. */
  readonly firstStep: number;
  readonly sequential: boolean;
  readonly strict: boolean;
  /** Each round has other teachers. */
  readonly redrawn: boolean;
  readonly waitMsMax: number;
  readonly mode: ExchangeMode;
  readonly payload: PayloadFormat;
  /** Factor on a prediction for every step of its age. */
  readonly stalenessDecay: number;
  /** Steps that lockstep predicts ahead of the one it learns at, 0 or 1. */
  readonly pipeline: number;
  /** Peers that never learn: they answer requests only. */
  readonly frozen: ReadonlySet<PeerId>;
  /** Rows of logits for each sample: 1, or the positions of a text window. */
  readonly positions: number;
  /** Shape of the features that each peer, this one too, sends of a sample; empty where there is no feature loss. */
  readonly featureShapes: FeatureShapes;
}

/** The size of a sample's prediction in this run. */
export type PredictionShape = Pick<ExchangeOptions, 'classes'> &
  Partial<Pick<ExchangeOptions, 'positions' | 'featureShapes'>>;

export function exchangeOptions(
  spec: RunSpec,
  runId: string,
  peerId: PeerId,
  { classes, positions = 1, featureShapes = new Map() }: PredictionShape,
): ExchangeOptions {
  const mode = parseExchangeMode(spec.exchange.mode);
  const frozen = new Set(spec.peers.filter((peer) => peer.role === 'teacher').map((peer) => peer.id));
  const linked = modesOf(mode).some(({ kind }) => kind !== 'none' && kind !== 'checkpoint');
  return {
    runId,
    peerId,
    classes,
    enabled: linked && spec.distillation.weight > 0,
    firstStep: spec.distillation.burnInSteps,
    sequential: spec.distillation.update === 'sequential',
    strict: spec.exchange.quorum === 'all',
    redrawn: changesByRound(parseCohortGraph(spec.exchange.graph)),
    waitMsMax: spec.exchange.waitMsMax,
    mode,
    payload: parsePayloadFormat(spec.exchange.payload),
    stalenessDecay: spec.exchange.stalenessDecay,
    pipeline: spec.exchange.pipeline,
    frozen,
    positions,
    featureShapes,
  };
}
