import { CodistillError } from '../proto/errors.js';
import { hostOf, isLoopback } from '../proto/loopback.js';
import { type NatsAccess, type NatsProof, serversOf } from '../proto/nats-access.js';

/** Whether a control plane is closed: its server is encrypted, and this process shows who it is. */
export function isClosed({ tls, creds, nkey, token, user }: NatsProof): boolean {
  return tls !== undefined && [creds, nkey, token, user, tls.cert].some((proof) => proof !== undefined);
}

/**
 * Refuses what could be read or spoken to from another machine, unless the control plane is closed or the user says that this is
 * meant.
 *
 * @param endpoint - `nats://host:port`, maybe several, or `tcp://host:port`, where the port may be `*`.
 * @param isAllowed - {@link isClosed}, or `--insecure`.
 * @throws {CodistillError} `ERR_USAGE` when it is no such address, `ERR_INSECURE_BIND` off loopback.
 */
export function requireLoopback(endpoint: string, option: string, isAllowed: boolean): void {
  for (const one of serversOf(endpoint)) requireEndLoopback(one, option, isAllowed);
}

function requireEndLoopback(endpoint: string, option: string, isAllowed: boolean): void {
  const host = hostOf(endpoint);
  if (host === undefined) {
    throw new CodistillError('ERR_USAGE', `${option} ${endpoint}: not an address`, {
      fix: 'write for example nats://127.0.0.1:4222 or tcp://127.0.0.1:*',
      facts: { endpoint },
    });
  }
  if (isAllowed || isLoopback(host)) return;
  throw new CodistillError(
    'ERR_INSECURE_BIND',
    `${option} ${endpoint} reaches beyond this machine, and the control plane is open: without TLS, or without credentials`,
    {
      fix: 'start the run with `codistill up`; or give --nats-ca and --nats-creds of a server that has them; or add --insecure if you trust every machine on that network',
      facts: { option, endpoint },
    },
  );
}

/** Says in a run's record what `--insecure` gives up there; `undefined` where it gives up nothing. */
export function openText({ natsUrl, natsProof }: NatsAccess): string | undefined {
  if (isClosed(natsProof) || serversOf(natsUrl).every((url) => isLoopback(hostOf(url) ?? '')))
    return undefined;
  return `--insecure: the control plane at ${natsUrl} is open: whoever reaches it can read and steer this run`;
}
