import type { NatsConnection } from 'nats';
import {
  type Announcement,
  type Heartbeat,
  heartbeatCodec,
  type JoinReply,
  type JoinRequest,
  joinReplyCodec,
  joinRequestCodec,
  type Leave,
  leaveCodec,
  type Report,
  reportCodec,
  type SpecReply,
  specReplyCodec,
  specRequestCodec,
} from '../../proto/codec.js';
import type { CodistillError } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { bounded, pause } from '../../proto/net/bounded-wait.js';
import { hearAnnouncements } from '../../proto/net/hear-announcements.js';
import {
  type LastingConnection,
  type LastingOptions,
  openLastingConnection,
} from '../../proto/net/lasting-connection.js';
import { type ProbeReply, type ProbeRequest, probeReplyCodec, probeRequestCodec } from '../../proto/probe.js';
import { EVERY_RUN, inboxOf, subjects } from '../../proto/subjects.js';
import { openWeightsStore, type WeightsStore } from './weights-store.js';

/** NATS as a peer sees it. Nothing here throws on a bad network: training goes on without it. */
export interface ControlPlane {
  readonly connected: boolean;
  /** `null` when nobody answered within `LIMITS.requestMs`. */
  join(request: JoinRequest): Promise<JoinReply | null>;
  /** `null` when nobody answered within `LIMITS.requestMs`. */
  fetchSpec(): Promise<SpecReply | null>;
  /** Ids of the runs whose coordinators speak within {@link LISTEN_MS}. */
  runsThere(signal: AbortSignal): Promise<readonly string[]>;
  /** Dropped while there is no connection: the next one says more. */
  heartbeat(heartbeat: Heartbeat): void;
  /** Kept while there is no connection, the newest few. */
  report(report: Report): void;
  leave(leave: Leave): void;
  /** Where peers leave their weights for each other. */
  readonly weights: WeightsStore;
  /** Flushes, within a bound, and closes for good. */
  close(): Promise<void>;
}

export interface ControlPlaneOptions extends NatsAccess, Pick<LastingOptions, 'whereNow'> {
  readonly runId: string;
  readonly peerId: string;
  readonly onAnnouncement: (announcement: Announcement) => void;
  /** Somebody asks how this peer reaches the others; `null`: no answer. */
  readonly onProbe: (request: ProbeRequest) => Promise<ProbeReply | null>;
  readonly onConnection: (connected: boolean) => void;
  /** NATS is not there, or does not let this peer do what it must; the code says whether that may mend itself. */
  readonly onTrouble: (error: CodistillError) => void;
  /** In [0, 1): spreads reconnections, so that a restarted server is not hit by everybody at once. */
  readonly random: () => number;
}

/** Coordinators speak every {@link LIMITS.beaconMs}. */
const LISTEN_MS = 2.5 * LIMITS.beaconMs;
const FLUSH_MS = 500;
const REPORTS_KEPT_MAX = 16;

/** Starts connecting and returns at once; connects again for as long as it is not closed. */
export function openControlPlane(options: ControlPlaneOptions): ControlPlane {
  return new NatsControlPlane(options);
}

class NatsControlPlane implements ControlPlane {
  readonly #options: ControlPlaneOptions;
  readonly #subject: ReturnType<typeof subjects>;
  readonly #reports: Uint8Array[] = [];
  readonly #connection: LastingConnection;
  readonly weights: WeightsStore;

  constructor(options: ControlPlaneOptions) {
    const { runId, peerId, onConnection } = options;
    this.#options = options;
    this.#subject = subjects(runId);
    this.#connection = openLastingConnection({
      ...options,
      party: 'peer',
      name: `codistill ${runId} ${peerId}`,
      inbox: inboxOf(runId, { peerId }),
      onOpen: (connection) => this.#listen(connection),
      onUp: () => {
        onConnection(true);
        for (const bytes of this.#reports.splice(0)) this.#publish('report', bytes);
      },
      onDown: () => onConnection(false),
      // Without the right to overhear other runs, or to tell of its ways, it and its user only know less.
      onTrouble: (error) => this.#isDispensable(error.facts.subject) || options.onTrouble(error),
    });
    this.weights = openWeightsStore(runId, () => this.#connection.current());
  }

  get connected(): boolean {
    return this.#connection.current() !== null;
  }

  async join(request: JoinRequest): Promise<JoinReply | null> {
    const subject = this.#subject.peer(this.#options.peerId, 'join');
    return this.#request(subject, joinRequestCodec.encode(request), (bytes) => joinReplyCodec.decode(bytes));
  }

  fetchSpec(): Promise<SpecReply | null> {
    const request = specRequestCodec.encode({ runId: this.#options.runId });
    return this.#request(this.#subject.spec, request, (bytes) => specReplyCodec.decode(bytes));
  }

  heartbeat(heartbeat: Heartbeat): void {
    this.#publish('heartbeat', heartbeatCodec.encode(heartbeat));
  }

  report(report: Report): void {
    const bytes = reportCodec.encode(report);
    if (this.#publish('report', bytes)) return;
    this.#reports.push(bytes);
    if (this.#reports.length > REPORTS_KEPT_MAX) this.#reports.shift();
  }

  leave(leave: Leave): void {
    this.#publish('leave', leaveCodec.encode(leave));
  }

  async runsThere(signal: AbortSignal): Promise<readonly string[]> {
    const heard = new Set<string>();
    const listening = this.#connection.current()?.subscribe(EVERY_RUN.announcement, {
      callback: (error, message) => {
        if (error === null) heard.add(message.subject.split('.')[1]!);
      },
    });
    await pause(LISTEN_MS, signal);
    listening?.unsubscribe();
    return [...heard].sort();
  }

  async close(): Promise<void> {
    const connection = this.#connection.current();
    if (connection !== null) await bounded(connection.flush(), FLUSH_MS);
    await this.#connection.close();
  }

  #isDispensable(subject: unknown): boolean {
    const { peer, probe } = this.#subject;
    return [EVERY_RUN.announcement, probe, peer(this.#options.peerId, 'probed')].includes(String(subject));
  }

  #listen(connection: NatsConnection): void {
    connection.subscribe(this.#subject.probe, {
      callback: (error, message) => {
        if (error === null) void this.#probe(message.data);
      },
    });
    hearAnnouncements(connection, this.#options.runId, this.#options);
  }

  async #probe(bytes: Uint8Array): Promise<void> {
    let request: ProbeRequest;
    try {
      request = probeRequestCodec.decode(bytes);
    } catch {
      return; // not of this version: who asks says that nobody answered
    }
    const reply = await this.#options.onProbe(request);
    if (reply !== null) this.#publish('probed', probeReplyCodec.encode(reply));
  }

  #publish(verb: 'heartbeat' | 'report' | 'leave' | 'probed', bytes: Uint8Array): boolean {
    // While it reconnects the client would queue without bound.
    const connection = this.#connection.current();
    if (connection === null) return false;
    connection.publish(this.#subject.peer(this.#options.peerId, verb), bytes);
    return true;
  }

  async #request<M>(subject: string, bytes: Uint8Array, decode: (bytes: Uint8Array) => M): Promise<M | null> {
    const connection = this.#connection.current();
    if (connection === null) return null;
    let reply: Uint8Array;
    try {
      reply = (await connection.request(subject, bytes, { timeout: LIMITS.requestMs })).data;
    } catch {
      // No coordinator yet, or it did not answer in time: the caller asks again.
      return null;
    }
    try {
      return decode(reply);
    } catch {
      return null; // not an answer: the caller asks again
    }
  }
}
