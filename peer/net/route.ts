import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import type { CodistillError } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';
import { serversOf } from '../../proto/nats-access.js';
import { natsRefusal } from '../../proto/nats-refusal.js';
import { pause } from '../../proto/net/bounded-wait.js';

/**
 * This machine's address on the way to a server: the one by which others on that network reach it.
 *
 * The system's routes tell it without a packet being sent, so the server need not run yet.
 *
 * @param url - `nats://host:port`, the scheme and the port may be missing; of several servers the first that has an address.
 * @throws {Error} When no host has an address yet, or no way leads there.
 */
export async function addressTowards(url: string): Promise<string> {
  const errors: unknown[] = [];
  for (const server of serversOf(url)) {
    try {
      return await addressTowardsOne(server);
    } catch (error) {
      errors.push(error);
    }
  }
  throw errors[0];
}

async function addressTowardsOne(url: string): Promise<string> {
  const { hostname, port } = new URL(url.includes('://') ? url : `nats://${url}`);
  const { address, family } = await lookup(hostname.replace(/^\[|\]$/g, ''));
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.connect(Number(port) || 4222, address, resolve);
    });
    return socket.address().address;
  } finally {
    socket.close();
  }
}

/**
 * {@link addressTowards}, asked until there is one: a network or a name server may still be coming up.
 *
 * @param onTrouble - Told after each try why there is none; the code says whether there ever will be.
 * @returns `undefined` when the signal came first.
 */
export async function awaitAddressTowards(
  url: string,
  signal: AbortSignal,
  onTrouble: (error: CodistillError) => void,
): Promise<string | undefined> {
  while (!signal.aborted) {
    try {
      return await addressTowards(url);
    } catch (error) {
      onTrouble(natsRefusal(error, url, {}));
    }
    await pause(LIMITS.requestMs, signal);
  }
  return undefined;
}
