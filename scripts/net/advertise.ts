import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import type { Packet } from 'dns-packet';
import makeMdns, { type MulticastDNS } from 'multicast-dns';
import { PROTOCOL_VERSION } from '../../proto/limits.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { asksForCohorts, type HeardNotice, noticeRecords, taskOf } from './cohort-notice.js';

/** A cohort as its network is to see it. */
export interface ShownCohort {
  readonly runId: string;
  readonly spec: RunSpec;
  /** Addresses at which nats-server listens, as literals: the cohort is shown on their networks alone. */
  readonly addresses: readonly string[];
  readonly port: number;
  /** Learners' places in the run, and those that guests can still take. */
  readonly places: number;
  readonly placesFree: number;
}

/** A cohort that its network can see. */
export interface Advertisement {
  update(placesFree: number): void;
  /** Takes it off the network. */
  close(): Promise<void>;
}

/** The port of multicast DNS; tests use others. */
export const MDNS_PORT = 5353;
/** Whoever asks, the network hears the same answer this often at most (RFC 6762, section 6). */
const ANSWER_MS_MIN = 1_000;

/**
 * Shows a cohort to `codistill discover`, by multicast DNS. It throws nothing: a network that cannot be told costs one line.
 *
 * @param say - Writes that line.
 */
export function advertise(
  cohort: ShownCohort,
  say: (line: string) => void,
  port: number = MDNS_PORT,
): Advertisement {
  let { placesFree } = cohort;
  const key = randomBytes(4).toString('hex');
  const { runId, places } = cohort;
  const notice = {
    runId,
    places,
    ...taskOf(cohort.spec),
    protocol: PROTOCOL_VERSION,
    key,
    port: cohort.port,
  };
  let isSaid = false;
  const fail = (why: string): void => {
    if (!isSaid) say(`\`codistill discover\` does not show this run: ${why}; a token works all the same`);
    isSaid = true;
  };
  const posts = cohort.addresses.flatMap((address) => {
    const via = multicastAddress(address);
    if (via === undefined) {
      fail(`no interface with ${address} speaks IPv4, which multicast DNS goes by`);
      return [];
    }
    return [new Post(via, port, () => ({ ...notice, placesFree, addresses: [address] }), fail)];
  });
  return {
    update(free) {
      placesFree = free;
      for (const post of posts) post.tell();
    },
    async close() {
      await Promise.all(posts.map((post) => post.close()));
    },
  };
}

/** The IPv4 address of the interface that an address belongs to. */
function multicastAddress(address: string): string | undefined {
  const interfaces = Object.values(networkInterfaces()).map((one) => one ?? []);
  const own = interfaces.find((one) => one.some((held) => held.address === address)) ?? [];
  return own.find(({ family }) => family === 'IPv4')?.address;
}

/** Answers on one network for as long as it is open. */
class Post {
  readonly #mdns: MulticastDNS;
  readonly #notice: () => HeardNotice;
  readonly #fail: (why: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #toldMs = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(via: string, port: number, notice: () => HeardNotice, fail: (why: string) => void) {
    this.#notice = notice;
    this.#fail = fail;
    // Bound to one address, a socket of Linux would hear no multicast.
    this.#mdns = makeMdns({ interface: via, bind: '0.0.0.0', port });
    this.#mdns.on('error', (error: NodeJS.ErrnoException) => {
      fail(`UDP port ${port} cannot be used (${error.code})`);
      void this.#end();
    });
    this.#mdns.on('warning', (error: NodeJS.ErrnoException) => {
      // Others are packets of strangers that are none.
      if (error.syscall !== undefined) fail(`multicast does not work at ${via} (${error.message})`);
    });
    this.#mdns.on('query', ({ questions = [] }: Packet) => {
      if (asksForCohorts(questions.map(({ name }) => name))) this.tell();
    });
    // Said twice, since the first packet may be lost.
    this.#mdns.once('ready', () => {
      this.tell();
      this.tell();
    });
  }

  /** Tells the network now, or as soon as that may be again. */
  tell(): void {
    if (this.#isClosed || this.#timer !== undefined) return;
    const waitMs = this.#toldMs + ANSWER_MS_MIN - performance.now();
    if (waitMs <= 0) this.#answer();
    else this.#timer = setTimeout(() => this.#answer(), waitMs);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    await new Promise<void>((resolve) => {
      this.#mdns.respond(noticeRecords(this.#notice(), true), () => resolve());
    });
    await this.#end();
  }

  #answer(): void {
    this.#timer = undefined;
    this.#toldMs = performance.now();
    this.#mdns.respond(noticeRecords(this.#notice()), (error) => {
      if (error instanceof Error) this.#fail(`nothing can be sent there (${error.message})`);
    });
  }

  #end(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#isClosed = true;
    clearTimeout(this.#timer);
    return new Promise((resolve) => this.#mdns.destroy(resolve));
  }
}
