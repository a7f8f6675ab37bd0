import { Context } from 'zeromq';
import type { Member } from '../../proto/codec.js';
import type { PeerId } from '../../proto/identity.js';
import { linkOf } from '../core/exchange/granting.js';
import { Admission } from './admission.js';
import { advertised, type DataAddress } from './data-address.js';
import { keyText, type LinkKeys } from './link-keys.js';
import type { LocalSockets } from './local-sockets.js';
import { type LinkHandlers, StudentLinks } from './student-links.js';
import type { PortHandlers, TeacherLink, TeacherPort } from './teacher-port.js';
import { TeacherPorts } from './teacher-ports.js';

/** Who this process is to others. */
export interface OwnIdentity {
  readonly peerId: PeerId;
  readonly keys: LinkKeys;
  /** How the peers of this run directory meet; absent: as those of other machines. */
  readonly local?: LocalSockets;
}

/** All ZeroMQ of one peer: the port its teachers connect to and a link to each student. */
export interface DataPlane {
  /** The endpoint that other peers connect to. */
  readonly advertised: string;
  /** As really bound. */
  readonly endpoint: string;
  readonly links: StudentLinks;
  readonly ports: Pick<TeacherPort, 'reply'>;
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
  const ports = new TeacherPorts(context, handlers);
  const port = await ports.open(address.bind, { keys: own.keys, admission }).catch(async (error: unknown) => {
    await admission.close();
    throw error;
  });
  const local = own.local?.make();
  // Some file systems have no sockets: all come by the address then.
  if (local !== undefined) await ports.open(local, null).catch(() => undefined);
  const links = new StudentLinks({ ...own, local: own.local, context, handlers });
  let admitted = '';
  return {
    advertised: advertised(address, port.endpoint),
    endpoint: port.endpoint,
    links,
    ports,
    admit(members) {
      const now = members.map((member) => `${linkOf(member)} ${keyText(member)}`).join();
      if (now === admitted) return;
      admitted = now;
      const taught = teacherLinks(own, members);
      admission.set(taught.values());
      ports.set(taught);
    },
    async close() {
      await links.close();
      await ports.close();
      await admission.close();
      own.local?.remove();
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
