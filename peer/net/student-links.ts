import { lookup } from 'node:dns/promises';
import { type Context, Dealer } from 'zeromq';
import type { Member } from '../../proto/codec.js';
import type { PeerId } from '../../proto/identity.js';
import { LIMITS } from '../../proto/limits.js';
import { bounded } from '../../proto/net/bounded-wait.js';
import type { ExchangeEvent } from '../core/exchange/events.js';
import { keyOption, keyText, type LinkKeys } from './link-keys.js';
import { LinkOutage, OUTAGE_MS, outageText } from './link-outage.js';
import type { LocalSockets } from './local-sockets.js';
import { readLoop, SocketWriter } from './socket-loops.js';
import { commonOptions } from './socket-options.js';

/** News of a link: it is up or down, or a message came on it. */
type LinkEvent = Extract<ExchangeEvent, { kind: 'linkFrames' | 'linkUp' | 'linkDown' }>;

export interface LinkHandlers {
  readonly onEvent: (event: LinkEvent) => void;
  /** A link could not be opened or died: its student goes without. */
  readonly onLinkFailure: (student: PeerId, error: unknown) => void;
  /** A link has been down for long; the text says why, and what to do. */
  readonly onLinkOutage: (text: string) => void;
}

export interface StudentLinksOptions {
  readonly peerId: PeerId;
  readonly keys: LinkKeys;
  readonly context: Context;
  readonly local: Pick<LocalSockets, 'endpointOf'> | undefined;
  readonly handlers: LinkHandlers;
}

/** A connected DEALER: hellos, notices and predictions go out to one student, its credit and requests come back. */
interface OpenLink {
  readonly member: Member;
  readonly incarnation: number;
  readonly key: string;
  readonly dealer: Dealer;
  readonly writer: SocketWriter;
  readonly outage: LinkOutage;
  /** Resolves some time after the socket is closed. */
  readonly ended: Promise<unknown>;
}

/** Hellos and busy notices beside the predictions under way. */
const QUEUE_MAX = 2 * LIMITS.creditBatches;

/**
 * The links to all students of one peer, opened and closed as the cohort changes. ZeroMQ connects and reconnects by
 * itself; events say when.
 */
export class StudentLinks {
  readonly #options: StudentLinksOptions;
  readonly #links = new Map<PeerId, OpenLink>();
  readonly #closing = new Set<Promise<unknown>>();

  constructor(options: StudentLinksOptions) {
    this.#options = options;
  }

  /** Makes the links be exactly these, under the routing id of this incarnation. */
  set(students: readonly Member[], incarnation: number): void {
    const wanted = new Map(students.map((member) => [member.peerId, linkKey(member, incarnation)]));
    for (const [student, { key }] of this.#links) if (wanted.get(student) !== key) this.#close(student);
    for (const member of students) {
      if (!this.#links.has(member.peerId)) this.#open(member, incarnation, linkKey(member, incarnation));
    }
  }

  /** Closes the link to a student and opens it again. */
  relink(student: PeerId): void {
    const open = this.#links.get(student);
    if (open === undefined) return;
    this.#close(student);
    this.#open(open.member, open.incarnation, open.key);
  }

  send(student: PeerId, parts: readonly Uint8Array[]): void {
    this.#links.get(student)?.writer.send(parts);
  }

  /** Hands over what was sent, then closes every link. */
  async close(): Promise<void> {
    await Promise.all([...this.#links.values()].map(({ writer }) => writer.drained()));
    for (const student of [...this.#links.keys()]) this.#close(student);
    await bounded(Promise.all(this.#closing), LIMITS.requestMs);
  }

  #close(student: PeerId): void {
    const open = this.#links.get(student);
    if (open === undefined) return;
    this.#links.delete(student);
    open.outage.end();
    open.dealer.close();
    const closed: Promise<unknown> = open.ended.finally(() => this.#closing.delete(closed));
    this.#closing.add(closed);
  }

  /** @param local - The student's socket in the run directory; `null`: by its address, encrypted. */
  #open(
    member: Member,
    incarnation: number,
    key: string,
    local: string | null = this.#options.local?.endpointOf(member) ?? null,
  ): void {
    const { peerId, keys, context, handlers } = this.#options;
    const { peerId: student, publicKey } = member;
    const endpoint = local ?? member.dataAddress;
    // Events of a link that was replaced say nothing about its successor.
    let opened: OpenLink | null = null;
    const tell = (event: LinkEvent): void => {
      if (opened !== null && this.#links.get(student) === opened) handlers.onEvent(event);
    };
    const fail = (error: unknown): void => handlers.onLinkFailure(student, error);
    // Nobody listens at its socket: it is gone, or the directory is another machine's as well.
    const byAddress = (): void => {
      if (opened === null || this.#links.get(student) !== opened) return;
      this.#close(student);
      this.#open(member, incarnation, key, null);
    };
    try {
      const name = keys.linkName(publicKey, { teacher: peerId, incarnation, student });
      if (name === null) throw new Error(`${student} told the cohort no key`);
      const dealer = new Dealer({
        ...commonOptions(endpoint),
        ...(local === null ? { ...keys.identity, curveServerKey: keyOption(publicKey) } : {}),
        context,
        routingId: name,
      });
      const outage = new LinkOutage((reached) => {
        void outageText(member, reached, lookup).then(handlers.onLinkOutage);
      }, OUTAGE_MS);
      const watching = watchConnection(dealer, (type) => {
        outage.saw(type);
        if (type === 'handshake') tell({ kind: 'linkUp', student });
        else if (type === 'disconnect') tell({ kind: 'linkDown', student });
        else if (type === 'close' && local !== null) byAddress();
      }).catch(fail);
      const reading = readLoop(dealer, (parts) => tell({ kind: 'linkFrames', student, parts })).catch(fail);
      const writer = new SocketWriter(dealer, QUEUE_MAX);
      dealer.connect(endpoint);
      opened = { member, incarnation, key, dealer, writer, outage, ended: Promise.all([watching, reading]) };
      this.#links.set(student, opened);
    } catch (error) {
      fail(error);
    }
  }
}

/** Tells every event of a socket until it is closed. */
async function watchConnection(dealer: Dealer, tell: (type: string) => void): Promise<void> {
  const { events } = dealer;
  while (!events.closed) {
    let type: string;
    try {
      ({ type } = await events.receive());
    } catch (error) {
      if (events.closed || dealer.closed) return;
      throw error;
    }
    if (type === 'end') return;
    tell(type);
  }
}

function linkKey(member: Member, incarnation: number): string {
  return `${member.peerId}#${member.incarnation}@${member.dataAddress} ${keyText(member)} as ${incarnation}`;
}
