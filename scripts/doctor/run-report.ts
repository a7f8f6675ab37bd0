import { PROTOCOL_VERSION } from '../../proto/limits.js';
import type { ProbedWay } from '../../proto/probe.js';
import type { HeardReply, RunSurvey } from '../net/ask-peers.js';
import { isSameMachine, wayFault } from './way-fault.js';

/** From one peer to another: the way that it goes as that one's teacher. */
export interface WayReport {
  readonly from: string;
  readonly to: string;
  readonly state: 'up' | 'broken' | 'unknown';
  /** Of connections by TCP; `null`: none came up. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** Predictions that `from` has from `to` on the way back. */
  readonly heard: {
    readonly agoMs: number;
    readonly bytesEach: number;
    readonly bytesPerSecond: number;
  } | null;
}

export interface PeerReport {
  readonly id: string;
  /** Where others are told to connect, and where it really listens. */
  readonly advertised: string;
  readonly bound: string;
  readonly addresses: readonly string[];
  /** Ahead of the clock of this machine, give or take the second. */
  readonly clockOffsetMs: number | null;
  readonly clockUncertaintyMs: number | null;
  readonly version: string;
  readonly protocolVersion: number;
  readonly dataDigest: string;
  readonly answered: boolean;
}

/** Something that is wrong, or odd. */
export interface Finding {
  readonly kind: 'broken' | 'note';
  readonly text: string;
  readonly fix: string;
}

export interface RunReport {
  readonly runId: string;
  readonly ok: boolean;
  readonly peers: readonly PeerReport[];
  readonly ways: readonly WayReport[];
  readonly findings: readonly Finding[];
}

/** Tokens and certificates go by the clock to the minute. */
const CLOCK_MS_MAX = 60_000;

/** Judges every way of a run, in both directions, and what differs between its peers. */
export function runReport(survey: RunSurvey): RunReport {
  const { runId, announcement, members, replies } = survey;
  const ids = [...new Set([...members.keys(), ...replies.keys()])].sort();
  const pairs = ids.flatMap((from) => ids.flatMap((to) => (from === to ? [] : [{ from, to }])));
  const ways = pairs.map(({ from, to }) => wayReport(from, to, replies));
  const peers = ids.map((id) => peerReport(id, members.get(id)?.dataAddress ?? '', replies.get(id)));
  const findings = [
    ...(announcement === null ? [coordinatorless(runId)] : []),
    ...peers.filter(({ answered }) => !answered).map(silence),
    ...pairs.flatMap(({ from, to }) => wayFindings(from, to, survey)),
    ...linkFindings(survey),
    ...differences(peers),
    ...peers.flatMap(clockFinding),
  ];
  return { runId, ok: findings.every(({ kind }) => kind === 'note'), peers, ways, findings };
}

/** The value below which so many of all lie. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

function wayOf(from: string, to: string, replies: RunSurvey['replies']): ProbedWay | undefined {
  return replies.get(from)?.reply.ways.find(({ peerId }) => peerId === to);
}

function wayReport(from: string, to: string, replies: RunSurvey['replies']): WayReport {
  const way = wayOf(from, to, replies);
  if (way === undefined) return { from, to, state: 'unknown', p50Ms: null, p99Ms: null, heard: null };
  const { roundTripsMs, heardAgoMs: agoMs, messageBytes: bytesEach, bytesPerSecond } = way;
  return {
    ...{ from, to, state: faultOf(from, to, replies) === undefined ? 'up' : 'broken' },
    ...{ p50Ms: percentile(roundTripsMs, 0.5), p99Ms: percentile(roundTripsMs, 0.99) },
    heard: way.heard ? { agoMs, bytesEach, bytesPerSecond } : null,
  };
}

function faultOf(from: string, to: string, replies: RunSurvey['replies']): Omit<Finding, 'kind'> | undefined {
  const way = wayOf(from, to, replies);
  if (way === undefined) return undefined;
  const [here, there] = [replies.get(from)!.reply, replies.get(to)?.reply];
  const back = wayOf(to, from, replies);
  return wayFault({
    ...{ from, to, way, here },
    there: there ?? null,
    isBackUp: back === undefined ? null : back.code === '',
    sameMachine: there === undefined ? null : isSameMachine(here.addresses, there.addresses),
  });
}

function wayFindings(from: string, to: string, { replies }: RunSurvey): Finding[] {
  const fault = faultOf(from, to, replies);
  return fault === undefined ? [] : [{ kind: 'broken', ...fault }];
}

/** Links that the latest round wants and that are not up, though a connection is; a run whose mode has none is left alone. */
function linkFindings({ announcement, replies }: RunSurvey): Finding[] {
  const isLinked = (from: string, to: string): boolean => wayOf(from, to, replies)?.linked === true;
  const edges = (announcement?.rounds.at(-1)?.edges ?? []).map(
    ({ teacher, student }) => [teacher, student] as const,
  );
  if (!edges.some(([from, to]) => isLinked(from, to))) return [];
  return edges.flatMap(([from, to]) => {
    if (wayOf(from, to, replies)?.code !== '' || isLinked(from, to)) return [];
    return [
      {
        kind: 'note' as const,
        text: `${from} connects to ${to}, but its link there is not up: it may have just come, or another program answers at ${wayOf(from, to, replies)!.dataAddress}`,
        fix: `ask again; if it stays so, start ${to} with --advertise and an address of its own machine`,
      },
    ];
  });
}

function peerReport(id: string, told: string, heard: HeardReply | undefined): PeerReport {
  if (heard === undefined) {
    return {
      ...{ id, advertised: told, bound: '', addresses: [], clockOffsetMs: null, clockUncertaintyMs: null },
      ...{ version: '', protocolVersion: 0, dataDigest: '', answered: false },
    };
  }
  const { reply, askedAtMs, heardAtMs } = heard;
  const { receivedAtMs, answeredAtMs, bound, addresses, version, protocolVersion, dataDigest } = reply;
  return {
    ...{ id, advertised: reply.dataAddress || told, bound, addresses, version, protocolVersion, dataDigest },
    // As NTP has it: the four times of question and answer (RFC 5905, section 8).
    clockOffsetMs: (receivedAtMs - askedAtMs + (answeredAtMs - heardAtMs)) / 2,
    clockUncertaintyMs: Math.max(1, (heardAtMs - askedAtMs - (answeredAtMs - receivedAtMs)) / 2),
    answered: true,
  };
}

function coordinatorless(runId: string): Finding {
  return {
    kind: 'broken',
    text: `no coordinator of run "${runId}" speaks; peers train on by themselves`,
    fix: `start it again: codistill coordinator --run ${runId} …`,
  };
}

function silence({ id, advertised }: PeerReport): Finding {
  return {
    kind: 'broken',
    text: `${id} (${advertised}) does not answer: it hangs, has lost NATS, or is of an older version`,
    fix: `look at its log; where its machine cannot reach NATS, let TCP from there to the port of nats-server pass`,
  };
}

function clockFinding({ id, clockOffsetMs, clockUncertaintyMs }: PeerReport): Finding[] {
  if (clockOffsetMs === null || Math.abs(clockOffsetMs) - clockUncertaintyMs! < CLOCK_MS_MAX) return [];
  const seconds = Math.round(Math.abs(clockOffsetMs) / 1_000);
  const which = clockOffsetMs > 0 ? 'ahead of' : 'behind';
  return [
    {
      kind: 'note',
      text: `the clock of ${id} is ${seconds} s ${which} this machine's: tokens and certificates go by it`,
      fix: 'set the clocks, by NTP for example',
    },
  ];
}

function differences(peers: readonly PeerReport[]): Finding[] {
  const differing = (what: string, of: (peer: PeerReport) => string, fix: string): Finding[] => {
    const told = peers.filter((peer) => of(peer) !== '').map((peer) => [peer.id, of(peer)] as const);
    if (new Set(told.map(([, value]) => value)).size < 2) return [];
    const each = told.map(([id, value]) => `${id} ${value}`).join(', ');
    return [{ kind: 'note', text: `${what} differ: ${each}`, fix }];
  };
  return [
    ...differing('versions of codistill', ({ version }) => version, 'install the same one everywhere'),
    ...differing(
      'versions of the protocol',
      ({ protocolVersion }) => (protocolVersion === 0 ? '' : String(protocolVersion)),
      `install the same codistill everywhere; this one speaks ${PROTOCOL_VERSION}`,
    ),
    ...differing(
      'data',
      ({ dataDigest }) => dataDigest.slice(0, 12),
      'give every peer the same files: --data-dir',
    ),
  ];
}
