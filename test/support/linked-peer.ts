import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { heardMembers } from '../../peer/core/exchange/edges.js';
import type { ExchangeEvent } from '../../peer/core/exchange/events.js';
import { nextWakeMs, stepExchange } from '../../peer/core/exchange/exchange.js';
import type { ExchangeAnswer } from '../../peer/core/exchange/offer.js';
import type { RejectionReason } from '../../peer/core/exchange/rejection.js';
import { createExchange, type ExchangeState } from '../../peer/core/exchange/state.js';
import type { ExchangeStatistics } from '../../peer/core/exchange/statistics.js';
import { makePeerDirectory, peerDirectory } from '../../peer/files/life.js';
import { dataAddress } from '../../peer/net/data-address.js';
import { type DataPlane, openDataPlane } from '../../peer/net/data-plane.js';
import { LinkKeys } from '../../peer/net/link-keys.js';
import { LocalSockets } from '../../peer/net/local-sockets.js';
import { PHASE, type Phase, type Round } from '../../proto/codec.js';
import { batchDigest } from '../../proto/identity.js';
import { offerOf, optionsOf } from './exchange-kit.js';

export const LINK_RUN = 'links';
export const LINK_ROWS = 128;
export const LINK_CLASSES = 10;

export interface LinkWishes {
  readonly linkToken?: string;
  /** Where it meets others of its machine. @default nowhere: by TCP alone */
  readonly runDir?: string;
  /** Each step waits for every teacher, however busy the machine. @default true */
  readonly strict?: boolean;
  readonly waitMsMax?: number;
}

/** An exchange over real ZeroMQ on loopback, without NATS and without a trainer. */
export class LinkedPeer {
  readonly peerId: string;
  readonly linkToken: string;
  readonly keys = new LinkKeys();
  /** Another way to its port, which the others are told. */
  via: string | null = null;
  /** What it was told of links that were down for long. */
  readonly outages: string[] = [];
  state: ExchangeState;
  #data: DataPlane | null = null;
  #timer: NodeJS.Timeout | undefined;
  #answered: ((answer: ExchangeAnswer) => void) | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(peerId: string, { linkToken = '', strict = true, waitMsMax = 25_000 }: LinkWishes = {}) {
    this.peerId = peerId;
    this.linkToken = linkToken;
    const options = optionsOf({ runId: LINK_RUN, peerId, classes: LINK_CLASSES, strict, waitMsMax });
    this.state = createExchange(options, 1);
  }

  static async open(t: TestContext, peerId: string, wishes: LinkWishes = {}): Promise<LinkedPeer> {
    const { runDir } = wishes;
    const peer = new LinkedPeer(peerId, wishes);
    const fail = (error: unknown): void => {
      throw error;
    };
    peer.#data = await openDataPlane(
      dataAddress({ bind: 'tcp://127.0.0.1:*', beyondLoopback: false }, '127.0.0.1'),
      { peerId, keys: peer.keys, ...(runDir === undefined ? {} : { local: localIn(runDir, peer) }) },
      {
        onEvent: (event) => peer.do(event),
        onLinkFailure: (_, error) => fail(error),
        onLinkOutage: (text) => {
          peer.outages.push(text);
          for (const look of peer.#waiting) look();
        },
        onPortFailure: fail,
      },
    );
    t.after(() => peer.close());
    return peer;
  }

  get endpoint(): string {
    return this.via ?? this.#data!.advertised;
  }

  do(event: ExchangeEvent): void {
    const nowMs = performance.now();
    const { state, effects } = stepExchange(this.state, event, nowMs);
    if (state.members !== this.state.members) this.#data?.admit(heardMembers(state));
    this.state = state;
    for (const effect of effects) {
      if (effect.kind === 'links') this.#data?.links.set(effect.students, state.incarnation);
      else if (effect.kind === 'relink') this.#data?.links.relink(effect.student);
      else if (effect.kind === 'send') this.#data?.links.send(effect.student, effect.parts);
      else if (effect.kind === 'reply') this.#data?.ports.reply(effect.to, effect.parts);
      else if (effect.kind === 'answer') this.#answered?.(effect.answer);
    }
    clearTimeout(this.#timer);
    const wakeMs = nextWakeMs(this.state, nowMs);
    if (wakeMs !== null && this.#data !== null) {
      this.#timer = setTimeout(() => this.do({ kind: 'tick' }), Math.max(0, Math.ceil(wakeMs - nowMs)));
    }
    for (const look of this.#waiting) look();
  }

  /** Offers a batch full of one logit and resolves with the answer. */
  offer(step: number, logit: number, phase: Phase = PHASE.beforeUpdate): Promise<ExchangeAnswer> {
    const answer = new Promise<ExchangeAnswer>((resolve) => {
      this.#answered = resolve;
    });
    const payload = new Uint8Array(new Float32Array(LINK_ROWS * LINK_CLASSES).fill(logit).buffer);
    const digest = batchDigest(Uint32Array.of(step), 0);
    this.do({ kind: 'offer', offer: offerOf(step, logit, { phase, rows: LINK_ROWS, digest, payload }) });
    return answer;
  }

  /** Resolves once the state is as wanted; it is looked at after every event. */
  until(wanted: (state: ExchangeState) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!wanted(this.state)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  rejected(reason: RejectionReason): number {
    return this.state.statistics.rejected[reason] ?? 0;
  }

  /** What was rejected, but for what came twice: a connection that breaks, however busy the machine, has it sent again. */
  get refused(): ExchangeStatistics['rejected'] {
    const { STALE: _stale, DUPLICATE: _duplicate, ...refused } = this.state.statistics.rejected;
    return refused;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const data = this.#data;
    this.#data = null;
    clearTimeout(this.#timer);
    await data?.close();
  }
}

function localIn(runDir: string, own: LinkedPeer): LocalSockets {
  makePeerDirectory(runDir, own.peerId);
  return new LocalSockets(own, (peerId) => join(peerDirectory(runDir, peerId), 'links'));
}

/** Puts peers into one view and one long round. */
export function introduce(peers: readonly LinkedPeer[], startStep = 0, told = peers): void {
  const ids = peers.map((peer) => peer.peerId).sort();
  const members = peers.map((peer) => ({
    peerId: peer.peerId,
    incarnation: peer.state.incarnation,
    dataAddress: peer.endpoint,
    publicKey: peer.keys.publicKey,
    linkToken: peer.linkToken,
  }));
  const edges = ids.flatMap((teacher) =>
    ids.filter((student) => student !== teacher).map((student) => ({ teacher, student, weight: 1 })),
  );
  const round: Round = { number: 1, viewVersion: 1, startStep, endStep: 1_000_000, members: ids, edges };
  for (const peer of told) {
    peer.do({ kind: 'cohort', view: { version: 1, members }, rounds: [round] });
    peer.do({ kind: 'start', step: startStep, fromStep: startStep });
  }
}

export function logitOf(answer: ExchangeAnswer, teacher: string): number | null {
  return answer.teachers.find(({ peerId }) => peerId === teacher)?.logits[0] ?? null;
}

/** One step of peers that all teach each other; each must hear every other. */
export async function exchange(peers: readonly LinkedPeer[], step: number): Promise<void> {
  const answers = await Promise.all(peers.map((peer, i) => peer.offer(step, 100 * i + step)));
  for (const [i, answer] of answers.entries()) {
    for (const [j, teacher] of peers.entries()) {
      if (i !== j) assert.equal(logitOf(answer, teacher.peerId), 100 * j + step, `step ${step}`);
    }
  }
}
