import { isIPv6 } from 'node:net';
import { hostOf, isLoopback } from '../../proto/loopback.js';
import { NO_ANSWER, type ProbedWay, type ProbeReply } from '../../proto/probe.js';

/** A way between two peers, and what is known of both ends. */
export interface TriedWay {
  readonly from: string;
  readonly to: string;
  readonly way: ProbedWay;
  readonly here: Pick<ProbeReply, 'addresses'>;
  /** `null`: the other end did not answer. */
  readonly there: Pick<ProbeReply, 'addresses' | 'bound'> | null;
  /** Whether the way back can be gone; `null`: not known. */
  readonly isBackUp: boolean | null;
  /** `null`: not known. */
  readonly sameMachine: boolean | null;
}

/** Whether two peers share a machine, by the addresses of its interfaces; loopback is in none of them. */
export function isSameMachine(here: readonly string[], there: readonly string[]): boolean {
  return [...here].sort().join() === [...there].sort().join();
}

/** The fault that keeps one peer from reaching another, and the option or rule that mends it; `undefined`: nothing does. */
export function wayFault(tried: TriedWay): { readonly text: string; readonly fix: string } | undefined {
  const { from, to, way, there, sameMachine } = tried;
  const { code, dataAddress, resolved, linked } = way;
  const host = hostOf(dataAddress) ?? dataAddress;
  const failed = (why: string): string => `${from} cannot reach ${to} at ${dataAddress}: ${why}`;
  const others = (there?.addresses ?? []).filter((address) => address !== resolved);
  const known = others.length === 0 ? 'an address that leads there' : `one of ${others.join(', ')}`;
  const advertise = `start ${to} with --advertise and ${known}`;
  if (!linked && sameMachine === false && isLoopback(resolved)) {
    const fix = isLoopback(host)
      ? `start ${to} with --bind and ${known}, or on several machines the run with --on`
      : advertise;
    return { text: failed(`that is ${from}'s own machine there (${resolved})`), fix };
  }
  if (code === '') return undefined;
  if (resolved === '')
    return { text: failed(`${from} has no address for ${host} (${code})`), fix: advertise };
  const isForeign = there !== null && there.addresses.length > 0 && !there.addresses.includes(resolved);
  const foreign = isForeign ? `; ${to}'s machine itself has not that address` : '';
  const port = dataAddress.slice(dataAddress.lastIndexOf(':') + 1);
  switch (code) {
    case NO_ANSWER:
      return {
        text: failed(`nothing answers there${foreign}${oneWay(tried)}`),
        fix: isForeign
          ? `${advertise}; where it is forwarded, as to a container, forward TCP port ${port}`
          : `let TCP to port ${port} pass from ${sourcesOf(tried)} in the firewall of ${to}'s machine; a port that stays the same needs one rule: start ${to} with --bind ${bracketed(resolved)}:5555`,
      };
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return {
        text: failed(`nobody listens there (${code})${foreign || boundElsewhere(tried, host)}`),
        fix: advertise,
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENETDOWN':
      return {
        text: failed(
          `no route leads there, or no machine has that address (${code})${foreign}${oneWay(tried)}`,
        ),
        fix: advertise,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        text: failed(`${from}'s own machine forbids it (${code})`),
        fix: `let TCP out to ${bracketed(resolved)}:${port} in the firewall of ${from}'s machine`,
      };
    default:
      return { text: failed(code), fix: advertise };
  }
}

function oneWay({ from, to, isBackUp }: TriedWay): string {
  return isBackUp === true ? `; only in this direction: ${to} reaches ${from}` : '';
}

function boundElsewhere({ there }: TriedWay, host: string): string {
  const bound = hostOf(there?.bound ?? '');
  return bound === undefined || bound === host || bound === '0.0.0.0'
    ? ''
    : `; it listens at ${there!.bound}`;
}

/** The addresses from which it may come: of the kind of the one that it goes to. */
function sourcesOf({ from, here, way }: TriedWay): string {
  const sources = here.addresses.filter((address) => isIPv6(address) === isIPv6(way.resolved));
  return sources.length === 0 ? `${from}'s machine` : sources.join(' or ');
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
