import type { Context } from 'zeromq';
import {
  openTeacherPort,
  type PortGuard,
  type PortHandlers,
  type TeacherLink,
  type TeacherPort,
} from './teacher-port.js';

/** The ports of one peer: a teacher comes in by one of them, and is answered there. */
export class TeacherPorts {
  readonly #context: Context;
  readonly #handlers: PortHandlers;
  readonly #ports: TeacherPort[] = [];
  /** Where each link was heard last, by the core's routing id. */
  readonly #heardAt = new Map<string, TeacherPort>();

  constructor(context: Context, handlers: PortHandlers) {
    this.#context = context;
    this.#handlers = handlers;
  }

  /** As `openTeacherPort`. */
  async open(bind: string, guard: PortGuard | null): Promise<TeacherPort> {
    const { onEvent, onPortFailure } = this.#handlers;
    const port: TeacherPort = await openTeacherPort({
      ...{ bind, guard, context: this.#context, onPortFailure },
      onEvent: (event) => {
        this.#heardAt.set(event.from, port);
        onEvent(event);
      },
    });
    this.#ports.push(port);
    return port;
  }

  /** As `TeacherPort.set`. */
  set(links: ReadonlyMap<string, TeacherLink>): void {
    for (const port of this.#ports) port.set(links);
  }

  reply(to: string, parts: readonly Uint8Array[]): void {
    this.#heardAt.get(to)?.reply(to, parts);
  }

  async close(): Promise<void> {
    await Promise.all(this.#ports.map((port) => port.close()));
  }
}
