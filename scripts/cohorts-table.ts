import Table from 'cli-table3';
import { PROTOCOL_VERSION } from '../proto/limits.js';
import type { HeardNotice } from './net/cohort-notice.js';

/** Cohorts that were heard of, as a table. */
export function cohortsTable(cohorts: readonly HeardNotice[]): string {
  const table = new Table({
    head: ['run', 'at', 'places', 'guests', 'data', 'networks'],
    style: { head: [], border: [], compact: true },
  });
  for (const cohort of cohorts) {
    const { runId, places, data, networks } = cohort;
    table.push([runId, placeOf(cohort), places, guestsOf(cohort), data, networks]);
  }
  return table.toString();
}

/** A cohort as one line, for a file or a pipe. */
export function cohortLine(cohort: HeardNotice): string {
  const { runId, places, data, networks } = cohort;
  return `${runId} at ${placeOf(cohort)}: ${places} places, guests: ${guestsOf(cohort)}, ${data}, ${networks}`;
}

/** The advice that follows what was heard, or silence. */
export function discoveryAdvice(cohorts: readonly HeardNotice[], seconds: number): string {
  if (cohorts.some((cohort) => takesGuests(cohort)))
    return 'to join one, ask whoever started it for a token (`codistill invite` there prints it): `codistill join TOKEN`';
  if (cohorts.length > 0)
    return 'none of them takes guests: every place is taken, or another version is spoken';
  return [
    `nobody was heard within ${seconds} s. There may be cohorts all the same:`,
    '  on another network: multicast DNS crosses no router;',
    '  behind a filter: it goes by UDP port 5353 to 224.0.0.251, which some firewalls and many guest Wi-Fis drop;',
    '  in containers: their networks rarely pass multicast on.',
    'A token needs none of this: `codistill join TOKEN`',
  ].join('\n');
}

function takesGuests({ protocol, placesFree }: HeardNotice): boolean {
  return protocol === PROTOCOL_VERSION && placesFree > 0;
}

function guestsOf({ protocol, placesFree }: HeardNotice): string {
  if (protocol !== PROTOCOL_VERSION) return `no: protocol ${protocol}, here ${PROTOCOL_VERSION}`;
  return placesFree > 0 ? `${placesFree} free` : 'no: full';
}

function placeOf({ addresses, port }: HeardNotice): string {
  const hosts = addresses.map((address) => (address.includes(':') ? `[${address}]` : address));
  return hosts.length === 0 ? `port ${port}` : hosts.map((host) => `${host}:${port}`).join(' ');
}
