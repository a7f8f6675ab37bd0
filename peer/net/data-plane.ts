import { Context } from 'zeromq';
import type { Member } from '../../proto/codec.js';
import { type PeerId, routingId } from '../../proto/identity.js';
import { advertised, type DataAddress } from './data-address.js';
import type { LinkSecurity } from './socket-options.js';
import { openStudentLink, type StudentLink } from './student-link.js';
import { openTeacherPort } from './teacher-port.js';

/** All ZeroMQ of one peer: the port its teachers connect to and a link to each student. */
export interface DataPlane {
  /** What other peers connect to. */
  readonly advertised: string;
  /** Messages that could not be sent at once. */
  readonly dropped: number;
  /** Makes the links be exactly these, under the routing id of this incarnation. */
  setLinks(students: readonly Member[], incarnation: number): void;
  send(student: PeerId, parts: readonly Uint8Array[]): void;
  reply(to: string, parts: readonly Uint8Array[]): void;
  /** Hands over what was sent, then closes every socket. Safe to call twice. */
  close(): Promise<void>;
}

export interface DataPlaneHandlers {
  readonly onFrames: (from: string, parts: readonly Uint8Array[]) => void;
  readonly onLinkFrames: (student: PeerId, parts: readonly Uint8Array[]) => void;
  readonly onLinkUp: (student: PeerId) => void;
  readonly onLinkDown: (student: PeerId) => void;
  /** A link could not be opened or died: its student goes without. */
  readonly onLinkFailure: (student: PeerId, error: unknown) => void;
  /** The port died: this peer can no longer be taught. */
  readonly onPortFailure: (error: unknown) => void;
}

interface OpenLink {
  readonly link: StudentLink;
  readonly key: string;
}

/** @throws {CodistillError} `ERR_PORT_TAKEN`, `ERR_CONFIG`: see `openTeacherPort`. */
export async function openDataPlane(
  address: DataAddress,
  peerId: PeerId,
  security: LinkSecurity,
  handlers: DataPlaneHandlers,
): Promise<DataPlane> {
  const context = new Context({ blocky: false, ioThreads: 1 });
  const port = await openTeacherPort({
    bind: address.bind,
    security,
    context,
    onFrames: handlers.onFrames,
    onFailure: handlers.onPortFailure,
  });
  const links = new Map<PeerId, OpenLink>();
  const closing = new Set<Promise<void>>();
  let droppedBefore = 0;

  const closeLink = (student: PeerId): void => {
    const open = links.get(student);
    if (open === undefined) return;
    links.delete(student);
    droppedBefore += open.link.dropped;
    const closed: Promise<void> = open.link.close().finally(() => closing.delete(closed));
    closing.add(closed);
  };

  const openLink = (member: Member, incarnation: number, key: string): void => {
    const student = member.peerId;
    // Events of a link that was replaced say nothing about its successor.
    const current = (): boolean => links.get(student)?.key === key;
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
      links.set(student, { link, key });
    } catch (error) {
      handlers.onLinkFailure(student, error);
    }
  };

  return {
    advertised: advertised(address, port.endpoint),
    get dropped() {
      return [...links.values()].reduce((sum, { link }) => sum + link.dropped, port.dropped + droppedBefore);
    },
    setLinks(students, incarnation) {
      const wanted = new Map(students.map((member) => [member.peerId, linkKey(member, incarnation)]));
      for (const [student, { key }] of links) if (wanted.get(student) !== key) closeLink(student);
      for (const member of students) {
        if (!links.has(member.peerId)) openLink(member, incarnation, linkKey(member, incarnation));
      }
    },
    send(student, parts) {
      links.get(student)?.link.send(parts);
    },
    reply: (to, parts) => port.reply(to, parts),
    async close() {
      await Promise.all([...links.values()].map(({ link }) => link.drained()));
      for (const student of [...links.keys()]) closeLink(student);
      await Promise.all(closing);
      await port.close();
    },
  };
}

function linkKey(member: Member, incarnation: number): string {
  return `${member.peerId}#${member.incarnation}@${member.dataAddress} as ${incarnation}`;
}
