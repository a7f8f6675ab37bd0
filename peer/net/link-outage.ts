import type { PeerId } from '../../proto/identity.js';
import { hostOf, isLoopback } from '../../proto/loopback.js';
import { pause } from '../../proto/net/bounded-wait.js';

/** How far the tries to connect have come: whether somebody accepts, and whether it lets this process in. */
export type Reached = 'nobody' | 'somebody' | 'refusal';

/** The other end of a link, as the view tells it. */
export interface FarEnd {
  readonly peerId: PeerId;
  readonly dataAddress: string;
}

/** Finds the address of a host as this machine knows it, as `lookup` of `node:dns` does. */
type Lookup = (host: string) => Promise<{ readonly address: string }>;

/** A link that is not up after this long has something wrong: ZeroMQ tries every second, and a view is a second old at most. */
export const OUTAGE_MS = 10_000;

/** Says in each outage of a link that lasts why it is not up, and again where a try has come further. */
export class LinkOutage {
  readonly #tell: (reached: Reached) => void;
  readonly #longMs: number;
  #reached: Reached = 'nobody';
  #isLong = false;
  #isOver = false;
  #up = new AbortController();

  /** Begins with the link down. */
  constructor(tell: (reached: Reached) => void, longMs: number) {
    this.#tell = tell;
    this.#longMs = longMs;
    void this.#begin();
  }

  /** @param type - An event of the link's socket, as ZeroMQ names it. */
  saw(type: string): void {
    if (type === 'handshake') this.#up.abort();
    else if (type === 'disconnect' && this.#up.signal.aborted && !this.#isOver) void this.#begin();
    else if (type === 'handshake:error:auth') this.#reach('refusal');
    else if (type === 'connect' && this.#reached === 'nobody') this.#reach('somebody');
  }

  /** The link is closed: nothing is told any more. */
  end(): void {
    this.#isOver = true;
    this.#up.abort();
  }

  async #begin(): Promise<void> {
    const up = new AbortController();
    this.#up = up;
    this.#isLong = false;
    this.#reached = 'nobody';
    await pause(this.#longMs, up.signal);
    if (up.signal.aborted) return;
    this.#isLong = true;
    this.#tell(this.#reached);
  }

  #reach(reached: Reached): void {
    this.#reached = reached;
    if (this.#isLong && !this.#up.signal.aborted) this.#tell(reached);
  }
}

/** Why no link comes up to a peer, and what to do about it. */
export async function outageText(
  { peerId, dataAddress }: FarEnd,
  reached: Reached,
  lookup: Lookup,
): Promise<string> {
  if (reached === 'refusal') return `${peerId} refuses this process: another one has taken its id`;
  const host = hostOf(dataAddress) ?? dataAddress;
  const elsewhere = `start ${peerId} with --advertise and an address that leads to it from here`;
  const found = await lookup(host.replace(/^\[|\]$/g, '')).then(
    ({ address }) => address,
    (error: unknown) => error,
  );
  if (typeof found !== 'string')
    return `${peerId} tells others to connect to ${dataAddress}, and ${host} has no address here (${String(found)}): ${elsewhere}`;
  if (isLoopback(found) && !isLoopback(host))
    return `${peerId} tells others to connect to ${dataAddress}, and ${host} is this machine itself here (${found}): ${elsewhere}`;
  if (reached === 'somebody')
    return `${dataAddress} answers, but not as ${peerId}: it is another program, or ${peerId} has not heard of this peer; if it stays so, ${elsewhere}`;
  return `${peerId} cannot be reached at ${dataAddress}, so it is not taught by this peer: let its port through there (--bind HOST:PORT makes it a fixed one), or ${elsewhere}`;
}
