import type { Edge, Hello, Member, Prediction, Round } from '../../../proto/codec.js';
import type { PeerId } from '../../../proto/identity.js';
import type { ExchangeEffect } from './events.js';
import type { AnsweredTeacher, BatchAhead, ExchangeOffer } from './offer.js';
import type { ExchangeOptions } from './options.js';
import type { PredictionStore } from './prediction-store.js';
import type { RefreshPlan } from './refresh-plan.js';
import { createStatistics, type ExchangeStatistics } from './statistics.js';

/** What is known of another member of the view, as somebody who teaches. */
export interface Teacher {
  readonly peerId: PeerId;
  readonly incarnation: number;
  /** Arrival minus own offer, newest last, at most `LIMITS.lagSamplesMax`. */
  readonly lagsMs: readonly number[];
  /** Misses in a row. */
  readonly misses: number;
  /** Not waited for until heard again. */
  readonly suspended: boolean;
  /** It said that it would not train until then; 0: it did not. */
  readonly busyUntilMs: number;
  /** Newest step it was seen to predict for; -1: none. */
  readonly newestStep: number;
  readonly heardAtMs: number;
  /** Smoothed time between its predictions for newer and newer steps; 0: not known yet. */
  readonly intervalMs: number;
  /** Its newest validation accuracy, 0 to 1; `null`: it has said none. */
  readonly validationAccuracy: number | null;
}

/** Our link to a student. */
export interface Link {
  readonly member: Member;
  readonly up: boolean;
  readonly helloAtMs: number;
  /** Number of the latest hello, counted from 1. */
  readonly hello: number;
  /** Predictions sent since that hello was first said. */
  readonly sentSinceHello: number;
  /** True once it was answered. */
  readonly granted: boolean;
  readonly credit: number;
  /** Hellos in a row without an answer. */
  readonly hellos: number;
  /** The newest predictions that wait for credit, oldest first: older ones are replaced. */
  readonly pending: readonly (readonly Uint8Array[])[];
  /** Waited for in vain: not waited for again until it gives credit. */
  readonly outrun: boolean;
}

/** What we granted to the link of a teacher. */
export interface Grant {
  /** Batches it may still send. */
  readonly outstanding: number;
  /** Batches consumed or dropped and not granted anew yet. */
  readonly owed: number;
}

/** A checked prediction that waits for its step, or was found unusable at it. */
export interface Held {
  readonly from: string;
  readonly prediction: Prediction;
  readonly payload: Uint8Array;
  readonly features: Uint8Array | null;
  readonly arrivedAtMs: number;
  readonly unusable: boolean;
}

/** Samples that a teacher was asked about. */
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

/** The answer, until its step comes. */
export interface Answered {
  readonly ids: Uint32Array;
  /** float32 `[ids.length * positions * classes]`. */
  readonly logits: Float32Array;
  readonly madeAtStep: number;
}

/** One teacher's kept predictions of a batch. */
export interface Recollection {
  readonly teacher: AnsweredTeacher;
  /** Ages of the predictions that may be used, one for each sample that has one, in steps of the teacher. */
  readonly ages: readonly number[];
}

/** A batch that the trainer asked about ahead and has not told to be over. */
export interface Recalled {
  readonly batch: BatchAhead;
  readonly recollections: readonly Recollection[];
}

/** An exchange whose trainer sleeps. */
export interface OpenExchange {
  readonly offer: ExchangeOffer;
  readonly openedAtMs: number;
}

export interface ExchangeState {
  readonly options: ExchangeOptions;
  readonly incarnation: number;
  readonly viewVersion: number;
  readonly members: ReadonlyMap<PeerId, Member>;
  /** Whom earlier views listed, in a strict run. */
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
  /** Lowest step whose predictions can still be used. */
  readonly stepMin: number;
  readonly open: OpenExchange | null;
  /** An offer whose round is not announced yet, in a strict run; its trainer sleeps likewise. */
  readonly early: OpenExchange | null;
  /** When the exchanges of the latest steps were opened, newest last. */
  readonly openings: readonly { readonly step: number; readonly openedAtMs: number }[];
  readonly teachers: ReadonlyMap<PeerId, Teacher>;
  readonly held: ReadonlyMap<string, Held>;
  readonly links: ReadonlyMap<PeerId, Link>;
  /** By routing id. */
  readonly grants: ReadonlyMap<string, Grant>;
  /** Hellos of peers that no view lists yet, by routing id: answered once one does. */
  readonly knocks: ReadonlyMap<string, Hello>;
  /** Offers in a row at which every heard teacher was steps ahead. */
  readonly behindOffers: number;
  readonly statistics: ExchangeStatistics;
  /** Predictions by sample id, for each teacher. The one part that is changed in place: see {@link PredictionStore}. */
  readonly stores: Map<PeerId, PredictionStore>;
  readonly refreshPlans: ReadonlyMap<PeerId, RefreshPlan>;
  /** Requests without an answer, oldest first. */
  readonly asked: readonly Asked[];
  /** Answers that wait for their step, by `heldKey`. */
  readonly answered: ReadonlyMap<string, Answered>;
  /** Oldest first; two of them while one computes. */
  readonly recalled: readonly Recalled[];
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
    stepMin: 0,
    open: null,
    early: null,
    openings: [],
    teachers: new Map(),
    held: new Map(),
    links: new Map(),
    grants: new Map(),
    knocks: new Map(),
    behindOffers: 0,
    statistics: createStatistics(),
    stores: new Map(),
    refreshPlans: new Map(),
    asked: [],
    answered: new Map(),
    recalled: [],
    serving: new Map(),
  };
}

/** One transition in the making: lives only inside `stepExchange`, the states in it are never written to. */
export interface Draft {
  state: ExchangeState;
  readonly effects: ExchangeEffect[];
  readonly nowMs: number;
}

export function patch(draft: Draft, change: Partial<ExchangeState>): void {
  draft.state = { ...draft.state, ...change };
}

/** A copy of a map with one entry changed. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

export function updateTeacher(draft: Draft, peerId: PeerId, change: Partial<Teacher>): void {
  const teacher = draft.state.teachers.get(peerId);
  if (teacher === undefined) return;
  patch(draft, { teachers: withEntry(draft.state.teachers, peerId, { ...teacher, ...change }) });
}

export function updateLink(draft: Draft, student: PeerId, change: Partial<Link>): void {
  const link = draft.state.links.get(student);
  if (link === undefined) return;
  patch(draft, { links: withEntry(draft.state.links, student, { ...link, ...change }) });
}

/** Key of what is held: a teacher owes one prediction a step. */
export function heldKey(teacher: PeerId, step: number): string {
  return `${step}/${teacher}`;
}
