/** The part of a ZeroMQ socket that the loops need. */
export interface SendingSocket {
  readonly closed: boolean;
  send(parts: Uint8Array[]): Promise<void>;
}

export interface ReceivingSocket {
  readonly closed: boolean;
  receive(): Promise<Buffer[]>;
}

/** Messages after which a reader lets timers and the other sockets have a turn. */
const MESSAGES_PER_TURN = 16;

/** Reads a socket until it is closed. One loop a socket: ZeroMQ allows one pending receive. */
export async function readLoop(socket: ReceivingSocket, onMessage: (parts: Buffer[]) => void): Promise<void> {
  for (let messages = 1; !socket.closed; messages++) {
    let parts: Buffer[];
    try {
      parts = await socket.receive();
    } catch (error) {
      // Closing a socket ends its pending receive with an error.
      if (socket.closed) return;
      throw error;
    }
    onMessage(parts);
    if (messages % MESSAGES_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A message that waits to be sent, and who wants to know whether there was a connection for it. */
interface Outgoing {
  readonly parts: readonly Uint8Array[];
  readonly tell?: (reached: boolean) => void;
}

/**
 * The one writer of a socket: sends in order, one at a time, and drops what cannot be sent.
 *
 * At most `queueMax` messages wait; further ones are dropped. The sender gets over every loss: a
 * prediction is for one step only, and hellos are repeated.
 */
export class SocketWriter {
  readonly #socket: SendingSocket;
  readonly #queueMax: number;
  readonly #queue: Outgoing[] = [];
  #isWriting = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(socket: SendingSocket, queueMax: number) {
    this.#socket = socket;
    this.#queueMax = queueMax;
  }

  send(parts: readonly Uint8Array[]): void {
    if (this.#queue.length < this.#queueMax) this.#put({ parts });
  }

  /**
   * Sends after all that waits.
   *
   * @returns False when there is no connection to send it on.
   */
  reaches(parts: readonly Uint8Array[]): Promise<boolean> {
    return new Promise((tell) => this.#put({ parts, tell }));
  }

  /** Resolves when everything given to `send` so far was handed to ZeroMQ or dropped. */
  async drained(): Promise<void> {
    while (this.#isWriting) await this.#writing;
  }

  #put(message: Outgoing): void {
    this.#queue.push(message);
    if (!this.#isWriting) this.#writing = this.#write();
  }

  /** Ends before it returns where the socket takes nothing, or throws at once. */
  async #write(): Promise<void> {
    this.#isWriting = true;
    for (let message = this.#queue.shift(); message !== undefined; message = this.#queue.shift()) {
      const { parts, tell } = message;
      try {
        if (!this.#socket.closed) await this.#socket.send([...parts]);
        tell?.(!this.#socket.closed);
      } catch (error) {
        // EAGAIN: no connection or a full one; EHOSTUNREACH: the other side is gone. The core makes up
        // for it: it hears of the connection's end.
        tell?.(!isUnreachable(error));
      }
    }
    this.#isWriting = false;
  }
}

function isUnreachable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EHOSTUNREACH';
}
