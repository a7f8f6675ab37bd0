import type { Answer } from 'dns-packet';
import * as z from 'zod';
import { isId } from '../../proto/identity.js';
import { LIMITS } from '../../proto/limits.js';
import { FILE_DATA } from '../../proto/named-files.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { isModulePath, isUserModule } from '../../proto/user-module.js';
import { printable } from '../plain-text.js';

/** A cohort, as it tells its network of itself; nobody needs to be let in to hear it, so it holds no secret, host name or path. */
export interface CohortNotice {
  readonly runId: string;
  /** Version of the messages of that cohort. */
  readonly protocol: number;
  /** Learners' places in the run, and those that guests can still take. */
  readonly places: number;
  readonly placesFree: number;
  readonly data: string;
  /** Of all peers, separated by commas. */
  readonly networks: string;
}

/** A notice, with what else its records tell. */
export interface HeardNotice extends CohortNotice {
  /** Drawn anew for each cohort that is shown: two of the same run id are two. */
  readonly key: string;
  /** Where its nats-server listens. */
  readonly addresses: readonly string[];
  readonly port: number;
}

/** The kind of service, as DNS-SD names it (RFC 6763). */
export const SERVICE = '_codistill._tcp.local';
const ALL_SERVICES = '_services._dns-sd._udp.local';
/** Seconds for which others may remember a record, the values of RFC 6762. */
const NAMES_TTL = 4_500;
const HOST_TTL = 120;
/** Bytes of a label of a DNS name. */
const LABEL_MAX = 63;
const KEY_LENGTH = 8;
/** An entry of a TXT record has a byte for its length; a longer one would damage the packet. */
const TEXT_MAX = 200;

const VALUES = z.object({
  run: z.string().refine(isId),
  protocol: z.coerce.number().int().min(1).max(65_535),
  places: z.coerce.number().int().min(1).max(LIMITS.peersMax),
  free: z.coerce.number().int().min(0).max(LIMITS.peersMax),
  data: z.string().transform(printable),
  networks: z.string().transform(printable),
});

/** A run's data set and networks, with no path in them: a file or module of the user's is told as one. */
export function taskOf({ data, peers }: RunSpec): Pick<CohortNotice, 'data' | 'networks'> {
  const file = FILE_DATA.exec(data.name)?.[1];
  const set = isModulePath(data.name) ? 'own module' : (file ?? data.name);
  const names = peers.flatMap(({ role, network }) =>
    role === 'learner' ? [isUserModule(network) ? 'own module' : network] : [],
  );
  const counted = [...new Set(names)].map((name) => {
    const count = names.filter((other) => other === name).length;
    return count === 1 ? name : `${count} ${name}`;
  });
  return { data: printable(set), networks: printable(counted.join(', ')) };
}

/** The records that show a cohort at one address. @param isOver - Takes them off the network. */
export function noticeRecords(
  { key, addresses, port, runId, protocol, places, placesFree, data, networks }: HeardNotice,
  isOver = false,
): Answer[] {
  const name = `${runId.slice(0, LABEL_MAX - 1 - KEY_LENGTH)}-${key}.${SERVICE}`;
  const host = `codistill-${key}.local`;
  const values = { run: runId, protocol, places, free: placesFree, data, networks };
  const text = Object.entries(values).map(([field, value]) => `${field}=${value}`.slice(0, TEXT_MAX));
  const namesTtl = isOver ? 0 : NAMES_TTL;
  const hostTtl = isOver ? 0 : HOST_TTL;
  return [
    { type: 'PTR', name: SERVICE, ttl: namesTtl, data: name },
    { type: 'PTR', name: ALL_SERVICES, ttl: NAMES_TTL, data: SERVICE },
    { type: 'SRV', name, ttl: hostTtl, flush: true, data: { port, target: host } },
    { type: 'TXT', name, ttl: namesTtl, flush: true, data: text },
    ...addresses.map((address): Answer => {
      const type = address.includes(':') ? 'AAAA' : 'A';
      return { type, name: host, ttl: hostTtl, flush: true, data: address };
    }),
  ];
}

/** True for a question that these records answer. */
export function asksForCohorts(names: readonly string[]): boolean {
  return names.some((name) => [SERVICE, ALL_SERVICES].includes(name.toLowerCase()));
}

/** The cohorts that one answer shows. It comes from strangers: what is not as it should be is left out. */
export function noticesIn(answers: readonly Answer[]): HeardNotice[] {
  const living = answers.filter((answer) => 'ttl' in answer && answer.ttl !== 0);
  return living.flatMap((pointer) => {
    if (pointer.type !== 'PTR' || !isSame(pointer.name, SERVICE)) return [];
    const name = pointer.data;
    const place = living.find((record) => record.type === 'SRV' && isSame(record.name, name));
    const text = living.find((record) => record.type === 'TXT' && isSame(record.name, name));
    if (place?.type !== 'SRV' || text?.type !== 'TXT') return [];
    const values = VALUES.safeParse(pairsOf(text.data));
    const key = new RegExp(`-([0-9a-f]{${KEY_LENGTH}})\\.`, 'i').exec(name)?.[1];
    const { port, target } = place.data;
    if (!values.success || key === undefined || port < 1) return [];
    const { run, free, ...more } = values.data;
    const addresses = living.flatMap((record) =>
      (record.type === 'A' || record.type === 'AAAA') && isSame(record.name, target) ? [record.data] : [],
    );
    return [{ ...more, runId: run, placesFree: free, key, addresses, port }];
  });
}

function isSame(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}

function pairsOf(data: unknown): Record<string, string> {
  const entries = Array.isArray(data) ? data.map(String) : [];
  return Object.fromEntries(
    entries.flatMap((entry) => {
      const [, key, value] = /^([a-z]+)=(.*)$/s.exec(entry) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value]];
    }),
  );
}
