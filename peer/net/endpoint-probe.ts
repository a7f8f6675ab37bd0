import { lookup } from 'node:dns/promises';
import { createConnection } from 'node:net';
import { LIMITS } from '../../proto/limits.js';
import { hostOf } from '../../proto/loopback.js';
import { pause } from '../../proto/net/bounded-wait.js';
import { NO_ANSWER, type ProbedWay } from '../../proto/probe.js';

/** An endpoint as it is reached from here. */
export type Reachability = Pick<ProbedWay, 'resolved' | 'code' | 'roundTripsMs'>;

/** Between two connections to one endpoint: whoever trains there, or here, is not to notice. */
const PAUSE_MS = 20;

/**
 * Connects to an endpoint by TCP, several times in a row, and says nothing there: a connection takes one round trip. The first
 * failure ends it.
 *
 * @param endpoint - `tcp://host:port`.
 * @param nowMs - A clock that never goes back.
 */
export async function probeEndpoint(endpoint: string, nowMs: () => number): Promise<Reachability> {
  const host = hostOf(endpoint)?.replace(/^\[|\]$/g, '') ?? '';
  const port = Number(endpoint.slice(endpoint.lastIndexOf(':') + 1));
  if (host === '' || !(port >= 1 && port <= 65_535))
    return { resolved: '', code: 'EINVAL', roundTripsMs: [] };
  const found = await within(
    lookup(host).then(
      ({ address }) => ({ address, code: '' }),
      (error: NodeJS.ErrnoException) => ({ address: '', code: error.code ?? error.name }),
    ),
    { address: '', code: 'EAI_AGAIN' },
  );
  const { address: resolved, code: unresolved } = found;
  if (resolved === '') return { resolved, code: unresolved, roundTripsMs: [] };
  const roundTripsMs: number[] = [];
  const never = new AbortController().signal;
  const endMs = nowMs() + LIMITS.probeConnectMs;
  for (let i = 0; i < LIMITS.probeConnects; i++) {
    if (i > 0) await pause(PAUSE_MS, never);
    if (i > 0 && nowMs() >= endMs) break; // a slow way was measured often enough
    const beganAtMs = nowMs();
    const code = await connected(resolved, port);
    if (code !== '') return { resolved, code, roundTripsMs };
    roundTripsMs.push(nowMs() - beganAtMs);
  }
  return { resolved, code: '', roundTripsMs };
}

/** Connects once, and hangs up. @returns Why it failed, or nothing. */
function connected(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: LIMITS.probeConnectMs });
    const end = (code: string): void => {
      socket.destroy();
      resolve(code);
    };
    socket.once('connect', () => end(''));
    socket.once('timeout', () => end(NO_ANSWER));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ETIMEDOUT' ? NO_ANSWER : (error.code ?? error.name)),
    );
  });
}

/** A name server that answers too late has not answered. */
async function within<T>(promise: Promise<T>, otherwise: T): Promise<T> {
  const over = new AbortController();
  const late = pause(LIMITS.probeConnectMs, over.signal).then(() => otherwise);
  return Promise.race([promise, late]).finally(() => over.abort());
}
