import 'reflect-metadata'; // before the next one, which fails without it
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 60 * 60 * 1_000;
/** A certificate is good from a day before it was made, since clocks differ, and for longer than any run. */
const VALID_DAYS = { before: 1, after: 3_650 };

/** A certificate that a run's server shows, and the key to it, in PEM. */
export interface RunCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** A new key for the certificates of a run. */
export function newServerKey(): string {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return privateKey;
}

/**
 * Makes a certificate that signs itself. It belongs to one run, so there is no authority behind it: clients are given the
 * certificate, or the hash of its key, which outlives a change of addresses.
 *
 * @param hosts - Addresses and names by which the server is called.
 */
export async function makeRunCertificate(
  hosts: readonly string[],
  key = newServerKey(),
): Promise<RunCertificate> {
  const secret = createPrivateKey(key);
  const keys = {
    privateKey: await imported(secret.export({ type: 'pkcs8', format: 'der' }), 'pkcs8', 'sign'),
    publicKey: await imported(
      createPublicKey(secret).export({ type: 'spki', format: 'der' }),
      'spki',
      'verify',
    ),
  };
  const names = hosts.map((value) => ({
    type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const),
    value,
  }));
  const nowMs = Date.now();
  const made = await X509CertificateGenerator.createSelfSigned({
    serialNumber: randomBytes(16).toString('hex'),
    name: 'CN=codistill',
    notBefore: new Date(nowMs - VALID_DAYS.before * DAY_MS),
    notAfter: new Date(nowMs + VALID_DAYS.after * DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new SubjectAlternativeNameExtension(names),
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign, true),
    ],
  });
  return { certificate: `${made.toString('pem')}\n`, key };
}

function imported(
  der: Buffer,
  format: 'pkcs8' | 'spki',
  use: 'sign' | 'verify',
): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey(format, der, ALGORITHM, true, [use]);
}
