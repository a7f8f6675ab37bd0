import { networkInterfaces } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Packet } from 'dns-packet';
import makeMdns, { type MulticastDNS } from 'multicast-dns';
import { CodistillError } from '../../proto/errors.js';
import { MDNS_PORT } from './advertise.js';
import { type HeardNotice, noticesIn, SERVICE } from './cohort-notice.js';

export interface Listening {
  /** Called with a cohort that is heard of, and again when it tells something else. */
  readonly onCohort?: (cohort: HeardNotice) => void;
  /** Ends the listening. */
  readonly signal: AbortSignal;
  /** IPv4 addresses of the interfaces to listen at. @default one of each interface of this machine */
  readonly vias?: readonly string[];
  /** @default 5353 */
  readonly port?: number;
}

/** Cohorts that are shown; more on one network are somebody's joke. */
export const COHORTS_MAX = 100;
const ADDRESSES_MAX = 8;
const FIRST_WAIT_MS = 1_000;

/**
 * Asks every network of this machine for cohorts, again and again, and listens until the signal.
 *
 * @throws {CodistillError} `ERR_PORT_TAKEN` when it can listen nowhere.
 */
export async function discover({
  onCohort,
  signal,
  vias = ownAddresses(),
  port = MDNS_PORT,
}: Listening): Promise<HeardNotice[]> {
  const cohorts = new Map<string, HeardNotice>();
  const hear = (cohort: HeardNotice): void => {
    const whole = kept(cohorts, cohort);
    if (whole !== undefined) onCohort?.(whole);
  };
  const deaf = new Map<string, NodeJS.ErrnoException>();
  const ears = vias.map((via) => ear(via, port, hear, (error) => deaf.set(via, error)));
  try {
    for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs *= 2) {
      for (const one of ears) one.query(SERVICE, 'PTR');
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
      if (deaf.size === vias.length) throw deafness(port, [...deaf.values()][0]);
    }
  } finally {
    await Promise.all(ears.map((one) => new Promise<void>((resolve) => one.destroy(resolve))));
  }
  return [...cohorts.values()];
}

/**
 * Keeps what a cohort tells, with the addresses at which it was heard before.
 *
 * @returns The cohort as it is known now, or `undefined` where that is nothing new, or one too many.
 */
export function kept(cohorts: Map<string, HeardNotice>, cohort: HeardNotice): HeardNotice | undefined {
  const known = cohorts.get(cohort.key);
  if (known === undefined && cohorts.size >= COHORTS_MAX) return undefined;
  const addresses = [...new Set([...(known?.addresses ?? []), ...cohort.addresses])].slice(0, ADDRESSES_MAX);
  const whole = { ...cohort, addresses };
  if (isDeepStrictEqual(whole, known)) return undefined;
  cohorts.set(cohort.key, whole);
  return whole;
}

function ownAddresses(): string[] {
  const interfaces = Object.values(networkInterfaces());
  return interfaces.flatMap((one) => one?.find(({ family }) => family === 'IPv4')?.address ?? []);
}

function ear(
  via: string,
  port: number,
  hear: (cohort: HeardNotice) => void,
  fail: (error: NodeJS.ErrnoException) => void,
): MulticastDNS {
  // Bound to one address, a socket of Linux would hear no multicast.
  const mdns = makeMdns({ interface: via, bind: '0.0.0.0', port });
  mdns.on('error', fail);
  mdns.on('warning', (error: NodeJS.ErrnoException) => {
    // Others are packets of strangers that are none.
    if (error.syscall !== undefined) fail(error);
  });
  mdns.on('response', ({ answers = [], additionals = [] }: Packet) => {
    for (const cohort of noticesIn([...answers, ...additionals])) hear(cohort);
  });
  return mdns;
}

function deafness(port: number, cause: NodeJS.ErrnoException | undefined): CodistillError {
  const why = cause === undefined ? 'this machine has no IPv4 address' : cause.message;
  return new CodistillError('ERR_PORT_TAKEN', `nothing can be heard at UDP port ${port}: ${why}`, {
    fix: 'end the program that keeps the port to itself; a token needs no discovery: `codistill join TOKEN`',
    facts: { port },
    cause,
  });
}
