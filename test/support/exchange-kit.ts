import type { ExchangeEffect, ExchangeEvent } from '../../peer/core/exchange/events.js';
import { stepExchange } from '../../peer/core/exchange/exchange.js';
import type { ExchangeAnswer, ExchangeOffer } from '../../peer/core/exchange/offer.js';
import type { ExchangeOptions } from '../../peer/core/exchange/options.js';
import type { RejectionReason } from '../../peer/core/exchange/rejection.js';
import { createExchange, type ExchangeState } from '../../peer/core/exchange/state.js';
import { payloadChecksum } from '../../proto/checksum.js';
import {
  type Announcement,
  type DataHeader,
  DTYPE,
  dataHeaderCodec,
  type Member,
  PHASE,
  type Prediction,
  type Round,
} from '../../proto/codec.js';
import { batchDigest, routingId } from '../../proto/identity.js';
import { PROTOCOL_VERSION } from '../../proto/limits.js';
import { parseRunSpec } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';

export const ROWS = 2;
export const CLASSES = 3;
export const RUN = 'run';

export function memberOf(peerId: string, incarnation = 1): Member {
  return {
    peerId,
    incarnation,
    dataAddress: `tcp://127.0.0.1:1/${peerId}`,
    publicKey: new Uint8Array(0),
    linkToken: '',
  };
}

/** A round in which everybody teaches everybody. */
export function roundOf(
  number: number,
  startStep: number,
  endStep: number,
  members: readonly string[],
): Round {
  const edges = members.flatMap((teacher) =>
    members.filter((student) => student !== teacher).map((student) => ({ teacher, student, weight: 1 })),
  );
  return { number, viewVersion: 1, startStep, endStep, members, edges };
}

export function payloadOf(logit: number, rows = ROWS): Uint8Array {
  return new Uint8Array(new Float32Array(rows * CLASSES).fill(logit).buffer);
}

export function digestOf(step: number, seed = 0): Uint8Array {
  return batchDigest(Uint32Array.of(step, step + 1), seed);
}

export function offerOf(step: number, logit = 0, wishes: Partial<ExchangeOffer> = {}): ExchangeOffer {
  return {
    step,
    epoch: 0,
    phase: PHASE.beforeUpdate,
    rows: ROWS,
    request: 'exchange',
    digest: digestOf(step),
    payload: payloadOf(logit),
    ids: Uint32Array.of(step, step + 1),
    augmentationSeed: 0,
    ahead: null,
    ...wishes,
  };
}

/** The first announcement to peers a and b, but for what the test wants different. */
export function announcementOf(sequence: number, wishes: Partial<Announcement> = {}): Announcement {
  return {
    runId: RUN,
    term: 1,
    sequence,
    view: { version: 1, members: [memberOf('a'), memberOf('b')] },
    rounds: [roundOf(1, 0, 20, ['a', 'b'])],
    lastClosed: null,
    stop: null,
    decision: '',
    formed: true,
    reachedStep: 0,
    ...wishes,
  };
}

/** A valid prediction message, but for what the test wants different. */
export function predictionParts(
  sender: string,
  step: number,
  logit = 1,
  wishes: Partial<Prediction> = {},
  payload: Uint8Array = payloadOf(logit),
): Uint8Array[] {
  const prediction: Prediction = {
    runId: RUN,
    viewVersion: 1,
    epoch: 0,
    step,
    phase: PHASE.beforeUpdate,
    batchDigest: digestOf(step),
    sender,
    incarnation: 1,
    rows: ROWS,
    classes: CLASSES,
    dtype: DTYPE.float32,
    checksum: payloadChecksum(payload),
    madeAtStep: step,
    withIds: false,
    topK: 0,
    featureShape: [],
    validated: false,
    validationAccuracy: 0,
    ...wishes,
  };
  return [dataHeaderCodec.encode({ body: 'prediction', prediction }), payload];
}

export function helloParts(sender: string, incarnation = 1, number = 1): Uint8Array[] {
  const hello = { protocolVersion: PROTOCOL_VERSION, runId: RUN, sender, incarnation, number };
  return [dataHeaderCodec.encode({ body: 'hello', hello })];
}

export function busyParts(sender: string, step: number, forMs: number): Uint8Array[] {
  return [
    dataHeaderCodec.encode({ body: 'busy', busy: { runId: RUN, sender, incarnation: 1, step, forMs } }),
  ];
}

export function headerOf(parts: readonly Uint8Array[]): DataHeader {
  return dataHeaderCodec.decode(parts[0]!);
}

/** The part of the options that an exchange mode decides. */
export function waysOf(mode: string): Pick<ExchangeOptions, 'ways' | 'mixed' | 'cached'> {
  const { ways, mixed, cached } = schemeOf(parseRunSpec({ exchange: { mode } }));
  return { ways, mixed, cached };
}

export function optionsOf(wishes: Partial<ExchangeOptions> = {}): ExchangeOptions {
  return {
    runId: RUN,
    peerId: 'a',
    classes: CLASSES,
    enabled: true,
    firstStep: 0,
    sequential: false,
    strict: false,
    waitMsMax: 30_000,
    ...waysOf('lockstep'),
    payload: { kind: 'float32' },
    stalenessDecay: 1,
    pipeline: 0,
    redrawn: false,
    frozen: new Set(),
    positions: 1,
    featureShapes: new Map(),
    ...wishes,
  };
}

/** One exchange under a clock of the test's own, with everything that it wanted done. */
export class ExchangeKit {
  state: ExchangeState;
  nowMs = 1_000;
  effects: ExchangeEffect[] = [];

  constructor(wishes: Partial<ExchangeOptions> = {}) {
    this.state = createExchange(optionsOf(wishes), 1);
  }

  /** In a view and a round with these others, links up and credit granted both ways, at step 0. */
  static among(others: readonly string[], wishes: Partial<ExchangeOptions> = {}): ExchangeKit {
    const kit = new ExchangeKit(wishes);
    kit.cohort(others);
    for (const other of others) {
      kit.do({ kind: 'linkUp', student: other });
      kit.grant(other, 8);
      kit.receive(other, helloParts(other));
    }
    kit.do({ kind: 'start', step: 0, fromStep: 0 });
    kit.effects = [];
    return kit;
  }

  cohort(others: readonly string[], rounds?: readonly Round[], incarnation = 1): void {
    const ids = [this.state.options.peerId, ...others].sort();
    const members = ids.map((id) => memberOf(id, id === this.state.options.peerId ? 1 : incarnation));
    const view = { version: this.state.viewVersion + 1, members };
    this.do({ kind: 'cohort', view, rounds: rounds ?? [roundOf(1, 0, 1_000, ids)] });
  }

  do(event: ExchangeEvent): void {
    const { state, effects } = stepExchange(this.state, event, this.nowMs);
    this.state = state;
    this.effects.push(...effects);
  }

  /** Answers the link's hello, if that has not been done; else gives credit back. */
  grant(student: string, batches: number, hello = this.#unanswered(student)): void {
    const parts = [dataHeaderCodec.encode({ body: 'credit', credit: { runId: RUN, batches, hello } })];
    this.do({ kind: 'linkFrames', student, parts });
  }

  #unanswered(student: string): number {
    const link = this.state.links.get(student);
    return link === undefined || link.granted ? 0 : link.hello;
  }

  receive(sender: string, parts: readonly Uint8Array[], incarnation = 1): void {
    // As ZeroMQ hands them over: Buffers, which may lie anywhere in memory that they share.
    this.do({
      kind: 'frames',
      from: routingId(sender, incarnation),
      parts: parts.map((part) => Buffer.from(part)),
    });
  }

  offer(step: number, logit = 0, wishes: Partial<ExchangeOffer> = {}): void {
    this.do({ kind: 'offer', offer: offerOf(step, logit, wishes) });
  }

  /** Lets time pass, with a tick at its end. */
  pass(spanMs: number): void {
    this.nowMs += spanMs;
    this.do({ kind: 'tick' });
  }

  get answers(): readonly ExchangeAnswer[] {
    return this.effects.flatMap((effect) => (effect.kind === 'answer' ? [effect.answer] : []));
  }

  /** Who taught in the last answer. */
  get taughtBy(): readonly string[] | null {
    return this.answers.at(-1)?.teachers.map((teacher) => teacher.peerId) ?? null;
  }

  get rejections(): readonly RejectionReason[] {
    return this.effects.flatMap((effect) => (effect.kind === 'rejected' ? [effect.reason] : []));
  }

  sentTo(student: string): readonly DataHeader[] {
    return this.effects.flatMap((effect) =>
      effect.kind === 'send' && effect.student === student ? [headerOf(effect.parts)] : [],
    );
  }
}

/** Runs steps in which `b` is on time, so that its lags are known. */
export function warmUp(kit: ExchangeKit, steps: number, teachers: readonly string[] = ['b']): void {
  for (let step = 0; step < steps; step++) {
    kit.offer(step);
    kit.nowMs += 10;
    for (const teacher of teachers) kit.receive(teacher, predictionParts(teacher, step));
    kit.nowMs += 10;
  }
  kit.effects = [];
}
