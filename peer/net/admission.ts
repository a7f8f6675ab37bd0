import { type Context, Router } from 'zeromq';
import type { PeerId } from '../../proto/identity.js';
import { LIMITS } from '../../proto/limits.js';
import { readLoop, SocketWriter } from './socket-loops.js';

/** The domain that ports name: an enforced one, so that a port lets nobody in while nobody answers. */
export const ZAP_DOMAIN = 'codistill';

/** Where libzmq asks, by RFC 27, in the context of the sockets that ask. */
const ENDPOINT = 'inproc://zeromq.zap.01';
const VERSION = '1.0';
/** Dialers that wait to be listed; each is dropped by the handshake interval anyway. */
const HELD_MAX = LIMITS.teachersMax;
/** Keys remembered to tell one that was replaced from one not known yet. */
const REMEMBERED_MAX = 1_024;

/** Comes in; asks again later; never comes in. */
type Status = '200' | '300' | '400';

/** Who may come in by which key. */
export interface KeyHolder {
  readonly peerId: PeerId;
  readonly key: string;
}

/** A question of libzmq: may the holder of this key come in? */
interface Question {
  /** The way back to who asks: its pipe, and the number of the question. */
  readonly asker: Uint8Array;
  readonly number: Uint8Array;
  readonly key: string;
}

/**
 * The ZAP handler of one context: answers whether a key may come in. A member's may; a key whose peer goes by another one
 * now is refused for good; any other waits until the view lists it, as its holder may have heard of the view first.
 */
export class Admission {
  readonly #router: Router;
  readonly #writer: SocketWriter;
  readonly #ended: Promise<void>;
  /** The newest question about each key that waits, the longest waiting first. */
  #held = new Map<string, Question>();
  #members = new Map<string, PeerId>();
  readonly #remembered = new Map<string, PeerId>();
  /** Connections let in since {@link forgetEntries}, by key. */
  #entries = new Map<string, number>();

  /** Answers from now on. @param onFailure - The handler died, so that nobody comes in any more. */
  static async open(context: Context, onFailure: (error: unknown) => void): Promise<Admission> {
    const router = new Router({ context, linger: 0, sendTimeout: 0 });
    await router.bind(ENDPOINT);
    return new Admission(router, onFailure);
  }

  private constructor(router: Router, onFailure: (error: unknown) => void) {
    this.#router = router;
    this.#writer = new SocketWriter(router, 2 * HELD_MAX);
    this.#ended = readLoop(router, (parts) => this.#receive(parts)).catch(onFailure);
  }

  /** From now on these are let in, and nobody else. */
  set(holders: Iterable<KeyHolder>): void {
    this.#members = new Map([...holders].map(({ key, peerId }) => [key, peerId]));
    for (const [key, peerId] of this.#members) this.#remembered.set(key, peerId);
    for (const key of this.#remembered.keys()) {
      if (this.#remembered.size <= REMEMBERED_MAX) break;
      this.#remembered.delete(key);
    }
    const held = this.#held;
    this.#held = new Map();
    for (const question of held.values()) this.#judge(question);
  }

  /** How often a key was let in since {@link forgetEntries}. */
  entries(key: string): number {
    return this.#entries.get(key) ?? 0;
  }

  /** Every connection let in so far is closed. */
  forgetEntries(): void {
    this.#entries = new Map();
  }

  async close(): Promise<void> {
    this.#router.close();
    await this.#ended;
  }

  /** Beside who asks, a question names the version, the port's domain, address and routing id, and the mechanism. */
  #receive([asker, , , number, , , , , key]: readonly Buffer[]): void {
    if (asker === undefined || number === undefined || key === undefined) return;
    this.#judge({ asker, number, key: key.toString('base64url') });
  }

  #judge(question: Question): void {
    const { key } = question;
    if (this.#members.has(key)) {
      this.#entries.set(key, this.entries(key) + 1);
      this.#answer(question, '200');
    } else if (this.#isReplaced(key)) {
      this.#answer(question, '400');
    } else {
      this.#hold(question);
    }
  }

  #hold(question: Question): void {
    const longest = this.#held.size === HELD_MAX ? this.#held.values().next().value : undefined;
    const before = this.#held.get(question.key) ?? longest;
    if (before !== undefined) {
      this.#held.delete(before.key);
      this.#answer(before, '300');
    }
    this.#held.set(question.key, question);
  }

  #isReplaced(key: string): boolean {
    const peerId = this.#remembered.get(key);
    return peerId !== undefined && [...this.#members.values()].includes(peerId);
  }

  #answer({ asker, number }: Question, status: Status): void {
    const [empty, version, code] = ['', VERSION, status].map((part) => Buffer.from(part)) as [
      Buffer,
      Buffer,
      Buffer,
    ];
    this.#writer.send([asker, empty, version, number, code, empty, empty, empty]);
  }
}
