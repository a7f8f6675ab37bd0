import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { Context, Dealer } from 'zeromq';
import { keyOption, LinkKeys } from '../../peer/net/link-keys.js';
import { dataHeaderCodec, type Prediction } from '../../proto/codec.js';
import { batchDigest } from '../../proto/identity.js';
import { LIMITS, PROTOCOL_VERSION } from '../../proto/limits.js';
import { predictionParts } from './exchange-kit.js';
import { LINK_CLASSES, LINK_ROWS, LINK_RUN, type LinkedPeer } from './linked-peer.js';

/** One for all: a context that nothing refers to takes its sockets along, and one of them may then never end. */
const CONTEXT = new Context({ blocky: false });

/** What a test lets somebody connect with. */
export interface DialWishes {
  /** Routing id. */
  readonly name: string;
  /** `null`: none, as ZeroMQ without encryption. @default fresh ones */
  readonly keys?: LinkKeys | null;
  /** The key that the other side is taken to have. @default its own */
  readonly serverKey?: Uint8Array;
}

/** A connection of somebody whom the test plays: it says what the test wants, and keeps what it is told. */
export class LinkDialer {
  readonly dealer: Dealer;
  /** Types of the socket's events so far, in their order. */
  readonly events: string[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #watching: Promise<void>;

  constructor(
    t: TestContext,
    to: Pick<LinkedPeer, 'keys' | 'endpoint'>,
    { name, keys = new LinkKeys(), serverKey }: DialWishes,
  ) {
    const curve =
      keys === null ? {} : { ...keys.identity, curveServerKey: keyOption(serverKey ?? to.keys.publicKey) };
    this.dealer = new Dealer({
      ...{ linger: 0, immediate: true, routingId: name, reconnectInterval: 50, ...curve },
      ...{ handshakeInterval: LIMITS.zmqHandshakeMs, context: CONTEXT },
    });
    this.#watching = this.#watch();
    t.after(() => this.close());
    this.dealer.connect(to.endpoint);
  }

  /** Resolves when an event of this type has come so many times. */
  saw(type: string, times = 1): Promise<void> {
    return this.#until(() => this.count(type) >= times);
  }

  /** Resolves when, from now on, a connection has ended and the next one as well, without a handshake. */
  shutOut(): Promise<void> {
    const now = this.events.length;
    return this.#until(() => {
      const since = this.events.slice(Math.max(now, this.events.lastIndexOf('handshake')));
      return since.filter((type) => type === 'disconnect').length >= 2;
    });
  }

  count(type: string): number {
    return this.events.filter((one) => one === type).length;
  }

  hello(as: string): Promise<void> {
    const hello = {
      protocolVersion: PROTOCOL_VERSION,
      runId: LINK_RUN,
      sender: as,
      incarnation: 1,
      number: 1,
    };
    return this.dealer.send([dataHeaderCodec.encode({ body: 'hello', hello })]);
  }

  close(): Promise<void> {
    this.dealer.close();
    return this.#watching;
  }

  #until(wanted: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!wanted()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  async #watch(): Promise<void> {
    const { events } = this.dealer;
    for (let type = ''; type !== 'end' && !events.closed; ) {
      try {
        ({ type } = await events.receive());
      } catch (error) {
        if (events.closed || this.dealer.closed) return;
        throw error;
      }
      this.events.push(type);
      for (const look of this.#waiting) look();
    }
  }
}

/** Connects as a member of the view does, and has its first credit. */
export async function speaker(t: TestContext, as: LinkedPeer, to: LinkedPeer): Promise<Dealer> {
  const ends = { teacher: as.peerId, incarnation: 1, student: to.peerId };
  const name = as.keys.linkName(to.keys.publicKey, ends)!;
  const dialer = new LinkDialer(t, to, { name, keys: as.keys });
  await dialer.hello(as.peerId);
  const [credit] = await dialer.dealer.receive();
  assert.equal(dataHeaderCodec.decode(credit!).body, 'credit');
  return dialer.dealer;
}

export function prediction(
  sender: string,
  step: number,
  wishes: Partial<Prediction>,
  payload: Uint8Array,
): Uint8Array[] {
  const ours = {
    runId: LINK_RUN,
    rows: LINK_ROWS,
    classes: LINK_CLASSES,
    batchDigest: batchDigest(Uint32Array.of(step), 0),
  };
  return predictionParts(sender, step, 1, { ...ours, ...wishes }, payload);
}

export function ones(): Uint8Array {
  return new Uint8Array(new Float32Array(LINK_ROWS * LINK_CLASSES).fill(1).buffer);
}
