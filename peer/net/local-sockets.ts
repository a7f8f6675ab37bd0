import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Member } from '../../proto/codec.js';
import type { PeerId } from '../../proto/identity.js';

/** As a process draws it; anything else that a view tells names no file. */
const TOKEN = /^[0-9a-f]{32}$/;
/** `sun_path` of macOS, the shorter one, without the zero at its end. */
const PATH_BYTES_MAX = 103;
/** Rights of everybody but the owner. */
const OTHERS = 0o077;

/** Who a process is, as the view of its cohort tells it. */
type Process = Pick<Member, 'peerId' | 'linkToken'>;

/**
 * The sockets by which the peers of one run directory meet. Each process has one, in a directory that its user alone may
 * enter: whoever gets in could read the peers' memory as well, so nothing is encrypted there.
 */
export class LocalSockets {
  readonly #own: Process;
  readonly #directoryOf: (peerId: PeerId) => string;

  /** @param directoryOf - Where a peer of this run directory has its socket. The directory above it is there. */
  constructor(own: Process, directoryOf: (peerId: PeerId) => string) {
    this.#own = own;
    this.#directoryOf = directoryOf;
  }

  /**
   * Makes the directory of this process anew.
   *
   * @returns The endpoint to listen at; `undefined` where others could get at it, or the system takes no path so long.
   */
  make(): string | undefined {
    const directory = this.#directoryOf(this.#own.peerId);
    try {
      this.remove(); // left by a process that was killed
      mkdirSync(directory, 0o700);
    } catch {
      return undefined; // a full disk, a directory without rights: the others come by TCP
    }
    return this.#endpoint(this.#own);
  }

  /** The endpoint of another process, if it has a socket in this run directory that none but this user can have made. */
  endpointOf(member: Process): string | undefined {
    const endpoint = this.#endpoint(member);
    const path = join(this.#directoryOf(member.peerId), member.linkToken);
    return endpoint !== undefined && lstatSync(path, { throwIfNoEntry: false })?.isSocket()
      ? endpoint
      : undefined;
  }

  remove(): void {
    rmSync(this.#directoryOf(this.#own.peerId), { recursive: true, force: true });
  }

  #endpoint({ peerId, linkToken }: Process): string | undefined {
    const own = lstatSync(this.#directoryOf(this.#own.peerId), { throwIfNoEntry: false });
    const its = lstatSync(this.#directoryOf(peerId), { throwIfNoEntry: false });
    if (!TOKEN.test(linkToken) || !its?.isDirectory() || its.uid !== own?.uid) return undefined;
    if ((its.mode & OTHERS) !== 0) return undefined;
    return endpointAt(join(this.#directoryOf(peerId), linkToken));
  }
}

/** By the shorter way there. A path that began with "@" would be no file. */
function endpointAt(path: string): string | undefined {
  const ways = [resolve(path), `./${relative('', path)}`].map((way) => Buffer.from(way));
  const [shortest] = ways.sort((a, b) => a.length - b.length);
  return shortest!.length > PATH_BYTES_MAX ? undefined : `ipc://${shortest}`;
}
