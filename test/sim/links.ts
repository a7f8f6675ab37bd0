import type { Member } from '../../proto/codec.js';
import { routingId } from '../../proto/identity.js';
import type { Clock } from './clock.js';
import type { Network } from './network.js';
import type { PeerProcess } from './peer-process.js';

const RETRY_MS = 150;
/** ZMTP's heartbeat finds a cut connection. */
const CUT_NOTICED_MS = 600;
/** A process that dies closes its sockets. */
const DEATH_NOTICED_MS = 5;

interface Link {
  readonly from: PeerProcess;
  readonly member: Member;
  readonly routingId: string;
  /** Raised by each connection: what was under way on an earlier one never arrives. */
  connection: number;
  up: boolean;
  wanted: boolean;
  /** Messages on a connection arrive in order, in each direction. */
  lastForwardMs: number;
  lastBackMs: number;
}

/** The ZeroMQ links between the peers: connections that break and come back. */
export class Links {
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #processAt: (address: string) => PeerProcess | undefined;
  readonly #links = new Map<PeerProcess, Map<string, Link>>();
  /** Whether a storm doubles messages. ZeroMQ does not: a double costs credit, of which a strict run has none to spare. */
  doubles = true;

  constructor(clock: Clock, network: Network, processAt: (address: string) => PeerProcess | undefined) {
    this.#clock = clock;
    this.#network = network;
    this.#processAt = processAt;
  }

  set(from: PeerProcess, students: readonly Member[], incarnation: number): void {
    const own = this.#of(from);
    const id = routingId(from.id, incarnation, from.address);
    const kept = new Map<string, Link>();
    for (const member of students) {
      const known = own.get(member.peerId);
      const same =
        known?.routingId === id &&
        known.member.dataAddress === member.dataAddress &&
        known.member.incarnation === member.incarnation;
      kept.set(member.peerId, same ? known : this.#open(from, member, id));
    }
    for (const [student, link] of own) if (kept.get(student) !== link) link.wanted = false;
    this.#links.set(from, kept);
  }

  /** Drops a connection and makes a new one. */
  relink(from: PeerProcess, student: string): void {
    const own = this.#of(from);
    const link = own.get(student);
    if (link === undefined) return;
    link.wanted = false;
    this.#links.set(from, new Map(own).set(student, this.#open(from, link.member, link.routingId)));
  }

  send(from: PeerProcess, student: string, parts: readonly Uint8Array[]): void {
    const link = this.#of(from).get(student);
    if (link?.up !== true) return;
    const copies = this.#network.duplicates() && this.doubles ? 2 : 1;
    for (let i = 0; i < copies; i++) {
      link.lastForwardMs = Math.max(this.#clock.nowMs + this.#network.delayMs(), link.lastForwardMs);
      this.#deliver(link, link.lastForwardMs, (target) =>
        target.receive({ kind: 'frames', from: link.routingId, parts }),
      );
    }
  }

  sendBack(from: PeerProcess, to: string, parts: readonly Uint8Array[]): void {
    const link = this.#inbound(from).find((one) => one.routingId === to && one.up);
    if (link === undefined) return;
    link.lastBackMs = Math.max(this.#clock.nowMs + this.#network.delayMs(), link.lastBackMs);
    this.#deliver(link, link.lastBackMs, () =>
      link.from.receive({ kind: 'linkFrames', student: link.member.peerId, parts }),
    );
  }

  /** Breaks the connections of a process that died. */
  onDeath(process: PeerProcess): void {
    for (const link of this.#of(process).values()) link.wanted = false;
    this.#links.delete(process);
    for (const link of this.#inbound(process)) this.#break(link, DEATH_NOTICED_MS);
  }

  /** Breaks the connections between two ends that were cut off each other; they come back by themselves. */
  onCut(a: string, b: string): void {
    for (const links of this.#links.values()) {
      for (const link of links.values()) {
        const ends = [link.from.id, link.member.peerId];
        if (ends.includes(a) && ends.includes(b)) this.#break(link, CUT_NOTICED_MS);
      }
    }
  }

  #of(process: PeerProcess): Map<string, Link> {
    return this.#links.get(process) ?? new Map();
  }

  #inbound(process: PeerProcess): readonly Link[] {
    return [...this.#links.values()].flatMap((links) =>
      [...links.values()].filter((link) => link.member.dataAddress === process.address),
    );
  }

  #open(from: PeerProcess, member: Member, id: string): Link {
    const link: Link = {
      from,
      member,
      routingId: id,
      connection: 0,
      up: false,
      wanted: true,
      lastForwardMs: 0,
      lastBackMs: 0,
    };
    this.#clock.after(this.#network.delayMs(), () => this.#connect(link));
    return link;
  }

  #connect(link: Link): void {
    if (!link.wanted || !link.from.alive || link.up) return;
    const target = this.#processAt(link.member.dataAddress);
    const reachable = target?.alive === true && !this.#network.isCut(link.from.id, link.member.peerId);
    if (!reachable) {
      this.#clock.after(RETRY_MS, () => this.#connect(link));
      return;
    }
    link.up = true;
    link.connection++;
    link.from.receive({ kind: 'linkUp', student: link.member.peerId });
  }

  #break(link: Link, noticedMs: number): void {
    link.connection++;
    const { connection } = link;
    this.#clock.after(noticedMs, () => {
      if (link.connection !== connection || !link.wanted) return;
      link.up = false;
      link.from.receive({ kind: 'linkDown', student: link.member.peerId });
      this.#clock.after(RETRY_MS, () => this.#connect(link));
    });
  }

  #deliver(link: Link, atMs: number, arrive: (target: PeerProcess) => void): void {
    const { connection } = link;
    this.#clock.after(atMs - this.#clock.nowMs, () => {
      const target = this.#processAt(link.member.dataAddress);
      if (link.connection !== connection || !link.wanted || target?.alive !== true) return;
      if (!this.#network.isCut(link.from.id, link.member.peerId)) arrive(target);
    });
  }
}
