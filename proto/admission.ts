import { admission } from '#generated/admission';
import { type Codec, codecOf } from './codec.js';

/** Why somebody with an invitation is not let in. */
export type AdmissionRefusal = 'UNKNOWN' | 'EXPIRED' | 'USED_UP' | 'FULL' | 'NETWORK';

/** The words of somebody who wants to be a member. */
export interface AdmissionRequest {
  readonly secret: Uint8Array;
  /** Of the nkey that it has made, `U…`. */
  readonly publicKey: string;
  /** That it wants to train; empty: whichever place is free. */
  readonly network: string;
}

export interface AdmissionReply {
  readonly accepted: boolean;
  /** An {@link AdmissionRefusal}; empty where it is accepted. */
  readonly code: string;
  readonly peerId: string;
  /** Opens nats-server together with the key that was named. */
  readonly userToken: string;
  /** Of the places that are free, where it is refused for its network. */
  readonly networks: readonly string[];
}

/** The request of a run's owner to its launcher. */
export interface DeskRequest {
  readonly action: string;
  readonly peerId: string;
  readonly uses: number;
  readonly expiresS: number;
}

/** A place in a run, and who has it. */
export interface DeskMember {
  readonly peerId: string;
  readonly network: string;
  /** `here`, `guest` or `free`. */
  readonly place: string;
  readonly fingerprint: string;
  readonly status: string;
  readonly address: string;
  readonly step: number;
}

export interface DeskReply {
  /** Empty: done. */
  readonly error: string;
  readonly token: string;
  readonly members: readonly DeskMember[];
}

/** Nobody knows yet who writes it. */
const REQUEST_BYTES_MAX = 256;

export const admissionRequestCodec: Codec<AdmissionRequest> = codecOf(
  admission.AdmissionRequest,
  'AdmissionRequest',
  REQUEST_BYTES_MAX,
);
export const admissionReplyCodec: Codec<AdmissionReply> = codecOf(admission.AdmissionReply, 'AdmissionReply');
export const deskRequestCodec: Codec<DeskRequest> = codecOf(admission.DeskRequest, 'DeskRequest');
export const deskReplyCodec: Codec<DeskReply> = codecOf(admission.DeskReply, 'DeskReply');
