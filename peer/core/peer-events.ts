import type { Heartbeat, JoinRequest, Leave, Member, Report } from '../../proto/codec.js';
import type { WeightsCircle } from './exchange/edges.js';
import type { ExchangeEffect, ExchangeEvent } from './exchange/events.js';
import type { ExchangeAnswer } from './exchange/offer.js';
import type { MembershipEffect, MembershipEvent, TrainerProgress } from './membership/state.js';

/** A trainer's weights before `step`, as a checkpoint for students that run its network. */
export interface OwnWeights {
  readonly step: number;
  readonly checkpoint: Uint8Array;
}

export type PeerEvent =
  | Extract<MembershipEvent, { kind: 'ready' }>
  | { readonly kind: 'tick'; readonly trainer: TrainerSigns }
  /** No later than `wakeAtMs(state)`. */
  | { readonly kind: 'wake' }
  /** From the coordinator. */
  | Extract<MembershipEvent, { kind: 'joinReply' | 'announcement' }>
  /** From other peers, and from the trainer for them. */
  | Extract<ExchangeEvent, { kind: 'frames' | 'linkFrames' | 'linkUp' | 'linkDown' }>
  | Extract<ExchangeEvent, { kind: 'offer' | 'lookup' | 'served' }>
  /** The trainer begins an evaluation or a checkpoint and expects to take this long. */
  | { readonly kind: 'busy'; readonly step: number; readonly forMs: number }
  | { readonly kind: 'evaluation'; readonly evaluation: Evaluation }
  /** The trainer hands out weights; in a strict run it sleeps until an `answer`. */
  | { readonly kind: 'weights'; readonly weights: OwnWeights }
  /** The exchange of weights in a strict run is over. */
  | { readonly kind: 'weightsMet'; readonly answer: ExchangeAnswer }
  /** The user wants this peer to end; its trainer is in the step before this one. */
  | { readonly kind: 'interrupt'; readonly step: number }
  /** The peer ends: "finished", "interrupted" or an error code. */
  | { readonly kind: 'leave'; readonly code: string; readonly step: number };

export type LogFacts = Readonly<Record<string, unknown>>;

/** How a trainer looks from outside. */
export interface TrainerSigns extends TrainerProgress {
  /** Messages that came from it so far. */
  readonly messages: number;
  /** It sleeps in an exchange, which this core ends in time. */
  readonly asleep: boolean;
}

export type Evaluation = Pick<Report, 'step' | 'epoch' | 'validationAccuracy' | 'validationLoss'>;

export type PeerEffect =
  /** Coordinator: a `joinReply` event answers a join, unless the request or the reply gets lost. */
  | { readonly kind: 'join'; readonly request: JoinRequest }
  | { readonly kind: 'heartbeat'; readonly heartbeat: Heartbeat }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'leave'; readonly leave: Leave }
  /** Disk: no process of this peer may use this incarnation or a lower one again. */
  | { readonly kind: 'persist'; readonly incarnation: number }
  /** Trainer: begin at this step (once), jump ahead to this step, go back to this step, stop before this step. */
  | { readonly kind: 'start'; readonly step: number }
  | { readonly kind: 'seek'; readonly step: number }
  | { readonly kind: 'goBack'; readonly step: number }
  | { readonly kind: 'stop'; readonly step: number }
  /** Trainer: the end of the exchange that it sleeps in. */
  | { readonly kind: 'answer'; readonly answer: ExchangeAnswer }
  /** Trainer: if it sleeps, it is answered as aborted. */
  | { readonly kind: 'release' }
  /** Trainer: a student asks, and a `served` event answers. */
  | Extract<ExchangeEffect, { kind: 'serve' }>
  /** Other peers: the links that are to exist, and the messages on them. */
  | { readonly kind: 'links'; readonly students: readonly Member[]; readonly incarnation: number }
  | Extract<ExchangeEffect, { kind: 'relink' | 'send' | 'reply' }>
  /** Publish these weights and get those of the circle. */
  | { readonly kind: 'weights'; readonly weights: OwnWeights; readonly circle: WeightsCircle }
  /** Log. */
  | Extract<ExchangeEffect, { kind: 'rejected' }>
  | {
      readonly kind: 'log';
      readonly level: 'info' | 'warn' | 'error';
      readonly message: string;
      readonly facts: LogFacts;
    }
  /** The peer ends with this error. */
  | Extract<MembershipEffect, { kind: 'fail' }>;
