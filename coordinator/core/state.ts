import type { ModuleDigest, Round, RoundClosed, Stop, TrainerState, View } from '../../proto/codec.js';

/** A member of the cohort, as its own messages describe it. */
export interface Lease {
  readonly peerId: string;
  readonly incarnation: number;
  readonly dataAddress: string;
  readonly publicKey: Uint8Array;
  /** End of the routing id of its links, as it said. */
  readonly linkToken: string;
  /** Of the run directory whose processes hold this id: while the lease lives nobody else gets it. */
  readonly holderDigest: string;
  /** On the coordinator's clock; every heartbeat moves it. */
  readonly expiresAtMs: number;
  readonly trainer: TrainerState;
  /** Steps finished, from its join and its heartbeats; falls where the peer went back to train what nobody has. */
  readonly step: number;
  /** It went ahead to that step, and waits there to be met: it has not come by the rounds before. */
  readonly landed: boolean;
  /** Of the newest heartbeat, -1 before the first; older ones that arrive late are ignored. */
  readonly sequence: number;
  /** When it was last heard; -1 where silence says nothing about it: after a pause, a restart, or a time without NATS. */
  readonly heardAtMs: number;
  /** When `step` or `trainer` last changed: a trainer that hangs keeps its lease but not this. */
  readonly movedAtMs: number;
  /** Highest speed seen, slowly forgotten; {@link SPEED_UNKNOWN} before the first measurement. */
  readonly stepsPerMs: number;
  /** Where the current measurement of the speed began. */
  readonly measuredFrom: {
    /** NaN: not known. */
    readonly trainedSteps: number;
    readonly atMs: number;
  };
  /** First step it takes part in: the start of a round. `null`: the first round it is ready for. */
  readonly enterStep: number | null;
  /** Steps of the checkpoints that it can begin from, ascending; empty: it trained already when it joined. */
  readonly checkpointSteps: readonly number[];
  /** TensorFlow, threads, instructions and oneDNN, in one line; empty: not known. */
  readonly numerics: string;
  /** A frozen teacher: a member of the view, but of no round; the run does not wait for it. */
  readonly frozen: boolean;
}

/** A round that has been announced and not closed. */
export interface OpenRound {
  readonly round: Round;
  /** Incarnation of each of `round.members` when the round was announced. */
  readonly incarnations: ReadonlyMap<string, number>;
  /** When the first member was seen at or past its start, and past its end; -1: not yet. */
  readonly startedAtMs: number;
  readonly firstEndAtMs: number;
}

/** The facts beyond the spec on which every peer of a run must agree; the first one to join fixes them. */
export interface RunFacts {
  readonly dataDigest: string;
  /** Empty: not known. */
  readonly classNames: readonly string[];
  readonly classes: number;
  readonly stepsTotal: number;
  /** Each as the first one that joined and has it. */
  readonly modules: readonly ModuleDigest[];
}

/** Best validation results of one peer, over all its incarnations. */
export interface Best {
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly step: number;
  /** Step of its newest report: an older one that arrives late says nothing new. */
  readonly reportedStep: number;
}

/** The reports for one step, until every member has sent its own. */
export interface Evaluation {
  readonly step: number;
  readonly improvedBy: readonly string[];
}

/**
 * Why a peer is not a member any more.
 *
 * - `finished`, `interrupted`: it said so; it will not come back.
 * - `diverged`: its loss was not finite.
 * - `failed`, `expired`, `stalled`: it may come back as a new incarnation.
 */
export type Departure =
  | 'finished'
  | 'interrupted'
  | 'diverged'
  | 'expelled'
  | 'failed'
  | 'expired'
  | 'stalled';

/** Keyed by peer id. */
export type ByPeer<V> = Readonly<Record<string, V>>;

/** All that the coordinator knows. Plain data, never mutated. */
export interface CoordinatorState {
  readonly term: number;
  /** Number of the newest announcement in this term. */
  readonly sequence: number;
  readonly view: View;
  /** One for each member of `view`, in the same order. */
  readonly leases: readonly Lease[];
  /** By number; at most {@link ROUNDS_MAX}. */
  readonly rounds: readonly OpenRound[];
  readonly lastClosed: RoundClosed | null;
  readonly roundMax: number;
  /** End of the newest round: where the next one starts. */
  readonly boundaryStep: number;
  readonly stop: Stop | null;
  /** The reason for which the run shall stop soon, while it is not known where; `null`: nobody asked. */
  readonly stopWanted: string | null;
  readonly facts: RunFacts | null;
  readonly incarnationMax: ByPeer<number>;
  readonly departed: ByPeer<Departure>;
  readonly best: ByPeer<Best>;
  readonly evaluations: readonly Evaluation[];
  readonly patienceUsed: number;
  /** The newest decision with its reason. */
  readonly decision: string;
  /** When the cohort began to form: its first peer was ready. -1: none is, or it has formed. */
  readonly formingSinceMs: number;
  /** The furthest step that a member has come to by training, as announced last; 0: none is heard. */
  readonly reachedStep: number;
  /** When the last member left; -1 while there are members, or there never were. */
  readonly emptySinceMs: number;
  readonly publishedAtMs: number;
  /** Time of the newest event, to notice that this process was paused. */
  readonly nowMs: number;
  /** Whether NATS is connected. Without it silence says nothing about the peers. */
  readonly linkUp: boolean;
  readonly finished: boolean;
}

/** {@link Lease.stepsPerMs} of a member whose progress has not been watched yet. */
export const SPEED_UNKNOWN = -1;

/** Rounds in one announcement: the open one, its successor, and two that stragglers still work on. */
export const ROUNDS_MAX = 4;

/** Evaluations that may wait for a straggler's report; the oldest is judged without it. */
export const EVALUATIONS_MAX = 16;

export const INITIAL_STATE: CoordinatorState = {
  term: 0,
  sequence: 0,
  view: { version: 0, members: [] },
  leases: [],
  rounds: [],
  lastClosed: null,
  roundMax: 0,
  boundaryStep: 0,
  stop: null,
  stopWanted: null,
  facts: null,
  incarnationMax: {},
  departed: {},
  best: {},
  evaluations: [],
  patienceUsed: 0,
  decision: '',
  formingSinceMs: -1,
  reachedStep: 0,
  emptySinceMs: -1,
  publishedAtMs: -1,
  nowMs: -1,
  linkUp: true,
  finished: false,
};
