import type { CoordinatorState } from '../../../coordinator/core/state.js';
import type { WeightsCircle } from '../../../peer/core/exchange/edges.js';
import type { ExchangeAnswer, ExchangeOffer } from '../../../peer/core/exchange/offer.js';
import type { ExchangeState } from '../../../peer/core/exchange/state.js';
import type { Announcement } from '../../../proto/codec.js';
import type { SimulatedWeights } from '../simulated-weights.js';
import type { PublishedWeights } from '../weights-board.js';

/** One peer's process, as far as checkers look at it. */
export interface ObservedPeer {
  readonly id: string;
  readonly index: number;
  readonly life: number;
  readonly incarnation: number;
  readonly frozen: boolean;
  /** Times that it went back to an earlier step, to train what nobody has. */
  readonly returns: number;
  readonly exchange: ExchangeState | undefined;
  readonly network: SimulatedWeights;
}

/** Watches a world and throws when something happens that must not. Each is asked at the moment itself. */
export interface Checker {
  /** A coordinator has taken a decision. */
  onCoordinator?(before: CoordinatorState, after: CoordinatorState, nowMs: number): void;
  onAnnouncement?(announcement: Announcement, nowMs: number): void;
  /** A trainer learns from an answer. */
  onAnswer?(peer: ObservedPeer, offer: ExchangeOffer, answer: ExchangeAnswer): void;
  /** A trainer has made the update of a step. */
  onTrained?(peer: ObservedPeer, step: number): void;
  /** The run is over. */
  onOver?(): void;
  /** A trainer runs the networks of its teachers, on these weights. */
  onWeights?(
    peer: ObservedPeer,
    step: number,
    circle: WeightsCircle,
    weights: readonly PublishedWeights[],
  ): void;
  onExchange?(peer: ObservedPeer, state: ExchangeState): void;
  onFinished?(peer: ObservedPeer, step: number, nowMs: number): void;
  /** The coordinators' store was lost: their numbers may fall. */
  onWipe?(): void;
}
