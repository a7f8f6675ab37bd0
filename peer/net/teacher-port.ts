import { type Context, Router } from 'zeromq';
import { CodistillError } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';
import { pause } from '../../proto/net/bounded-wait.js';
import type { ExchangeEvent } from '../core/exchange/events.js';
import { type Admission, type KeyHolder, ZAP_DOMAIN } from './admission.js';
import type { LinkKeys } from './link-keys.js';
import { readLoop, SocketWriter } from './socket-loops.js';
import { commonOptions } from './socket-options.js';

/** A link from a teacher, as the core knows it, and the key by which its teacher comes in. */
export interface TeacherLink extends KeyHolder {
  readonly from: string;
}

/** The socket that teachers connect to: a bound ROUTER. Predictions come in, credit goes back by routing id. */
export interface TeacherPort {
  /** As really bound, with its port. */
  readonly endpoint: string;
  /** From now on these links are heard, by the names that travel, and no others: what is left of those is cut. */
  set(links: ReadonlyMap<string, TeacherLink>): void;
  reply(to: string, parts: readonly Uint8Array[]): void;
  close(): Promise<void>;
}

export interface PortHandlers {
  /** `from`: the link, by the core's routing id. `parts`: frames, views that stay valid. */
  readonly onEvent: (event: Extract<ExchangeEvent, { kind: 'frames' }>) => void;
  /** The port died of something else than being closed: this peer can no longer be taught. */
  readonly onPortFailure: (error: unknown) => void;
}

export interface TeacherPortOptions extends PortHandlers {
  readonly bind: string;
  readonly context: Context;
  /** Who lets teachers in; `null`: the file system, which keeps everybody else from the socket, and nothing is encrypted. */
  readonly guard: PortGuard | null;
}

/** The port's own keys, and the handler that is asked about those of its teachers. */
export interface PortGuard {
  readonly keys: LinkKeys;
  readonly admission: Pick<Admission, 'entries' | 'forgetEntries'>;
}

/** A withdrawn link whose connection is still open after this long is cut: an honest end, and a dead one, are over by then. */
const CUT_AFTER_MS = LIMITS.zmqHeartbeatTimeoutMs;
/** The system gives a port back within milliseconds. */
const REBIND_PAUSE_MS = 5;
const REBINDS_MAX = LIMITS.requestMs / REBIND_PAUSE_MS;

/**
 * Opens the port.
 *
 * @throws {CodistillError} `ERR_PORT_TAKEN` when another process has it; `ERR_CONFIG` when the address is not ours.
 */
export async function openTeacherPort(options: TeacherPortOptions): Promise<TeacherPort> {
  const port = new Port(options);
  await port.bind();
  return port;
}

/** A ROUTER with its one writer and its one reader. */
interface Socket {
  readonly router: Router;
  readonly writer: SocketWriter;
  readonly reading: Promise<void>;
}

class Port implements TeacherPort {
  readonly #options: TeacherPortOptions;
  readonly #over = new AbortController();
  #socket: Socket;
  #endpoint: string;
  #links: ReadonlyMap<string, TeacherLink> = new Map();
  /** Names that travel, by the core's routing ids. */
  #names: ReadonlyMap<string, string> = new Map();
  #cutting: Promise<void> = Promise.resolve();

  constructor(options: TeacherPortOptions) {
    this.#options = options;
    this.#endpoint = options.bind;
    this.#socket = this.#open();
  }

  get endpoint(): string {
    return this.#endpoint;
  }

  async bind(): Promise<void> {
    const { router } = this.#socket;
    try {
      await router.bind(this.#endpoint);
    } catch (cause) {
      router.close();
      throw bindError(this.#endpoint, cause);
    }
    this.#endpoint = router.lastEndpoint ?? this.#endpoint;
  }

  set(links: ReadonlyMap<string, TeacherLink>): void {
    const before = this.#links;
    this.#links = links;
    this.#names = new Map([...links].map(([name, { from }]) => [from, name]));
    const { guard, onPortFailure } = this.#options;
    // Where the file system is the guard nobody could be kept out again.
    if (guard === null) return;
    const withdrawn = [...before].filter(([, { key }]) => !this.#admits(key));
    if (withdrawn.length === 0) return;
    const due = pause(CUT_AFTER_MS, this.#over.signal);
    this.#cutting = Promise.all([this.#cutting, due])
      .then(() => this.#cut(withdrawn, guard.admission))
      .catch(onPortFailure);
  }

  reply(to: string, parts: readonly Uint8Array[]): void {
    const name = this.#names.get(to);
    if (name !== undefined) this.#socket.writer.send([Buffer.from(name), ...parts]);
  }

  async close(): Promise<void> {
    this.#over.abort();
    await this.#cutting;
    await this.#socket.writer.drained();
    await close(this.#socket);
  }

  #open(): Socket {
    const { guard, context, onEvent, onPortFailure } = this.#options;
    const asking = { curveServer: true, zapDomain: ZAP_DOMAIN, zapEnforceDomain: true };
    const router = new Router({
      ...commonOptions(this.#endpoint),
      ...(guard === null ? {} : { ...guard.keys.identity, ...asking }),
      context,
      // Unroutable credit is an error, not a silent loss; a second claimant of a routing id gets nothing.
      mandatory: true,
      handover: false,
    });
    const writer = new SocketWriter(router, LIMITS.teachersMax * LIMITS.creditBatches);
    const reading = readLoop(router, ([name, ...parts]) => {
      const from = this.#links.get(name?.toString('utf8') ?? '')?.from ?? '';
      onEvent({ kind: 'frames', from, parts });
    }).catch(onPortFailure);
    return { router, writer, reading };
  }

  /**
   * ZeroMQ closes no connection of a ROUTER by itself: where one of a withdrawn key is still open, a new socket takes over
   * the port, and the others connect to it within some milliseconds.
   */
  async #cut(
    withdrawn: readonly (readonly [string, TeacherLink])[],
    admission: PortGuard['admission'],
  ): Promise<void> {
    for (const [name, { key }] of withdrawn) {
      if (this.#over.signal.aborted) return;
      if (!this.#admits(key) && (await this.#isOpen(name, admission.entries(key))))
        await this.#renew(admission);
    }
  }

  #admits(key: string): boolean {
    return [...this.#links.values()].some((link) => link.key === key);
  }

  /** Whether a connection of a key may be open; one that came in more than once may speak under another name. */
  async #isOpen(name: string, entries: number): Promise<boolean> {
    if (entries !== 1) return entries > 1;
    return this.#socket.writer.reaches([Buffer.from(name), Buffer.alloc(0)]);
  }

  async #renew(admission: PortGuard['admission']): Promise<void> {
    const old = this.#socket;
    await old.router.unbind(this.#endpoint);
    admission.forgetEntries();
    for (let rebinds = 1; ; rebinds++) {
      this.#socket = this.#open();
      try {
        await this.bind();
        break;
      } catch (error) {
        if (rebinds === REBINDS_MAX) throw error;
        await pause(REBIND_PAUSE_MS, this.#over.signal);
      }
    }
    await close(old);
  }
}

async function close({ router, reading }: Socket): Promise<void> {
  router.close();
  await reading;
}

function bindError(bind: string, cause: unknown): CodistillError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'EADDRINUSE') {
    return new CodistillError('ERR_PORT_TAKEN', `${bind} is taken by another process`, {
      fix: 'choose another port, or "*" for any free one',
      facts: { bind },
      cause,
    });
  }
  return new CodistillError('ERR_CONFIG', `cannot listen on ${bind}: ${code || String(cause)}`, {
    fix: 'give an address of this machine',
    facts: { bind },
    cause,
  });
}
