import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { AdmissionRefusal, AdmissionRequest } from '../../proto/admission.js';
import { SECRET_BYTES } from '../../proto/join-token.js';

/** How often and how long an invitation may be used. */
export interface InvitationTerms {
  readonly uses: number;
  /** Unix time in seconds; 0: without an end. */
  readonly expiresS: number;
  /** The only places that it gives. @default whichever is free */
  readonly places?: readonly string[] | undefined;
}

/** A peer of the run that trains on another machine. */
export interface Place {
  readonly id: string;
  readonly network: string;
}

/** Who is let in, or why not. */
export type Verdict =
  | { readonly accepted: true; readonly peerId: string }
  | { readonly accepted: false; readonly code: AdmissionRefusal; readonly networks: readonly string[] };

/** The part of {@link Invitations} that has to be kept, for a launcher that goes on with the run. No secret is in it. */
export const savedInvitations = z.strictObject({
  open: z.record(
    z.string(),
    z.strictObject({
      expiresS: z.number(),
      usesLeft: z.number(),
      places: z.array(z.string()).readonly().optional(),
    }),
  ),
  admitted: z.record(z.string(), z.string()),
});
export type SavedInvitations = z.infer<typeof savedInvitations>;

/** The invitations to a run, and the places that are still free in it. */
export class Invitations {
  readonly #places: readonly Place[];
  /** By the hash of the secret, so that how long a look takes tells nothing of it. */
  readonly #open: Map<string, SavedInvitations['open'][string]>;
  /** Peer ids by the keys to which they were given: a request whose answer was lost comes again. */
  readonly #admitted: Map<string, string>;

  /** @param places - In the order in which they are given away. */
  constructor(places: readonly Place[], saved?: SavedInvitations) {
    this.#places = places;
    this.#open = new Map(Object.entries(saved?.open ?? {}));
    this.#admitted = new Map(Object.entries(saved?.admitted ?? {}));
  }

  get free(): readonly Place[] {
    const taken = new Set(this.#admitted.values());
    return this.#places.filter(({ id }) => !taken.has(id));
  }

  saved(): SavedInvitations {
    return { open: Object.fromEntries(this.#open), admitted: Object.fromEntries(this.#admitted) };
  }

  /** @returns The secret of a new invitation. */
  invite({ uses, expiresS, places }: InvitationTerms): Uint8Array {
    const secret = randomBytes(SECRET_BYTES);
    this.#open.set(hashOf(secret), { expiresS, usesLeft: uses, places });
    return secret;
  }

  /** @param nowS - Unix time in seconds. */
  judge({ secret, publicKey, network }: AdmissionRequest, nowS: number): Verdict {
    const invitation = this.#open.get(hashOf(secret));
    if (invitation === undefined) return refused('UNKNOWN');
    const known = this.#admitted.get(publicKey);
    if (known !== undefined) return { accepted: true, peerId: known };
    if (invitation.expiresS !== 0 && nowS >= invitation.expiresS) return refused('EXPIRED');
    if (invitation.usesLeft <= 0) return refused('USED_UP');
    const free = this.free.filter(({ id }) => invitation.places?.includes(id) ?? true);
    if (free.length === 0) return refused('FULL');
    const place = free.find((one) => network === '' || one.network === network);
    if (place === undefined) return refused('NETWORK', [...new Set(free.map((one) => one.network))]);
    this.#open.set(hashOf(secret), { ...invitation, usesLeft: invitation.usesLeft - 1 });
    this.#admitted.set(publicKey, place.id);
    return { accepted: true, peerId: place.id };
  }

  /** @returns The key of the guest that has a place. */
  keyOf(peerId: string): string | undefined {
    return [...this.#admitted].find(([, id]) => id === peerId)?.[0];
  }

  /** From now on no line so far gives a place: whoever had it may know one. */
  close(peerId: string): void {
    for (const [hash, invitation] of this.#open) {
      if (invitation.places?.includes(peerId) ?? true) this.#open.set(hash, { ...invitation, usesLeft: 0 });
    }
  }

  /** Frees a place: whoever had it has to be invited anew, with another key. */
  release(peerId: string): void {
    const key = this.keyOf(peerId);
    if (key !== undefined) this.#admitted.delete(key);
  }
}

function refused(code: AdmissionRefusal, networks: readonly string[] = []): Verdict {
  return { accepted: false, code, networks };
}

function hashOf(secret: Uint8Array): string {
  return createHash('sha256').update(secret).digest('hex');
}
