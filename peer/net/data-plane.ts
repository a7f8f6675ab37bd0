import { Context } from 'zeromq';
import { advertised, type DataAddress } from './data-address.js';
import type { LinkSecurity } from './socket-options.js';
import { type LinkHandlers, StudentLinks, type StudentLinksOptions } from './student-links.js';
import { openTeacherPort, type PortHandlers, type TeacherPort } from './teacher-port.js';

/** All ZeroMQ of one peer: the port its teachers connect to and a link to each student. */
export interface DataPlane {
  /** The endpoint that other peers connect to. */
  readonly advertised: string;
  readonly links: StudentLinks;
  readonly port: TeacherPort;
  /** Hands over what was sent, then closes every socket. Safe to call twice. */
  close(): Promise<void>;
}

/** @throws {CodistillError} `ERR_PORT_TAKEN`, `ERR_CONFIG`: see `openTeacherPort`. */
export async function openDataPlane(
  address: DataAddress,
  own: Pick<StudentLinksOptions, 'peerId' | 'linkToken'>,
  security: LinkSecurity,
  handlers: LinkHandlers & PortHandlers,
): Promise<DataPlane> {
  const context = new Context({ blocky: false, ioThreads: 1 });
  const port = await openTeacherPort({ bind: address.bind, security, context, ...handlers });
  const links = new StudentLinks({ ...own, security, context, handlers });
  return {
    advertised: advertised(address, port.endpoint),
    links,
    port,
    async close() {
      await links.close();
      await port.close();
    },
  };
}
