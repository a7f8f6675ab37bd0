import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** PEM files of an authority that nobody else trusts, and of a server and a client that it signed. */
export interface Certificates {
  readonly ca: string;
  /** Good for 127.0.0.1 and for localhost. */
  readonly server: KeyPair;
  /** Good for another host alone. */
  readonly elsewhere: KeyPair;
  readonly client: KeyPair;
}

interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** Whether this machine can make certificates. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Makes them in a folder. */
export function makeCertificates(directory: string): Certificates {
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: directory, stdio: 'ignore' });
  };
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const path = (name: string): string => join(directory, name);
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Lab');
  const signed = (name: string, extension: string): KeyPair => {
    const extensions = path(`${name}.ext`);
    writeFileSync(extensions, extension);
    openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', extensions];
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`);
    return { cert: path(`${name}.pem`), key: path(`${name}.key`) };
  };
  return {
    ca: path('ca.pem'),
    server: signed('server', 'subjectAltName=IP:127.0.0.1,DNS:localhost'),
    elsewhere: signed('elsewhere', 'subjectAltName=DNS:nats.elsewhere.example'),
    client: signed('client', 'extendedKeyUsage=clientAuth'),
  };
}
