import { Context } from 'zeromq';
import type { Member } from '../../proto/codec.js';
import type { PeerId } from '../../proto/identity.js';
import { advertised, type DataAddress } from './data-address.js';
import type { LinkSecurity } from './socket-options.js';
import { type LinkHandlers, StudentLinks } from './student-links.js';
import { openTeacherPort } from './teacher-port.js';

/** All ZeroMQ of one peer: the port its teachers connect to and a link to each student. */
export interface DataPlane {
  /** The endpoint that other peers connect to. */
  readonly advertised: string;
  /** Makes the links be exactly these, under the routing id of this incarnation. */
  setLinks(students: readonly Member[], incarnation: number): void;
  /** Closes the link to a student and opens it again. */
  relink(student: PeerId): void;
  send(student: PeerId, parts: readonly Uint8Array[]): void;
  reply(to: string, parts: readonly Uint8Array[]): void;
  /** Hands over what was sent, then closes every socket. Safe to call twice. */
  close(): Promise<void>;
}

export interface DataPlaneHandlers extends LinkHandlers {
  readonly onFrames: (from: string, parts: readonly Uint8Array[]) => void;
  /** The port died: this peer can no longer be taught. */
  readonly onPortFailure: (error: unknown) => void;
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
  const links = new StudentLinks({ peerId, security, context, handlers });
  return {
    advertised: advertised(address, port.endpoint),
    setLinks: (students, incarnation) => links.set(students, incarnation),
    relink: (student) => links.relink(student),
    send: (student, parts) => links.send(student, parts),
    reply: (to, parts) => port.reply(to, parts),
    async close() {
      await links.close();
      await port.close();
    },
  };
}
