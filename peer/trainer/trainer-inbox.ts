import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { IoMessage, StartMessage } from '../mailbox/messages.js';

/**
 * Messages of the I/O thread for a thread that blocks: while it trains its event loop never turns, so it takes them from
 * the port by hand.
 */
export class TrainerInbox {
  readonly #port: MessagePort;
  readonly #messages: IoMessage[] = [];
  #onMessage: () => void = () => undefined;

  readonly #receive = (message: IoMessage): void => {
    this.#messages.push(message);
    this.#onMessage();
  };

  constructor(port: MessagePort) {
    this.#port = port;
    port.on('message', this.#receive);
  }

  /** Leaves the port to whoever listens next. */
  close(): void {
    this.#port.off('message', this.#receive);
  }

  /** Everything that has come since the last time, in order. Never blocks. */
  take(): readonly IoMessage[] {
    for (;;) {
      const received = receiveMessageOnPort(this.#port) as { message: IoMessage } | undefined;
      if (received === undefined) return this.#messages.splice(0);
      this.#messages.push(received.message);
    }
  }

  /** Waits, with the event loop turning, for the word to begin; what else comes meanwhile is kept. */
  async start(): Promise<StartMessage> {
    for (;;) {
      const at = this.#messages.findIndex((message) => message.kind === 'start');
      const [message] = at < 0 ? [] : this.#messages.splice(at, 1);
      if (message?.kind === 'start') return message;
      await new Promise<void>((resolve) => {
        this.#onMessage = resolve;
      });
    }
  }

  /** Calls back, with the event loop turning, for as long as it says, whenever a message has come. */
  listen(onMessage: () => void): void {
    this.#onMessage = onMessage;
  }
}
