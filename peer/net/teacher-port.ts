import { type Context, Router } from 'zeromq';
import { CodistillError } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';
import type { ExchangeEvent } from '../core/exchange/events.js';
import { readLoop, SocketWriter } from './socket-loops.js';
import { commonOptions, type LinkSecurity } from './socket-options.js';

/** The socket that teachers connect to: a bound ROUTER. Predictions come in, credit goes back by routing id. */
export interface TeacherPort {
  /** As really bound, with its port. */
  readonly endpoint: string;
  reply(to: string, parts: readonly Uint8Array[]): void;
  close(): Promise<void>;
}

export interface PortHandlers {
  /** `from`: routing id of the link. `parts`: frames after it, views that stay valid. */
  readonly onEvent: (event: Extract<ExchangeEvent, { kind: 'frames' }>) => void;
  /** The reader died of something else than being closed: this peer can no longer be taught. */
  readonly onPortFailure: (error: unknown) => void;
}

export interface TeacherPortOptions extends PortHandlers {
  readonly bind: string;
  readonly security: LinkSecurity;
  readonly context: Context;
}

/**
 * Opens the port.
 *
 * @throws {CodistillError} `ERR_PORT_TAKEN` when another process has it; `ERR_CONFIG` when the address is not ours.
 */
export async function openTeacherPort(options: TeacherPortOptions): Promise<TeacherPort> {
  const router = new Router({
    ...commonOptions(options.security, options.bind),
    context: options.context,
    // Unroutable credit is an error, not a silent loss; a second claimant of a routing id gets nothing.
    mandatory: true,
    handover: false,
  });
  try {
    await router.bind(options.bind);
  } catch (cause) {
    router.close();
    throw bindError(options.bind, cause);
  }
  const endpoint = router.lastEndpoint ?? options.bind;
  const writer = new SocketWriter(router, LIMITS.peersMax * LIMITS.creditBatches);
  const reading = readLoop(router, ([identity, ...parts]) => {
    options.onEvent({ kind: 'frames', from: identity?.toString('utf8') ?? '', parts });
  }).catch(options.onPortFailure);
  return {
    endpoint,
    reply(to, parts) {
      writer.send([Buffer.from(to, 'utf8'), ...parts]);
    },
    async close() {
      await writer.drained();
      router.close();
      await reading;
    },
  };
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
