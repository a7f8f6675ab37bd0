import type { Context } from 'zeromq';
import type { Member } from '../../proto/codec.js';
import { type PeerId, routingId } from '../../proto/identity.js';
import type { LinkSecurity } from './socket-options.js';
import { openStudentLink, type StudentLink } from './student-link.js';

export interface LinkHandlers {
  readonly onLinkFrames: (student: PeerId, parts: readonly Uint8Array[]) => void;
  readonly onLinkUp: (student: PeerId) => void;
  readonly onLinkDown: (student: PeerId) => void;
  /** A link could not be opened or died: its student goes without. */
  readonly onLinkFailure: (student: PeerId, error: unknown) => void;
}

export interface StudentLinksOptions {
  readonly peerId: PeerId;
  readonly security: LinkSecurity;
  readonly context: Context;
  readonly handlers: LinkHandlers;
}

interface OpenLink {
  readonly member: Member;
  readonly incarnation: number;
  readonly link: StudentLink;
  readonly key: string;
}

/** The links to all students of one peer, opened and closed as the cohort changes. */
export class StudentLinks {
  readonly #options: StudentLinksOptions;
  readonly #links = new Map<PeerId, OpenLink>();
  readonly #closing = new Set<Promise<void>>();

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
    this.#links.get(student)?.link.send(parts);
  }

  /** Hands over what was sent, then closes every link. */
  async close(): Promise<void> {
    await Promise.all([...this.#links.values()].map(({ link }) => link.drained()));
    for (const student of [...this.#links.keys()]) this.#close(student);
    await Promise.all(this.#closing);
  }

  #close(student: PeerId): void {
    const open = this.#links.get(student);
    if (open === undefined) return;
    this.#links.delete(student);
    const closed: Promise<void> = open.link.close().finally(() => this.#closing.delete(closed));
    this.#closing.add(closed);
  }

  #open(member: Member, incarnation: number, key: string): void {
    const { peerId, security, context, handlers } = this.#options;
    const student = member.peerId;
    // Events of a link that was replaced say nothing about its successor.
    let opened: OpenLink | null = null;
    const current = (): boolean => opened !== null && this.#links.get(student) === opened;
    try {
      const link = openStudentLink({
        endpoint: member.dataAddress,
        routingId: routingId(peerId, incarnation),
        security,
        context,
        onUp: () => current() && handlers.onLinkUp(student),
        onDown: () => current() && handlers.onLinkDown(student),
        onFrames: (parts) => current() && handlers.onLinkFrames(student, parts),
        onFailure: (error) => handlers.onLinkFailure(student, error),
      });
      opened = { member, incarnation, link, key };
      this.#links.set(student, opened);
    } catch (error) {
      handlers.onLinkFailure(student, error);
    }
  }
}

function linkKey(member: Member, incarnation: number): string {
  return `${member.peerId}#${member.incarnation}@${member.dataAddress} as ${incarnation}`;
}
