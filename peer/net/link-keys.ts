import { createPublicKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import type { Member } from '../../proto/codec.js';
import { LIMITS } from '../../proto/limits.js';
import { generatedKey } from '../../proto/net/generated-key.js';

/** A key as a ZeroMQ option: zeromq takes the 32 bytes as they are, although its types say text. */
export type KeyOption = string;

/** The options by which a ZeroMQ socket holds a key pair. */
export interface CurveIdentity {
  readonly curvePublicKey: KeyOption;
  readonly curveSecretKey: KeyOption;
}

/** The two ends of a link, and which life of the teacher it belongs to. */
export interface LinkEnds {
  readonly teacher: string;
  readonly incarnation: number;
  readonly student: string;
}

/**
 * The Curve25519 key pair of one process: drawn when it starts, and never written down. It proves who this process is to
 * ZeroMQ, and names its links.
 */
export class LinkKeys {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly #secret: KeyObject;

  constructor() {
    this.#secret = generatedKey('x25519');
    this.publicKey = bytesOf(this.#secret.export({ format: 'jwk' }).x);
  }

  get identity(): CurveIdentity {
    return {
      curvePublicKey: keyOption(this.publicKey),
      curveSecretKey: keyOption(bytesOf(this.#secret.export({ format: 'jwk' }).d)),
    };
  }

  /**
   * The routing id of a link, which nobody but its two ends can know: it comes from the secret that their keys share.
   * Whoever speaks under it is the other end, on every message of every connection.
   *
   * @param other - Public key of the other end.
   * @returns 43 characters, or `null` for a key that nobody can hold.
   */
  linkName(other: Uint8Array, { teacher, incarnation, student }: LinkEnds): string | null {
    const shared = sharedSecret(this.#secret, other);
    if (shared === null) return null;
    const info = `codistill link ${teacher}#${incarnation} to ${student}`;
    return Buffer.from(hkdfSync('sha256', shared, '', info, LIMITS.keyBytes)).toString('base64url');
  }
}

/** A public key for comparing. */
export function keyText({ publicKey }: Pick<Member, 'publicKey'>): string {
  return Buffer.from(publicKey).toString('base64url');
}

export function keyOption(key: Uint8Array): KeyOption {
  return Buffer.from(key) as unknown as KeyOption;
}

/** Diffie–Hellman on Curve25519; `null` where the key has another length, or gives everybody the same secret. */
function sharedSecret(privateKey: KeyObject, other: Uint8Array): Buffer | null {
  if (other.length !== LIMITS.keyBytes) return null;
  const x = Buffer.from(other).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
  try {
    return diffieHellman({ privateKey, publicKey });
  } catch {
    return null; // a point of low order
  }
}

function bytesOf(field: string | undefined): Uint8Array {
  return Buffer.from(field ?? '', 'base64url');
}
