import { probe } from '#generated/probe';
import { type Codec, codecOf, type Plain } from './codec.js';

/** Asks every peer of a run how it reaches the others. */
export type ProbeRequest = Plain<probe.ProbeRequest.$Properties>;
/** A peer's answer: its clock, versions and data, and its ways to the others. */
export type ProbeReply = Plain<probe.ProbeReply.$Properties>;
/** From the peer that answers to another one. */
export type ProbedWay = Plain<probe.Way.$Properties>;

/** {@link ProbedWay.code} of a connection that nobody answered; the others are the system's. */
export const NO_ANSWER = 'TIMEOUT';

export const probeRequestCodec: Codec<ProbeRequest> = codecOf(probe.ProbeRequest, 'ProbeRequest', 256);
export const probeReplyCodec: Codec<ProbeReply> = codecOf(probe.ProbeReply, 'ProbeReply');
