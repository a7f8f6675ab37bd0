import { connect, type NatsConnection } from 'nats';
import {
  type Announcement,
  announcementCodec,
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
import { LIMITS } from '../../proto/limits.js';
import { isRefusedByNats, natsPatience, natsProof, reconnectMs } from '../../proto/nats-connection.js';
import { subjects } from '../../proto/subjects.js';
import { bounded, pause } from './bounded-wait.js';
import { openWeightsStore, type WeightsStore } from './weights-store.js';

/** NATS as a peer sees it. Nothing here throws on a bad network: training goes on without it. */
export interface ControlPlane {
  readonly connected: boolean;
  /** `null` when nobody answered within `LIMITS.requestMs`. */
  join(request: JoinRequest): Promise<JoinReply | null>;
  /** `null` when nobody answered within `LIMITS.requestMs`. */
  fetchSpec(): Promise<SpecReply | null>;
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

export interface ControlPlaneOptions {
  readonly url: string;
  readonly token?: string | undefined;
  /** The server asks for another token; told once, and tried again for ever. */
  readonly onRefused?: () => void;
  readonly runId: string;
  readonly peerId: string;
  readonly onAnnouncement: (announcement: Announcement) => void;
  readonly onConnection: (connected: boolean) => void;
  /** In [0, 1): spreads reconnections, so that a restarted server is not hit by everybody at once. */
  readonly random: () => number;
}

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
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  readonly weights: WeightsStore;
  #connection: NatsConnection | null = null;
  #connected = false;
  #refused = false;

  constructor(options: ControlPlaneOptions) {
    this.#options = options;
    this.#subject = subjects(options.runId);
    this.weights = openWeightsStore(options.runId, () => (this.#connected ? this.#connection : null));
    this.#running = this.#run();
  }

  get connected(): boolean {
    return this.#connected;
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

  async close(): Promise<void> {
    const connection = this.#connection;
    if (connection !== null && this.#connected) await bounded(connection.flush(), FLUSH_MS);
    this.#stop.abort();
    await connection?.close();
    await this.#running;
  }

  /** The client reconnects by itself; a connection that it gives up on is replaced here. */
  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const connection = await this.#connect();
      if (connection === null) {
        await pause(reconnectMs('peer', this.#options.random), signal);
        continue;
      }
      if (signal.aborted) {
        await connection.close();
        return;
      }
      this.#connection = connection;
      this.#setConnected(true);
      // Its iterator does not end with the connection, so nobody waits for it; it holds nothing.
      void this.#watch(connection);
      await connection.closed();
      this.#connection = null;
      this.#setConnected(false);
    }
  }

  async #connect(): Promise<NatsConnection | null> {
    try {
      const connection = await connect({
        servers: this.#options.url,
        name: `codistill ${this.#options.runId} ${this.#options.peerId}`,
        ...natsProof(this.#options.token),
        ...natsPatience('peer', this.#options.random),
        ignoreClusterUpdates: true,
      });
      connection.subscribe(this.#subject.announcement, {
        callback: (error, message) => {
          if (error === null) this.#receive(message.data);
        },
      });
      return connection;
    } catch (error) {
      if (isRefusedByNats(error) && !this.#refused) this.#options.onRefused?.();
      this.#refused = isRefusedByNats(error);
      // No server there yet, or no more: asked again until closed.
      return null;
    }
  }

  async #watch(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (connection !== this.#connection) return;
      if (status.type === 'disconnect') this.#setConnected(false);
      else if (status.type === 'reconnect') this.#setConnected(true);
    }
  }

  #setConnected(connected: boolean): void {
    if (this.#connected === connected) return;
    this.#connected = connected;
    if (!this.#stop.signal.aborted) this.#options.onConnection(connected);
    if (!connected) return;
    for (const bytes of this.#reports.splice(0)) this.#publish('report', bytes);
  }

  #receive(bytes: Uint8Array): void {
    let announcement: Announcement;
    try {
      announcement = announcementCodec.decode(bytes);
    } catch {
      return; // not from a coordinator of this version: the next announcement says it all again
    }
    this.#options.onAnnouncement(announcement);
  }

  #publish(verb: 'heartbeat' | 'report' | 'leave', bytes: Uint8Array): boolean {
    const connection = this.#connection;
    // While it reconnects the client would queue without bound.
    if (connection === null || !this.#connected || connection.isClosed()) return false;
    connection.publish(this.#subject.peer(this.#options.peerId, verb), bytes);
    return true;
  }

  async #request<M>(subject: string, bytes: Uint8Array, decode: (bytes: Uint8Array) => M): Promise<M | null> {
    const connection = this.#connection;
    if (connection === null || !this.#connected || connection.isClosed()) return null;
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
