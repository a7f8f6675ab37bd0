import { admission } from '#generated/admission';
import { type Codec, codecOf } from './codec.js';

/** Why somebody with an invitation is not let in. */
export type AdmissionRefusal = 'UNKNOWN' | 'EXPIRED' | 'USED_UP' | 'FULL';

/** The words of somebody who wants to be a member. */
export interface AdmissionRequest {
  readonly secret: Uint8Array;
  /** Of the nkey that it has made, `U…`. */
  readonly publicKey: string;
}

export interface AdmissionReply {
  readonly accepted: boolean;
  /** An {@link AdmissionRefusal}; empty where it is accepted. */
  readonly code: string;
  readonly peerId: string;
  /** Opens nats-server together with the key that was named. */
  readonly userToken: string;
}

/** Nobody knows yet who writes it. */
const REQUEST_BYTES_MAX = 256;

export const admissionRequestCodec: Codec<AdmissionRequest> = codecOf(
  admission.AdmissionRequest,
  'AdmissionRequest',
  REQUEST_BYTES_MAX,
);
export const admissionReplyCodec: Codec<AdmissionReply> = codecOf(admission.AdmissionReply, 'AdmissionReply');
