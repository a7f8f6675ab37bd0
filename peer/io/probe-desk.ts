import { networkInterfaces } from 'node:os';
import type { Announcement, Member } from '../../proto/codec.js';
import type { PeerId } from '../../proto/identity.js';
import { LIMITS, PROTOCOL_VERSION } from '../../proto/limits.js';
import type { ProbedWay, ProbeReply, ProbeRequest } from '../../proto/probe.js';
import type { ExchangeState } from '../core/exchange/state.js';
import type { PeerEvent } from '../core/peer-events.js';
import { probeEndpoint, type Reachability } from '../net/endpoint-probe.js';
import type { ReadyMessage } from './session.js';

/** The parts of this peer that are there already. */
export interface OwnState {
  readonly ready: Pick<ReadyMessage, 'dataDigest' | 'numerics'> | null;
  readonly data: { readonly advertised: string; readonly endpoint: string } | null;
  readonly exchange: Pick<ExchangeState, 'links'> | undefined;
}

export interface ProbeDeskWorld extends Pick<ProbeReply, 'runId' | 'peerId' | 'version'> {
  readonly own: () => OwnState;
  readonly nowMs: () => number;
  /** Unix time in milliseconds. */
  readonly unixMs: () => number;
  /** @default `probeEndpoint` */
  readonly probe?: (endpoint: string, nowMs: () => number) => Promise<Reachability>;
}

/** Predictions that came from one teacher. */
interface Traffic {
  readonly firstAtMs: number;
  lastAtMs: number;
  /** Of the newest message, and of all after the first. */
  messageBytes: number;
  laterBytes: number;
}

/** Interfaces of a machine may be many; these tell enough. */
const ADDRESSES_MAX = 16;

/** Answers how this peer reaches the others. It tries that from time to time at most, and never sends a byte on a way to them. */
export class ProbeDesk {
  readonly #world: ProbeDeskWorld;
  readonly #traffic = new Map<PeerId, Traffic>();
  #members: readonly Member[] = [];
  #reached: Promise<ReadonlyMap<string, Reachability>> = Promise.resolve(new Map());
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #waiting = 0;

  constructor(world: ProbeDeskWorld) {
    this.#world = world;
  }

  /** Takes the members that the coordinator tells. */
  hear({ view }: Announcement): void {
    if (view !== null) this.#members = view.members.slice(0, LIMITS.teachersMax);
  }

  /** Counts what comes from a teacher with a payload. */
  note(event: PeerEvent): void {
    if (event.kind !== 'frames' || event.parts.length < 2) return;
    const teacher = event.from.slice(0, event.from.indexOf('#'));
    if (teacher === '') return;
    const bytes = event.parts.reduce((sum, part) => sum + part.length, 0);
    const nowMs = this.#world.nowMs();
    const known = this.#traffic.get(teacher);
    if (known === undefined) {
      this.#traffic.set(teacher, { firstAtMs: nowMs, lastAtMs: nowMs, messageBytes: bytes, laterBytes: 0 });
      return;
    }
    known.lastAtMs = nowMs;
    known.messageBytes = bytes;
    known.laterBytes += bytes;
  }

  /** @returns `null` where it is asked too often, or for another run. */
  async answer(request: ProbeRequest): Promise<ProbeReply | null> {
    const { runId, peerId, version, own, nowMs, unixMs } = this.#world;
    const receivedAtMs = unixMs();
    if (request.runId !== runId || this.#waiting >= LIMITS.probesWaitingMax) return null;
    this.#waiting++;
    try {
      if (nowMs() - this.#triedAtMs >= LIMITS.probeMsMin) {
        this.#triedAtMs = nowMs();
        this.#reached = this.#tried();
      }
      const reached = await this.#reached;
      const { ready, data } = own();
      return {
        ...{ runId, peerId, nonce: request.nonce, receivedAtMs, answeredAtMs: unixMs() },
        ...{ version, protocolVersion: PROTOCOL_VERSION },
        ...{ dataDigest: ready?.dataDigest ?? '', numerics: ready?.numerics ?? '' },
        ...{ dataAddress: data?.advertised ?? '', bound: data?.endpoint ?? '' },
        addresses: ownAddresses(),
        ways: this.#others().flatMap((member) => {
          const found = reached.get(member.dataAddress);
          return found === undefined ? [] : [this.#way(member, found)];
        }),
      };
    } finally {
      this.#waiting--;
    }
  }

  #others(): readonly Member[] {
    return this.#members.filter(({ peerId }) => peerId !== this.#world.peerId);
  }

  async #tried(): Promise<ReadonlyMap<string, Reachability>> {
    const { probe = probeEndpoint, nowMs } = this.#world;
    const endpoints = [...new Set(this.#others().map(({ dataAddress }) => dataAddress))];
    const found = await Promise.all(endpoints.map((endpoint) => probe(endpoint, nowMs)));
    return new Map(endpoints.map((endpoint, i) => [endpoint, found[i]!]));
  }

  #way({ peerId, dataAddress }: Member, reached: Reachability): ProbedWay {
    const traffic = this.#traffic.get(peerId);
    const spanMs = traffic === undefined ? 0 : traffic.lastAtMs - traffic.firstAtMs;
    return {
      peerId,
      dataAddress,
      ...reached,
      linked: this.#world.own().exchange?.links.get(peerId)?.up === true,
      heard: traffic !== undefined,
      heardAgoMs: traffic === undefined ? 0 : this.#world.nowMs() - traffic.lastAtMs,
      messageBytes: traffic?.messageBytes ?? 0,
      bytesPerSecond: spanMs > 0 ? (traffic!.laterBytes / spanMs) * 1_000 : 0,
    };
  }
}

function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  const foreign = all.filter(({ internal, address }) => !internal && !address.startsWith('fe80:'));
  return foreign.map(({ address }) => address).slice(0, ADDRESSES_MAX);
}
