import { CodistillError } from '../../proto/errors.js';

/** Where a peer listens for its teachers, and what it tells others to connect to. */
export interface DataAddress {
  /** Endpoint for `bind`, such as `tcp://127.0.0.1:*`. */
  readonly bind: string;
  /** Host that others reach it by. */
  readonly advertiseHost: string;
}

const ENDPOINT = /^(?:tcp:\/\/)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+|\*)(?::(\d{1,5}|\*))?$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const ANY = /^(\*|0\.0\.0\.0|\[::\])$/;

/**
 * Checks where to listen.
 *
 * @param bind - `host`, `host:port` or `tcp://host:port`; port `*` or none: any free one.
 * @param insecure - Allows addresses that other machines can reach, although links are not encrypted yet.
 * @throws {CodistillError} `ERR_CONFIG`, or `ERR_INSECURE_BIND` off loopback without `insecure`.
 */
export function dataAddress(bind: string, advertiseHost: string | undefined, insecure: boolean): DataAddress {
  const match = ENDPOINT.exec(bind);
  const host = match?.[1];
  const port = match?.[2] ?? '*';
  if (host === undefined || (port !== '*' && Number(port) > 65535)) {
    throw new CodistillError('ERR_CONFIG', `cannot listen on "${bind}"`, {
      fix: 'give HOST or HOST:PORT, such as 192.168.1.10:5555',
      facts: { bind },
    });
  }
  if (!LOOPBACK.test(host) && !insecure) {
    throw new CodistillError(
      'ERR_INSECURE_BIND',
      `${host} can be reached from other machines, and links between peers are not encrypted`,
      { fix: 'stay on 127.0.0.1, or add --insecure on a network that you trust', facts: { bind } },
    );
  }
  if (ANY.test(host) && advertiseHost === undefined) {
    throw new CodistillError(
      'ERR_CONFIG',
      `"${bind}" listens everywhere, which is no address to connect to`,
      {
        fix: 'say by which host name or address others reach this machine: --advertise HOST',
        facts: { bind },
      },
    );
  }
  return { bind: `tcp://${host}:${port}`, advertiseHost: advertiseHost ?? host };
}

/** The endpoint to advertise, given the one really bound. */
export function advertised(address: DataAddress, boundEndpoint: string): string {
  const port = boundEndpoint.slice(boundEndpoint.lastIndexOf(':') + 1);
  const host = address.advertiseHost;
  const literal = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return `tcp://${literal}:${port}`;
}
