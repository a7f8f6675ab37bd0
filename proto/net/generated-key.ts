import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/**
 * A new private key for Curve25519. It is read in anew: Node (seen with 20.20.2) locks a key while it writes it as a JWK, and where
 * memory is collected in the middle of that, the end of what generated it waits for the same lock. The process then stands
 * still for good.
 */
export function generatedKey(kind: 'ed25519' | 'x25519'): KeyObject {
  // The types know an encoding for each kind alone; Node takes it for both.
  const { privateKey } = generateKeyPairSync(kind as 'ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return createPrivateKey(privateKey);
}
