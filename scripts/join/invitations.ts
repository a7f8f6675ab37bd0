import { createHash, randomBytes } from 'node:crypto';
import type { AdmissionRefusal, AdmissionRequest } from '../../proto/admission.js';
import { SECRET_BYTES } from '../../proto/join-token.js';

/** How often and how long an invitation may be used. */
export interface InvitationTerms {
  readonly uses: number;
  /** Unix time in seconds; 0: without an end. */
  readonly expiresS: number;
}

/** Who is let in, or why not. */
export type Verdict =
  | { readonly accepted: true; readonly peerId: string }
  | { readonly accepted: false; readonly code: AdmissionRefusal };

interface Invitation {
  readonly expiresS: number;
  usesLeft: number;
}

/** The invitations to a run, and the places that are still free in it. */
export class Invitations {
  readonly #free: string[];
  /** By the hash of the secret, so that how long a look takes tells nothing of it. */
  readonly #open = new Map<string, Invitation>();
  /** Peer ids by the keys to which they were given: a request whose answer was lost comes again. */
  readonly #admitted = new Map<string, string>();

  /** @param peerIds - Places in the run, in the order in which they are given away. */
  constructor(peerIds: readonly string[]) {
    this.#free = [...peerIds];
  }

  /** @returns The secret of a new invitation. */
  invite({ uses, expiresS }: InvitationTerms): Uint8Array {
    const secret = randomBytes(SECRET_BYTES);
    this.#open.set(hashOf(secret), { expiresS, usesLeft: uses });
    return secret;
  }

  /** @param nowS - Unix time in seconds. */
  judge({ secret, publicKey }: AdmissionRequest, nowS: number): Verdict {
    const invitation = this.#open.get(hashOf(secret));
    if (invitation === undefined) return { accepted: false, code: 'UNKNOWN' };
    const known = this.#admitted.get(publicKey);
    if (known !== undefined) return { accepted: true, peerId: known };
    if (invitation.expiresS !== 0 && nowS >= invitation.expiresS) return { accepted: false, code: 'EXPIRED' };
    if (invitation.usesLeft <= 0) return { accepted: false, code: 'USED_UP' };
    const peerId = this.#free.shift();
    if (peerId === undefined) return { accepted: false, code: 'FULL' };
    invitation.usesLeft--;
    this.#admitted.set(publicKey, peerId);
    return { accepted: true, peerId };
  }
}

function hashOf(secret: Uint8Array): string {
  return createHash('sha256').update(secret).digest('hex');
}
