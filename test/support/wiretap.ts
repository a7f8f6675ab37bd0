import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** A way to an endpoint that keeps every byte which passes, in both directions, and can change what goes there. */
export class Wiretap {
  /** The next piece of at least so many bytes arrives with one of them changed; `null`: none does. */
  changeFrom: number | null = null;
  readonly #there: Buffer[] = [];
  readonly #back: Buffer[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #waiting = new Set<() => void>();
  #port = 0;
  #ended = 0;

  static async open(t: TestContext, endpoint: string): Promise<Wiretap> {
    const tap = new Wiretap();
    const target = Number(endpoint.split(':').at(-1));
    const server = createServer((socket) => tap.#join(socket, connect(target, '127.0.0.1')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    tap.#port = (server.address() as AddressInfo).port;
    t.after(() => {
      server.close();
      for (const socket of tap.#sockets) socket.destroy();
    });
    return tap;
  }

  get endpoint(): string {
    return `tcp://127.0.0.1:${this.#port}`;
  }

  /** What was said to the endpoint, piece by piece. */
  get said(): readonly Buffer[] {
    return this.#there;
  }

  get bytes(): Buffer {
    return Buffer.concat([...this.#there, ...this.#back]);
  }

  /** Resolves when so many connections have ended. */
  ended(times: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#ended >= times) resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  #join(near: Socket, far: Socket): void {
    this.#pass(near, far, this.#there);
    this.#pass(far, near, this.#back);
    near.on('close', () => {
      this.#ended++;
      for (const look of this.#waiting) look();
    });
  }

  #pass(from: Socket, to: Socket, kept: Buffer[]): void {
    this.#sockets.add(from);
    from.on('data', (said: Buffer) => {
      kept.push(Buffer.from(said));
      if (kept === this.#there) this.#change(said);
      to.write(said);
    });
    from.on('error', () => undefined);
    from.on('close', () => to.destroy());
  }

  #change(said: Buffer): void {
    if (this.changeFrom === null || said.length < this.changeFrom) return;
    this.changeFrom = null;
    const middle = said.length >> 1;
    said[middle] = said[middle]! ^ 1;
  }
}
