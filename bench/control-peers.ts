/**
 * Peers that only speak with the coordinator: connections of their own, joins, heartbeats; started by
 * `control-plane.ts`, which writes {@link ControlWork} as JSON to standard input. What they saw goes to standard output as JSON, see {@link ControlNotes}.
 */
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import {
  heartbeatCodec,
  joinReplyCodec,
  joinRequestCodec,
  leaveCodec,
  type News,
  newsCodec,
  TRAINER_STATE,
} from '../proto/codec.js';
import { LIMITS } from '../proto/limits.js';
import { dialNats } from '../proto/net/dial.js';
import type { RunSpec } from '../proto/run-spec.js';
import { inboxOf, subjects } from '../proto/subjects.js';
import { heartbeatOf, joinRequestOf } from '../test/support/control-messages.js';

export interface ControlWork {
  readonly natsUrl: string;
  readonly runId: string;
  readonly spec: RunSpec;
  readonly stepsPerSecond: number;
  /** How long nothing changes but rounds, milliseconds. */
  readonly spanMs: number;
  /** So many peers are lost and come back, one after the other. */
  readonly joins: number;
}

export interface ControlNotes {
  /** The time in which nothing changed but rounds, milliseconds since 1970. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** Heard by one peer meanwhile. */
  readonly announcements: number;
  readonly announcedBytes: number;
  /** The longest that anybody heard from the first join on. */
  readonly announcementBytesMax: number;
  /** From the request to join until all others had heard of who joined. */
  readonly joinSeenMs: readonly number[];
  /** From the first request to join to the last answer. */
  readonly formedMs: number;
}

type Connection = Awaited<ReturnType<typeof dialNats>>;

const JOINS_AT_A_TIME = 32;
const WAIT_MS_MAX = 30_000;

const work = JSON.parse(await text(process.stdin)) as ControlWork;
const names = subjects(work.runId);
const beganMs = performance.now();

class ControlPlanePeer {
  readonly #connection: Connection;
  readonly #peerId: string;
  readonly #onNews: (news: News) => void;
  #sequence = 0;
  #beat: NodeJS.Timeout | undefined;
  incarnation = 0;
  announcements = 0;
  announcedBytes = 0;
  announcementBytesMax = 0;

  constructor(connection: Connection, peerId: string, onNews: (news: News) => void) {
    this.#connection = connection;
    this.#peerId = peerId;
    this.#onNews = onNews;
  }

  listen(): void {
    this.#connection.subscribe(names.announcement, {
      callback: (_, { data }) => {
        this.announcements++;
        this.announcedBytes += data.length;
        this.announcementBytesMax = Math.max(this.announcementBytesMax, data.length);
        this.#onNews(newsCodec.decode(data));
      },
    });
  }

  /** Asks until the coordinator answers, as a peer does. */
  async join(): Promise<void> {
    this.incarnation++;
    const wishes = { incarnation: this.incarnation, checkpointSteps: [0] };
    const request = joinRequestCodec.encode(joinRequestOf(work.runId, this.#peerId, work.spec, wishes));
    for (;;) {
      const subject = names.peer(this.#peerId, 'join');
      const reply = await this.#connection
        .request(subject, request, { timeout: LIMITS.requestMs })
        .catch(() => undefined);
      if (reply === undefined) continue;
      const { accepted, reason } = joinReplyCodec.decode(reply.data);
      if (!accepted) throw new Error(`${this.#peerId} was refused: ${reason}`);
      break;
    }
    this.#speak();
    this.#beat = setInterval(() => this.#speak(), LIMITS.heartbeatMs);
  }

  leave(): void {
    clearInterval(this.#beat);
    const { incarnation } = this;
    const leave = {
      runId: work.runId,
      peerId: this.#peerId,
      incarnation,
      step: 0,
      code: 'ERR_KILLED',
      linkToken: '',
    };
    this.#connection.publish(names.peer(this.#peerId, 'leave'), leaveCodec.encode(leave));
  }

  async close(): Promise<void> {
    clearInterval(this.#beat);
    await this.#connection.close();
  }

  #speak(): void {
    const step = formed ? Math.floor(((performance.now() - formedAtMs) * work.stepsPerSecond) / 1_000) : 0;
    const state = formed ? TRAINER_STATE.training : TRAINER_STATE.ready;
    const wishes = { incarnation: this.incarnation, sequence: this.#sequence++, step, state };
    const heartbeat = heartbeatOf(work.runId, this.#peerId, wishes);
    this.#connection.publish(names.peer(this.#peerId, 'heartbeat'), heartbeatCodec.encode(heartbeat));
  }
}

let formed = false;
let formedAtMs = 0;
let seenBy = 0;
let awaited: { readonly peerId: string; readonly incarnation: number } | undefined;
let allHaveSeen: () => void = () => {};

function hear({ said }: News): void {
  if (said.formed && !formed) [formed, formedAtMs] = [true, performance.now()];
  const wanted = awaited;
  if (wanted === undefined) return;
  const members = said.view?.members ?? [];
  if (
    !members.some(({ peerId, incarnation }) => peerId === wanted.peerId && incarnation === wanted.incarnation)
  )
    return;
  seenBy++;
  if (seenBy === work.spec.peers.length) allHaveSeen();
}

/** @throws {Error} After {@link WAIT_MS_MAX}. */
async function within<T>(what: string, promise: Promise<T>): Promise<T> {
  const ending = new AbortController();
  const late = delay(WAIT_MS_MAX, undefined, { signal: ending.signal }).then((): never => {
    throw new Error(`${what} took longer than ${WAIT_MS_MAX} ms`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    ending.abort();
  }
}

const peers: ControlPlanePeer[] = [];
for (const { id } of work.spec.peers) {
  const inbox = inboxOf(work.runId, { peerId: id });
  const connection = await dialNats({ natsUrl: work.natsUrl, party: 'peer', name: id, inbox });
  peers.push(new ControlPlanePeer(connection, id, hear));
}
for (let i = 0; i < peers.length; i += JOINS_AT_A_TIME) {
  await Promise.all(peers.slice(i, i + JOINS_AT_A_TIME).map((peer) => peer.join()));
}
const formedMs = performance.now() - beganMs;
// Only now: one process would take longer to hear a thousand times of each join than a thousand do.
for (const peer of peers) peer.listen();
while (!formed && performance.now() - beganMs < 10 * WAIT_MS_MAX) await delay(50);
await delay(3_000);

const witness = peers[0]!;
const [announcements, announcedBytes] = [witness.announcements, witness.announcedBytes];
const fromMs = Date.now();
await delay(work.spanMs);
const untilMs = Date.now();
const heard = {
  announcements: witness.announcements - announcements,
  announcedBytes: witness.announcedBytes - announcedBytes,
};

const joinSeenMs: number[] = [];
for (let i = 1; i <= work.joins; i++) {
  const peer = peers[i]!;
  peer.leave();
  await delay(1_000);
  seenBy = 0;
  awaited = { peerId: work.spec.peers[i]!.id, incarnation: peer.incarnation + 1 };
  const seen = new Promise<void>((resolve) => {
    allHaveSeen = resolve;
  });
  const askedMs = performance.now();
  await within('a join', Promise.all([peer.join(), seen]));
  joinSeenMs.push(performance.now() - askedMs);
}
const announcementBytesMax = Math.max(...peers.map((peer) => peer.announcementBytesMax));
await Promise.all(peers.map((peer) => peer.close()));
const notes: ControlNotes = { fromMs, untilMs, ...heard, announcementBytesMax, joinSeenMs, formedMs };
process.stdout.write(JSON.stringify(notes));
