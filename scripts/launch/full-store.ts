import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackOff } from '../../peer/files/back-off.js';

/** A line of nats-server when its store meets a full disk. */
const STORE_FAILED = /no space left on device|disk quota exceeded/i;
const PROBE_BYTES = 1024 * 1024;

/** The means of a watch over a store. */
export interface FullStoreActions {
  readonly say: (message: string) => void;
  /** Starts nats-server anew; its store survives that. */
  readonly restart: () => void;
}

/**
 * Starts nats-server anew once its disk has space again: a stream that met a full disk refuses every later message, also
 * when there is space, until the server reads it from the disk.
 */
export class FullStoreWatch {
  readonly #probe: string;
  readonly #actions: FullStoreActions;
  readonly #backOff = new BackOff(() => performance.now());
  #timer: NodeJS.Timeout | undefined;

  constructor(storeDir: string, actions: FullStoreActions) {
    this.#probe = join(storeDir, 'probe');
    this.#actions = actions;
  }

  /** Takes a line of the server's log. */
  hear(line: string): void {
    if (this.#timer !== undefined || !STORE_FAILED.test(line)) return;
    this.#actions.say(
      `the disk is full: no new rounds until there is space for nats-server; training goes on`,
    );
    this.#lookLater();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #lookLater(): void {
    this.#backOff.failed();
    this.#timer = setTimeout(() => this.#look(), this.#backOff.waitMs);
    this.#timer.unref();
  }

  #look(): void {
    try {
      writeFileSync(this.#probe, Buffer.alloc(PROBE_BYTES));
    } catch {
      this.#lookLater();
      return;
    } finally {
      rmSync(this.#probe, { force: true });
    }
    this.close();
    this.#backOff.succeeded();
    this.#actions.say('there is space on the disk again: nats-server is started anew');
    this.#actions.restart();
  }
}
