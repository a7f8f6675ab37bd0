import type { FeatureShapes } from '../../../proto/feature-shape.js';
import type { PeerId } from '../../../proto/identity.js';
import type { RunSpec } from '../../../proto/run-spec.js';
import type { Scheme } from '../../../proto/scheme.js';

/** The facts of a run that the exchange depends on; they are fixed while it lasts. */
export interface ExchangeOptions
  extends Pick<Scheme, 'ways' | 'mixed' | 'cached' | 'redrawn' | 'strict' | 'payload' | 'pipeline'> {
  readonly runId: string;
  readonly peerId: PeerId;
  readonly classes: number;
  /** False: no message is ever sent or awaited. */
  readonly enabled: boolean;
  /** First step for which a teacher is asked. In lockstep peers exchange from the beginning, which keeps them together. */
  readonly firstStep: number;
  readonly sequential: boolean;
  readonly waitMsMax: number;
  /** Factor on a prediction for every step of its age. */
  readonly stalenessDecay: number;
  /** Peers that never learn: they answer requests only. */
  readonly frozen: ReadonlySet<PeerId>;
  /** Rows of logits for each sample: 1, or the positions of a text window. */
  readonly positions: number;
  /** Shape of the features that each peer, this one too, sends of a sample; empty where there is no feature loss. */
  readonly featureShapes: FeatureShapes;
}

/** Whether teachers are heard at a step: in a run that is taught, after burn-in. */
export function isHeardAt({ enabled, firstStep }: ExchangeOptions, step: number): boolean {
  return enabled && step >= firstStep;
}

/** The size of a sample's prediction in this run. */
export type PredictionShape = Pick<ExchangeOptions, 'classes'> &
  Partial<Pick<ExchangeOptions, 'positions' | 'featureShapes'>>;

export function exchangeOptions(
  { spec, scheme }: { readonly spec: RunSpec; readonly scheme: Scheme },
  runId: string,
  peerId: PeerId,
  { classes, positions = 1, featureShapes = new Map() }: PredictionShape,
): ExchangeOptions {
  const frozen = new Set(spec.peers.filter((peer) => peer.role === 'teacher').map((peer) => peer.id));
  const { ways, mixed, cached, redrawn, strict, payload, pipeline } = scheme;
  return {
    runId,
    peerId,
    classes,
    enabled: scheme.linked && scheme.taught,
    firstStep: spec.distillation.burnInSteps,
    sequential: spec.distillation.update === 'sequential',
    waitMsMax: spec.exchange.waitMsMax,
    ways,
    mixed,
    cached,
    redrawn,
    strict,
    payload,
    pipeline,
    stalenessDecay: spec.exchange.stalenessDecay,
    frozen,
    positions,
    featureShapes,
  };
}
