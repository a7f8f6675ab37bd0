import { CodistillError } from '../proto/errors.js';
import { hostOf, isLoopback } from '../proto/loopback.js';

/**
 * Refuses what could be read or spoken to from another machine unless the user says that this is meant.
 * The control plane is not encrypted in this version.
 *
 * @param endpoint - `nats://host:port` or `tcp://host:port`, where the port may be `*`.
 * @throws {CodistillError} `ERR_USAGE` when it is no such address, `ERR_INSECURE_BIND` off loopback.
 */
export function requireLoopback(endpoint: string, option: string, insecure: boolean): void {
  const host = hostOf(endpoint);
  if (host === undefined) {
    throw new CodistillError('ERR_USAGE', `${option} ${endpoint}: not an address`, {
      fix: 'write for example nats://127.0.0.1:4222 or tcp://127.0.0.1:*',
      facts: { endpoint },
    });
  }
  if (insecure || isLoopback(host)) return;
  throw new CodistillError(
    'ERR_INSECURE_BIND',
    `${option} ${endpoint} reaches beyond this machine, and the control plane is not encrypted`,
    { fix: 'add --insecure if you trust every machine on that network', facts: { option, endpoint } },
  );
}
