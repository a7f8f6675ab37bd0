import type {
  Announcement,
  CoordinatorSnapshot,
  Heartbeat,
  JoinReply,
  JoinRequest,
  Leave,
  Report,
} from '../../proto/codec.js';
import type { CoordinatorState } from './state.js';

export type CoordinatorEvent =
  /** First event of a process; `snapshot` is what the previous one left. */
  | { readonly kind: 'started'; readonly snapshot: CoordinatorSnapshot | null }
  | { readonly kind: 'tick' }
  /** `requestId` comes back with the reply. */
  | { readonly kind: 'join'; readonly requestId: number; readonly request: JoinRequest }
  | { readonly kind: 'heartbeat'; readonly heartbeat: Heartbeat }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'leave'; readonly leave: Leave }
  | { readonly kind: 'stopRequested'; readonly reason: string }
  /** The run's owner has cut a peer off. */
  | { readonly kind: 'expelled'; readonly peerId: string }
  /** The connection to NATS was lost, or is back. */
  | { readonly kind: 'linkLost' }
  | { readonly kind: 'linkBack' }
  /** Another coordinator of the same run has announced something. */
  | { readonly kind: 'rivalSeen'; readonly term: number };

/** Rounds come and go several times a second: they are `debug`, everything else that is decided is not. */
export type LogLevel = 'debug' | 'info' | 'warn';

/** An output of the coordinator. Effects are carried out in order, so that a promise is durable before it is made. */
export type CoordinatorEffect =
  | { readonly kind: 'persist'; readonly snapshot: CoordinatorSnapshot }
  | { readonly kind: 'publish'; readonly announcement: Announcement }
  | { readonly kind: 'reply'; readonly requestId: number; readonly reply: JoinReply }
  /** A decision with its reason, or a refusal; for the log. */
  | { readonly kind: 'log'; readonly level: LogLevel; readonly message: string }
  /** A message that changed nothing, and why; counted, and logged when the reason changes. */
  | { readonly kind: 'ignored'; readonly reason: string }
  /** A rival has the higher term: end without another word to the peers. */
  | { readonly kind: 'stepDown'; readonly reason: string }
  /** The run is over and so is this process. */
  | { readonly kind: 'finished'; readonly code: string; readonly reason: string };

/** The outcome of one event. */
export interface Transition {
  readonly state: CoordinatorState;
  readonly effects: readonly CoordinatorEffect[];
}

/** The outcome of one rule: the state it leaves, and what it wants said beside persist and publish. */
export interface Change {
  readonly state: CoordinatorState;
  readonly effects: readonly CoordinatorEffect[];
}

/** A rule that found nothing to do. */
export function unchanged(state: CoordinatorState): Change {
  return { state, effects: [] };
}

/** A message that changes nothing, with the reason. */
export function ignored(state: CoordinatorState, reason: string): Change {
  return { state, effects: [{ kind: 'ignored', reason }] };
}

/** A decision: it is announced with its reason, and logged. */
export function decided(state: CoordinatorState, reason: string, level: LogLevel = 'info'): Change {
  return { state: { ...state, decision: reason }, effects: [{ kind: 'log', level, message: reason }] };
}

/** Applies rules one after the other, each to the state the one before it left. */
export function inTurn(
  state: CoordinatorState,
  rules: readonly ((state: CoordinatorState) => Change)[],
): Change {
  return rules.reduce<Change>((change, rule) => andThen(change, rule), unchanged(state));
}

/** Goes on from a change with one more rule. */
export function andThen(change: Change, rule: (state: CoordinatorState) => Change): Change {
  const next = rule(change.state);
  return { state: next.state, effects: [...change.effects, ...next.effects] };
}
