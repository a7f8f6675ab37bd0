import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { KeyPair } from 'nats-jwt';
import { Codec } from 'nkeys.js/lib/codec.js';
import { Prefix } from 'nkeys.js/lib/nkeys.js';
import { generatedKey } from './generated-key.js';

/** Before the 32 bytes of an Ed25519 seed in PKCS #8. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Who a key pair stands for. */
const ROLES = { operator: Prefix.Operator, account: Prefix.Account, user: Prefix.User } as const;

/**
 * A key pair of NATS, written as NATS writes it and signing with Node's own Ed25519. The libraries for NATS sign in
 * JavaScript: their first signature costs a process 20 to 60 ms.
 */
export class Nkey implements KeyPair {
  readonly #key: KeyObject;
  readonly #seed: Uint8Array;
  readonly #publicKey: string;

  private constructor(role: Prefix, key: KeyObject) {
    const { d = '', x = '' } = key.export({ format: 'jwk' });
    this.#key = key;
    this.#seed = Codec.encodeSeed(role, Buffer.from(d, 'base64url'));
    this.#publicKey = Buffer.from(Codec.encode(role, Buffer.from(x, 'base64url'))).toString();
  }

  static generate(role: keyof typeof ROLES): Nkey {
    return new Nkey(ROLES[role], generatedKey('ed25519'));
  }

  /**
   * @param seed - As NATS writes it: `SU…` of a user.
   * @throws {Error} When it is no seed.
   */
  static fromSeed(seed: string): Nkey {
    const { prefix, buf } = Codec.decodeSeed(Buffer.from(seed));
    const der = Buffer.concat([PKCS8_HEAD, buf]);
    return new Nkey(prefix, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  }

  getPublicKey(): string {
    return this.#publicKey;
  }

  getSeed(): Uint8Array {
    return this.#seed;
  }

  /** The seed: who asks for it only wants to know that there is one. */
  getPrivateKey(): Uint8Array {
    return this.#seed;
  }

  sign(input: Uint8Array): Uint8Array {
    return sign(null, input, this.#key);
  }

  verify(input: Uint8Array, signature: Uint8Array): boolean {
    return verify(null, input, createPublicKey(this.#key), signature);
  }

  clear(): void {}
}
