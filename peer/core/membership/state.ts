import type {
  Announcement,
  Heartbeat,
  JoinReply,
  JoinRequest,
  Leave,
  ModuleDigest,
  TrainerState,
} from '../../../proto/codec.js';
import type { ErrorCode, Facts } from '../../../proto/errors.js';
import type { PeerId } from '../../../proto/identity.js';
import type { GaugeMetric } from '../metrics.js';

export type MembershipEvent =
  /**
   * The trainer loaded data and network and stands before this step, that of its newest checkpoint. It can begin from
   * each of `checkpointSteps`, ascending, by default from this one alone; 0 are its first weights.
   */
  | { readonly kind: 'ready'; readonly step: number; readonly checkpointSteps?: readonly number[] }
  /** At least every `LIMITS.heartbeatMs / 2`; a longer gap than the lease means that this process was stopped. */
  | { readonly kind: 'tick'; readonly progress: Progress }
  /** Something else is about to be looked at, and may be from before a pause. */
  | { readonly kind: 'awake' }
  | { readonly kind: 'joinReply'; readonly incarnation: number; readonly reply: JoinReply }
  | { readonly kind: 'announcement'; readonly announcement: Announcement }
  /** Training is over: "finished", "interrupted" or an error code. */
  | { readonly kind: 'leave'; readonly code: string; readonly step: number };

export type MembershipEffect =
  | { readonly kind: 'join'; readonly request: JoinRequest }
  | { readonly kind: 'heartbeat'; readonly heartbeat: Heartbeat }
  | { readonly kind: 'leave'; readonly leave: Leave }
  /** Once: the trainer may begin, at this step. */
  | { readonly kind: 'start'; readonly step: number }
  /** The cohort is far ahead: the trainer jumps to this step. */
  | { readonly kind: 'seek'; readonly step: number; readonly reason: string }
  /** The trainer stops before this step. */
  | { readonly kind: 'stop'; readonly step: number; readonly code: string; readonly reason: string }
  /** A newer view or newer rounds: for the exchange. */
  | { readonly kind: 'cohort'; readonly announcement: Announcement }
  /** From now on this peer is (peer, incarnation): the caller persists it and tells the exchange. */
  | { readonly kind: 'incarnation'; readonly incarnation: number }
  /** This process stood still for so long: for the exchange. */
  | { readonly kind: 'stoodStill'; readonly forMs: number }
  | {
      readonly kind: 'fail';
      readonly code: ErrorCode;
      readonly message: string;
      readonly fix: string;
      readonly facts: Facts;
    }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn'; readonly message: string };

/** The trainer's share of a heartbeat. */
export interface TrainerProgress extends Pick<Heartbeat, GaugeMetric> {
  readonly state: TrainerState;
  readonly step: number;
  readonly epoch: number;
}

/** A heartbeat's news of training: the trainer's share and the exchange's. */
export interface Progress extends TrainerProgress {
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly rejected: number;
  /** It went ahead to its step, and waits there to be met. */
  readonly landed: boolean;
  readonly teachersAbsent: readonly PeerId[];
}

export interface MembershipOptions {
  readonly runId: string;
  readonly peerId: PeerId;
  readonly runSpecHash: string;
  readonly dataDigest: string;
  /** In the order of a network's outputs; empty: not known. */
  readonly classNames: readonly string[];
  readonly classes: number;
  readonly stepsTotal: number;
  /** SHA-256 of the modules that the run spec names, as far as this machine has them. */
  readonly modules: readonly ModuleDigest[];
  readonly dataAddress: string;
  /** Of the key pair that this process drew for its links. */
  readonly publicKey: Uint8Array;
  /** Tells this process from another one with its incarnation. */
  readonly linkToken: string;
  /** Of its run directory: another one's process that asks for the same id is refused. */
  readonly holderSecret: string;
  readonly device: string;
  /** TensorFlow, threads, instructions and oneDNN, in one line; empty: not known. */
  readonly numerics: string;
  /** `exchange.quorum: all`: never skip a step. */
  readonly strict: boolean;
  /** Whether peers ever wait for each other at the same step; otherwise each goes on from where it is. */
  readonly inStep: boolean;
  /** A frozen teacher: in no round, begins at once. */
  readonly frozen: boolean;
  /** Starts of this peer before this one. */
  readonly restarts: number;
}

export interface MembershipState {
  readonly options: MembershipOptions;
  /** `alone`: it came when the run was over, and brings what it has to an end by itself. */
  readonly phase: 'idle' | 'joining' | 'active' | 'alone' | 'left' | 'failed';
  readonly incarnation: number;
  readonly step: number;
  /** True once the trainer was told to begin. */
  readonly started: boolean;
  /** Steps that it can begin from, until it has. */
  readonly checkpointSteps: readonly number[];
  /** Earliest step that the coordinator lets this peer enter at. */
  readonly startStep: number;
  readonly joinAtMs: number;
  /** Since when a process of another run directory is known to hold this id; `null`: none does. */
  readonly heldSinceMs: number | null;
  readonly heartbeatAtMs: number;
  readonly heartbeatSequence: number;
  readonly lastEventMs: number;
  /** The obeyed announcement: highest (term, sequence). */
  readonly announcement: Announcement | null;
  readonly roundMax: number;
  readonly viewMax: number;
  readonly unlistedSinceMs: number | null;
  /** The first view that had this incarnation as a member; infinity: none has been heard of. */
  readonly listedSinceView: number;
  /** When this process last went on after a pause longer than its lease; minus infinity: never. */
  readonly wokeAtMs: number;
  /** A coordinator that does not know this peer gathers the cohort anew: it trains on under its last view meanwhile. */
  readonly regathering: boolean;
  readonly stopAtStep: number | null;
  /** Step of the last seek ordered, so that one is not ordered twice. */
  readonly soughtStep: number;
}

export interface MembershipTransition {
  readonly state: MembershipState;
  readonly effects: readonly MembershipEffect[];
}

/** @param incarnation - Higher than any this peer ever had. */
export function createMembership(
  options: MembershipOptions,
  incarnation: number,
  nowMs: number,
): MembershipState {
  return {
    options,
    phase: 'idle',
    incarnation,
    step: 0,
    started: false,
    checkpointSteps: [],
    startStep: 0,
    joinAtMs: nowMs,
    heldSinceMs: null,
    heartbeatAtMs: nowMs,
    heartbeatSequence: 0,
    lastEventMs: nowMs,
    announcement: null,
    roundMax: 0,
    viewMax: 0,
    unlistedSinceMs: null,
    listedSinceView: Number.POSITIVE_INFINITY,
    wokeAtMs: Number.NEGATIVE_INFINITY,
    regathering: false,
    stopAtStep: null,
    soughtStep: -1,
  };
}
