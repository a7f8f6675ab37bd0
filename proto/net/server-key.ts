import { createHash, type X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createConnection, isIP, type Socket } from 'node:net';
import { connect as encrypt } from 'node:tls';
import { CodistillError } from '../errors.js';

/** SHA-256 of the public key in a certificate: it stays when the certificate is made anew, for other addresses. */
export function keyHashOf(certificate: X509Certificate): Buffer {
  return createHash('sha256')
    .update(certificate.publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
}

/**
 * Asks a nats-server for its certificate, before anything is said to it: what it says first, and the greeting of TLS, are all
 * that passes.
 *
 * @param keyHash - Of the key that the server must hold.
 * @returns The certificate, in PEM, to be trusted from then on.
 * @throws {CodistillError} `ERR_NATS_TLS` when it holds another key or does not encrypt, `ERR_NATS_SERVER` when nothing
 *   answers in time.
 */
export async function certificateAt(
  natsUrl: string,
  keyHash: Uint8Array,
  timeoutMs: number,
): Promise<string> {
  const { hostname, port } = new URL(natsUrl);
  const host = hostname.replace(/^\[|\]$/g, '');
  const signal = AbortSignal.timeout(timeoutMs);
  const socket = createConnection({ host, port: Number(port) || 4_222 });
  socket.on('error', () => {}); // told by whatever waits for it
  try {
    const [hello] = (await unlessClosed(socket, 'data', signal)) as [Buffer];
    if (!/"tls_(required|available)":\s*true/.test(hello.toString()))
      throw refused(natsUrl, 'offers no encryption');
    const certificate = await shown(socket, host, signal);
    if (certificate !== undefined && keyHashOf(certificate).equals(keyHash)) return certificate.toString();
    throw refused(natsUrl, 'holds another key than the one that was asked for');
  } catch (cause) {
    if (cause instanceof CodistillError) throw cause;
    throw new CodistillError(
      'ERR_NATS_SERVER',
      `no nats-server answers at ${natsUrl}: ${(cause as Error).message}`,
      {
        fix: 'correct the address, or start the server',
        facts: { natsUrl },
        cause,
      },
    );
  } finally {
    socket.destroy();
  }
}

/** Whoever holds the key is the server: no authority and no name is asked for. */
async function shown(
  socket: Socket,
  host: string,
  signal: AbortSignal,
): Promise<X509Certificate | undefined> {
  const name = isIP(host) === 0 ? { servername: host } : {};
  const encrypted = encrypt({ socket, rejectUnauthorized: false, ...name });
  encrypted.on('error', () => {});
  await unlessClosed(encrypted, 'secureConnect', signal);
  return encrypted.getPeerX509Certificate();
}

/** Waits for an event of a socket, and for nothing once the other side has gone. */
function unlessClosed(socket: Socket, event: string, signal: AbortSignal): Promise<unknown[]> {
  const closed = once(socket, 'close', { signal }).then(() => {
    throw new Error('whoever takes the connection closes it');
  });
  return Promise.race([once(socket, event, { signal }), closed]);
}

function refused(natsUrl: string, what: string): CodistillError {
  return new CodistillError('ERR_NATS_TLS', `nats-server at ${natsUrl} ${what}: nothing was said to it`, {
    fix: 'make sure that the address is right, and that nobody stands between',
    facts: { natsUrl },
  });
}
