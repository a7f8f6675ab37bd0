import type { Edge, Hello, Member, Prediction, Round } from '../../../proto/codec.js';
import type { PeerId } from '../../../proto/identity.js';
import type { Teaching } from '../teaching/teaching.js';
import { EdgeLedger } from './edge-ledger.js';
import type { Grant } from './grant.js';
import type { BatchAhead, ExchangeOffer } from './offer.js';
import type { ExchangeOptions } from './options.js';
import type { PredictionStore, RefreshPlan } from './prediction-store.js';
import { createStatistics, type ExchangeStatistics } from './statistics.js';
import type { StudentLink } from './student-link.js';
import type { Teacher } from './teacher.js';

/** A checked prediction that waits for its step. */
export interface Held {
  readonly from: string;
  readonly prediction: Prediction;
  readonly payload: Uint8Array;
  readonly features: Uint8Array | null;
  readonly arrivedAtMs: number;
  /** True: it turned out to be for other samples than ours, and is kept only to know that it came. */
  readonly unusable: boolean;
}

/** A request to a teacher for predictions of samples. */
export interface Asked {
  readonly teacher: PeerId;
  /** Own step that the predictions are for. */
  readonly step: number;
  readonly epoch: number;
  readonly digest: Uint8Array;
  readonly ids: Uint32Array;
  readonly augmentationSeed: number;
  readonly askedAtMs: number;
}

/** The answer to a request, kept until its step comes. */
export interface Answered {
  readonly ids: Uint32Array;
  /** float32 `[ids.length * positions * classes]`. */
  readonly logits: Float32Array;
  readonly madeAtStep: number;
}

/** The predictions of one teacher that are kept of a batch's samples. */
export interface KeptPredictions {
  readonly teacher: Teaching;
  /** Ages of those that may be used, one for each sample that has one, in steps of the teacher. */
  readonly ages: readonly number[];
}

/** A batch that the trainer asked about ahead and has not reported as over. */
export interface AheadBatch {
  readonly batch: BatchAhead;
  readonly kept: readonly KeptPredictions[];
}

/** An exchange whose trainer sleeps. */
export interface OpenExchange {
  readonly offer: ExchangeOffer;
  readonly openedAtMs: number;
}

/**
 * A step that a peer went ahead to, since the others are about to reach it: it came back, or had fallen behind. It waits for
 * them there. The steps before are theirs to train; if they never come, since they died or went another way, nobody would
 * train them, and the peer goes back.
 */
export interface Landing {
  readonly step: number;
  /** Furthest step that somebody is known to have come to by training on the way there, itself included. */
  readonly reachedStep: number;
  /** Incarnation of each member of that time: who joins later enters there or further on, and never comes by. */
  readonly awaited: ReadonlyMap<PeerId, number>;
  /** Steps of each peer heard since, without a jump: where they begin it may have landed as well, and stand. */
  readonly heard: ReadonlyMap<PeerId, StepSpan>;
}

/** Steps from the first to the last, both included. */
export interface StepSpan {
  readonly first: number;
  readonly last: number;
}

export interface ExchangeState {
  readonly options: ExchangeOptions;
  readonly incarnation: number;
  readonly viewVersion: number;
  readonly members: ReadonlyMap<PeerId, Member>;
  /** Members of earlier views, in a strict run. */
  readonly departed: ReadonlyMap<PeerId, Member>;
  /** Announced rounds and the last ones before them, by number. */
  readonly rounds: readonly Round[];
  /** First step after the round that the coordinator has open, and since when it is that one. */
  readonly openRoundEnd: number;
  readonly openRoundSinceMs: number;
  /** Members of the first round this peer took part in; `null` before it began. */
  readonly firstMembers: readonly PeerId[] | null;
  /** Who taught whom in that round. */
  readonly firstEdges: readonly Edge[];
  /** Where this peer was let in or jumped to, until it meets somebody there; `null`: it trains among the others. */
  readonly landing: Landing | null;
  /** Where it landed and met nobody, until it has gone back; `null`: it has, or is not to. */
  readonly unmetStep: number | null;
  /** Lowest step whose predictions can still be used. */
  readonly stepMin: number;
  readonly open: OpenExchange | null;
  /** An offer whose round is not announced yet, in a strict run; its trainer sleeps likewise. */
  readonly early: OpenExchange | null;
  /** When the exchanges of the latest steps were opened, newest last. */
  readonly openings: readonly { readonly step: number; readonly openedAtMs: number }[];
  readonly teachers: ReadonlyMap<PeerId, Teacher>;
  readonly held: ReadonlyMap<string, Held>;
  readonly links: ReadonlyMap<PeerId, StudentLink>;
  /** By routing id. */
  readonly grants: ReadonlyMap<string, Grant>;
  /** Hellos of peers that no view lists yet, by routing id: answered once one does. */
  readonly earlyHellos: ReadonlyMap<string, Hello>;
  /** Offers in a row at which every heard teacher was steps ahead. */
  readonly behindOffers: number;
  readonly statistics: ExchangeStatistics;
  /** Who was waited for, and what came from whom. Changed in place, as the stores are. */
  readonly ledger: EdgeLedger;
  /** Predictions by sample id, for each teacher, changed in place: see {@link PredictionStore}. */
  readonly stores: Map<PeerId, PredictionStore>;
  readonly refreshPlans: ReadonlyMap<PeerId, RefreshPlan>;
  /** Requests without an answer, oldest first. */
  readonly asked: readonly Asked[];
  /** Answers that wait for their step, by `heldKey`. */
  readonly answered: ReadonlyMap<string, Answered>;
  /** Oldest first; two of them while one computes. */
  readonly batchesAhead: readonly AheadBatch[];
  /** Requests that our trainer has yet to serve, by student. */
  readonly serving: ReadonlyMap<PeerId, number>;
}

export function createExchange(options: ExchangeOptions, incarnation: number): ExchangeState {
  return {
    options,
    incarnation,
    viewVersion: 0,
    members: new Map(),
    departed: new Map(),
    rounds: [],
    openRoundEnd: 0,
    openRoundSinceMs: 0,
    firstMembers: null,
    firstEdges: [],
    landing: null,
    unmetStep: null,
    stepMin: 0,
    open: null,
    early: null,
    openings: [],
    teachers: new Map(),
    held: new Map(),
    links: new Map(),
    grants: new Map(),
    earlyHellos: new Map(),
    behindOffers: 0,
    statistics: createStatistics(),
    ledger: new EdgeLedger(),
    stores: new Map(),
    refreshPlans: new Map(),
    asked: [],
    answered: new Map(),
    batchesAhead: [],
    serving: new Map(),
  };
}

/** Key of what is held: a teacher owes one prediction a step. */
export function heldKey(teacher: PeerId, step: number): string {
  return `${step}/${teacher}`;
}
