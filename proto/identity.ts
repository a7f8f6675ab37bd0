import { createHash } from 'node:crypto';
import { CodistillError } from './errors.js';
import { LIMITS } from './limits.js';

/** A peer's name in a run, such as `peer-0`. */
export type PeerId = string;

const ID = /^[a-z0-9][a-z0-9_-]*$/;

/** Tells whether a text can be a run or peer id. */
export function isId(text: string): boolean {
  return ID.test(text) && text.length <= LIMITS.idLengthMax;
}

/**
 * Checks a run or peer id: it becomes part of NATS subjects, ZeroMQ routing ids and file names.
 *
 * @throws {CodistillError} `ERR_CONFIG` unless it is 1 to 64 characters of a-z, 0-9, `-` and `_`.
 */
export function checkId(id: string, what: string): string {
  if (isId(id)) return id;
  throw new CodistillError('ERR_CONFIG', `${what} "${id}" is not usable as a name`, {
    fix: `use 1 to ${LIMITS.idLengthMax} characters of a-z, 0-9, "-" and "_", the first one a letter or digit`,
    facts: { id },
  });
}

/**
 * The link of one incarnation of a teacher, as its students' cores know it; on the wire it goes by a secret name.
 *
 * @param linkToken - Drawn by the peer's process and told to the cohort when it joins: it tells the process from another one
 *   with the same incarnation. Empty: none.
 */
export function routingId(peerId: PeerId, incarnation: number, linkToken = ''): string {
  return linkToken === '' ? `${peerId}#${incarnation}` : `${peerId}#${incarnation}#${linkToken}`;
}

/** SHA-256, hex, of the secret by which a run directory holds a peer's id. */
export function holderDigest(holderSecret: string): string {
  return createHash('sha256').update(holderSecret).digest('hex');
}

/** Whether a routing id can be that of an incarnation whose token is not known yet. */
export function mayBeRoutingIdOf(id: string, peerId: PeerId, incarnation: number): boolean {
  const known = routingId(peerId, incarnation);
  return id === known || id.startsWith(`${known}#`);
}

/**
 * Digest of what a mini-batch is: the ordered sample ids, and the seed that augments them.
 * Two peers may only learn from each other's predictions where it is equal.
 *
 * @param sampleIds - Ordered ids, uint32 `[batch]`.
 * @param augmentationSeed - 0 when inputs are not augmented.
 * @returns 16 bytes: the head of a SHA-256.
 */
export function batchDigest(sampleIds: Uint32Array, augmentationSeed: number): Uint8Array {
  const hash = createHash('sha256');
  hash.update(Uint32Array.of(augmentationSeed >>> 0, sampleIds.length));
  hash.update(new Uint8Array(sampleIds.buffer, sampleIds.byteOffset, sampleIds.byteLength));
  return new Uint8Array(hash.digest().subarray(0, LIMITS.batchDigestBytes));
}
