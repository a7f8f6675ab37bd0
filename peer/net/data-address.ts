import { CodistillError } from '../../proto/errors.js';
import { isLoopback } from '../../proto/loopback.js';

/** Where a peer listens for its teachers, and what it tells others to connect to. */
export interface DataAddress {
  /** Endpoint for `bind`, such as `tcp://127.0.0.1:*`. */
  readonly bind: string;
  /** Host that others reach it by. */
  readonly advertiseHost: string;
}

const ENDPOINT = /^(?:tcp:\/\/)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+|\*)(?::(\d{1,5}|\*))?$/;
const ANY = /^(\*|0\.0\.0\.0|\[::\])$/;

/** Where the user wants a peer to listen. */
export interface ListenWishes {
  /** `host`, `host:port` or `tcp://host:port`; port `*` or none: any free one. Absent: the address towards NATS. */
  readonly bind?: string | undefined;
  /** Host that others reach this peer by. Absent: the bound one, or the address towards NATS. */
  readonly advertiseHost?: string | undefined;
  /** Allows addresses that other machines can reach: the control plane, which tells who is who, is closed, or the user says so. */
  readonly beyondLoopback: boolean;
}

/**
 * Decides where to listen. An address of this machine alone is advertised only where NATS is on this machine too: to a
 * cohort elsewhere it would lead nowhere, and its teachers would not be heard.
 *
 * @param towardsNats - This machine's address on the way to NATS.
 * @throws {CodistillError} `ERR_CONFIG`, or `ERR_INSECURE_BIND` off loopback without `beyondLoopback`.
 */
export function dataAddress(
  { bind: wished, advertiseHost, beyondLoopback }: ListenWishes,
  towardsNats: string,
): DataAddress {
  const bind = wished ?? literal(towardsNats);
  const match = ENDPOINT.exec(bind);
  const host = match?.[1];
  const port = match?.[2] ?? '*';
  if (host === undefined || (port !== '*' && Number(port) > 65535)) {
    throw new CodistillError('ERR_CONFIG', `cannot listen on "${bind}"`, {
      fix: 'give HOST or HOST:PORT, such as 192.168.1.10:5555',
      facts: { bind },
    });
  }
  if (!isLoopback(host) && !beyondLoopback) {
    throw new CodistillError(
      'ERR_INSECURE_BIND',
      `${host} can be reached from other machines, and the control plane, which tells who is who, is open`,
      {
        fix: 'join with the line of `codistill up`; or stay on 127.0.0.1; or add --insecure on a network that you trust',
        facts: { bind },
      },
    );
  }
  const told = advertiseHost ?? (ANY.test(host) ? towardsNats : host);
  if (advertiseHost !== undefined || !isLoopback(told))
    return { bind: `tcp://${host}:${port}`, advertiseHost: told };
  if (ANY.test(host)) {
    throw new CodistillError(
      'ERR_CONFIG',
      `"${bind}" listens everywhere, which is no address to connect to`,
      {
        fix: 'say by which host name or address others reach this machine: --advertise HOST',
        facts: { bind },
      },
    );
  }
  if (!isLoopback(towardsNats)) {
    throw new CodistillError(
      'ERR_CONFIG',
      `"${bind}" can be reached from this machine alone, and NATS is on another: the cohort could not reach this peer`,
      {
        fix: `leave --bind out, or give it ${towardsNats}; where the whole cohort is on this machine, add --advertise ${host}`,
        facts: { bind, towardsNats },
      },
    );
  }
  return { bind: `tcp://${host}:${port}`, advertiseHost: host };
}

/** The endpoint to advertise, given the one really bound. */
export function advertised(address: DataAddress, boundEndpoint: string): string {
  const port = boundEndpoint.slice(boundEndpoint.lastIndexOf(':') + 1);
  return `tcp://${literal(address.advertiseHost)}:${port}`;
}

/** An IPv6 address in the brackets that an endpoint wants. */
function literal(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
