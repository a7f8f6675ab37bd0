import { Context } from 'zeromq';
import type { Member } from '../../proto/codec.js';
import type { PeerId } from '../../proto/identity.js';
import { linkOf } from '../core/exchange/granting.js';
import { Admission } from './admission.js';
import { advertised, type DataAddress } from './data-address.js';
import { keyText, type LinkKeys } from './link-keys.js';
import { type LinkHandlers, StudentLinks } from './student-links.js';
import { openTeacherPort, type PortHandlers, type TeacherLink, type TeacherPort } from './teacher-port.js';

/** Who this process is to others. */
export interface OwnIdentity {
  readonly peerId: PeerId;
  readonly keys: LinkKeys;
}

/** All ZeroMQ of one peer: the port its teachers connect to and a link to each student. */
export interface DataPlane {
  /** The endpoint that other peers connect to. */
  readonly advertised: string;
  readonly links: StudentLinks;
  readonly port: TeacherPort;
  /** From now on these other members are let in and heard, and nobody else. Repeating it costs nothing. */
  admit(members: readonly Member[]): void;
  /** Hands over what was sent, then closes every socket. Safe to call twice. */
  close(): Promise<void>;
}

/** @throws {CodistillError} `ERR_PORT_TAKEN`, `ERR_CONFIG`: see `openTeacherPort`. */
export async function openDataPlane(
  address: DataAddress,
  own: OwnIdentity,
  handlers: LinkHandlers & PortHandlers,
): Promise<DataPlane> {
  const context = new Context({ blocky: false, ioThreads: 1 });
  const admission = await Admission.open(context, handlers.onPortFailure);
  const port = await openTeacherPort({
    bind: address.bind,
    keys: own.keys,
    context,
    admission,
    ...handlers,
  }).catch(async (error: unknown) => {
    await admission.close();
    throw error;
  });
  const links = new StudentLinks({ ...own, context, handlers });
  let admitted = '';
  return {
    advertised: advertised(address, port.endpoint),
    links,
    port,
    admit(members) {
      const now = members.map((member) => `${linkOf(member)} ${keyText(member)}`).join();
      if (now === admitted) return;
      admitted = now;
      const taught = teacherLinks(own, members);
      admission.set(taught.values());
      port.set(taught);
    },
    async close() {
      await links.close();
      await port.close();
      await admission.close();
    },
  };
}

/** The links on which the members would teach this peer, by the names that travel. */
function teacherLinks({ peerId, keys }: OwnIdentity, members: readonly Member[]): Map<string, TeacherLink> {
  const links = new Map<string, TeacherLink>();
  for (const member of members) {
    const { peerId: teacher, incarnation, publicKey } = member;
    const name = keys.linkName(publicKey, { teacher, incarnation, student: peerId });
    if (name !== null) links.set(name, { peerId: teacher, key: keyText(member), from: linkOf(member) });
  }
  return links;
}
