import {
  LIVE_METRICS,
  type LiveColumn,
  type LiveMetric,
  METRICS,
  type Metric,
  type Unit,
} from '../../peer/core/metrics.js';
import type { Heartbeat } from '../../proto/codec.js';
import { assertNever } from '../../proto/errors.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { PeerRow, PeerStatus, ViewEdge, ViewEvent, ViewState } from './view-state.js';

const NOTHING = '–';

export function liveColumn(name: LiveMetric): LiveColumn {
  return METRICS[name].live;
}

export function headingOf(name: LiveMetric): string {
  return liveColumn(name).heading;
}

/** A validation that has not been made yet is 0 in a heartbeat. */
export function liveText(beat: Heartbeat, name: LiveMetric): string {
  const metric: Metric = METRICS[name];
  const value = beat[name];
  const isUnknown = Number.isNaN(value) || (metric.of === 'validation' && value === 0);
  return isUnknown ? NOTHING : numberText(metric.unit)(value);
}

/** Who teaches whom, one line: `peer-0 ⇄ peer-1`, or each student with its teachers. */
export function edgesText(edges: readonly ViewEdge[]): string {
  if (edges.length === 0) return 'nobody teaches anybody';
  const teachersOf = new Map<string, string[]>();
  for (const { teacher, student } of edges) {
    teachersOf.set(student, [...(teachersOf.get(student) ?? []), teacher]);
  }
  const members = [...new Set(edges.flatMap(({ teacher, student }) => [teacher, student]))].sort();
  const allToAll = edges.length === members.length * (members.length - 1);
  if (allToAll) return `${members.join(' ⇄ ')}${members.length > 2 ? '  (everyone teaches everyone)' : ''}`;
  return [...teachersOf]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([student, teachers]) => `${teachers.sort().join(', ')} → ${student}`)
    .join('; ');
}

export function decisionText(state: ViewState): string {
  const round = state.round === 0 ? '' : `round ${state.round} · `;
  return `coordinator: ${round}${state.decision}`;
}

/**
 * Puts an event into plain text: lines to print, or none.
 *
 * @param before - The view before the event, `after` the one it led to.
 */
export function plainLines(before: ViewState, after: ViewState, event: ViewEvent): string[] {
  switch (event.kind) {
    case 'started':
      return [
        `${event.name}: ${event.start === 1 ? 'started' : `started again (${event.start - 1})`}, pid ${event.pid}`,
      ];
    case 'died':
      return [`${event.name}: died, ${event.reason}`];
    case 'restarting':
      return [`${event.name}: ${event.reason}`];
    case 'given-up':
      return [`${event.name}: ${event.reason}`];
    case 'ended':
      return [`${event.name}: ended, ${event.reason}`];
    case 'unreadable':
      return [`unreadable message on ${event.subject}: ${event.reason}`];
    case 'join': {
      const known = before.peers.find((row) => row.id === event.join.peerId);
      if (known === undefined || known.address === event.join.dataAddress) return [];
      return [
        `${event.join.peerId}: joins from ${event.join.dataAddress} on ${event.join.device}, at step ${event.join.step}`,
      ];
    }
    case 'announcement':
      return announcementLines(before, after);
    case 'heartbeat':
      return evaluationLines(before, after, event.heartbeat.peerId);
    case 'leave':
      return [];
  }
}

/** Rounds come several a second: only who takes part and the end of the run are news. */
function announcementLines(before: ViewState, after: ViewState): string[] {
  const lines: string[] = [];
  const edges = edgesText(after.edges);
  const isNews = after.edges.length > 0 && edges !== edgesText(before.edges);
  if (isNews && after.teaches) lines.push(`who teaches whom: ${edges}`);
  if (after.viewVersion !== before.viewVersion) lines.push(...viewLines(before, after));
  const stop = after.stop;
  // The step budget is announced at the very beginning, and may be replaced by an earlier stop.
  if (stop !== null && (stop.step !== before.stop?.step || stop.code !== before.stop.code)) {
    // A stop that falls to 0 behind another one sends home the frozen teachers, who stand at no step.
    const isHome = stop.step === 0 && before.stop !== null;
    const what = isHome ? 'nobody is left to teach' : `stop before step ${stop.step}`;
    lines.push(`coordinator: ${what} (${stop.code}): ${stop.reason}`);
  }
  return lines;
}

/** Who came and who left. The decision says it best, but an announcement has the newest one only, which may be another. */
function viewLines(before: ViewState, after: ViewState): string[] {
  const { decision, members } = after;
  const came = [...members].filter(([id, incarnation]) => before.members.get(id) !== incarnation);
  const left = [...before.members].filter(([id]) => !members.has(id));
  const has = `view ${after.viewVersion} has ${members.size} of ${after.peers.length} peers`;
  const told = (changed: typeof came, what: string): string[] =>
    changed
      .map(([id, incarnation]) => `${id} (incarnation ${incarnation}) `)
      .filter((who) => !decision.startsWith(who))
      .map((who) => `coordinator: ${who}${what}; ${has}`);
  return [...told(left, 'left'), ...told(came, 'joined'), decisionText(after)];
}

/** Tells what a run that has not begun waits for, and until when. */
export function startText(
  { peers, decision }: ViewState,
  { exchange, rounds }: RunSpec,
  seconds: number,
): string {
  const soFar = `${Math.round(seconds)} s so far`;
  const idsIn = (...statuses: readonly PeerStatus[]): string[] =>
    peers.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
  const awaited = idsIn('awaited');
  if (awaited.length === 0 && peers.every(({ pid }) => pid === null))
    return `waiting for nats-server and the coordinator, ${soFar}`;
  const starting = idsIn('starting', 'dead');
  if (starting.length + awaited.length === 0) return `waiting for the first round, ${soFar}: ${decision}`;
  const until =
    exchange.quorum === 'all'
      ? 'a strict run waits for all'
      : `the first round opens ${spanText(rounds.joinTimeoutMs)} after a peer is ready at the latest`;
  const what = [
    ...(awaited.length === 0 ? [] : [`${awaited.join(', ')} to join`]),
    ...(starting.length === 0 ? [] : [`${starting.join(', ')} to load data and network`]),
  ];
  return `waiting for ${what.join(' and ')}, ${soFar}; ${until}`;
}

const HOUR_MS = 3_600_000;

function spanText(ms: number): string {
  return ms >= 2 * HOUR_MS ? `${Math.round(ms / HOUR_MS)} h` : `${ms / 1000} s`;
}

/** A line whenever a peer has a new validation result. */
function evaluationLines(before: ViewState, after: ViewState, id: string): string[] {
  const row = after.peers.find((peer) => peer.id === id);
  const earlier = before.peers.find((peer) => peer.id === id);
  const accuracy = row?.heartbeat?.validationAccuracy ?? 0;
  if (row === undefined || accuracy === 0 || accuracy === earlier?.heartbeat?.validationAccuracy) return [];
  return [progressLine(row)];
}

/** A peer's state as one free-standing line, for logs and pipes. */
export function progressLine(row: PeerRow): string {
  const beat = row.heartbeat;
  if (beat === null) return `${peerName(row)}: ${statusText(row)}`;
  const metrics = LIVE_METRICS.filter((name) => !liveColumn(name).ifAny || beat[name] !== 0);
  return [
    `${peerName(row)}: epoch ${beat.epoch + 1}`,
    `step ${beat.step}/${beat.stepsTotal}`,
    `loss ${lossText(beat)}`,
    ...metrics.map((name) => `${headingOf(name)} ${liveText(beat, name)}`),
  ].join(', ');
}

export function peerName(row: PeerRow): string {
  return `${row.id} (${row.network})`;
}

function statusText(row: PeerRow): string {
  const restarts = row.restarts === 0 ? '' : `, restarted ${row.restarts} times`;
  return `${row.status}${restarts}`;
}

/** Both losses are 0 in a heartbeat until one is told. */
export function lossText({ supervisedLoss, distillationLoss, distillationWeight }: Heartbeat): string {
  if (supervisedLoss === 0 && distillationLoss === 0) return NOTHING;
  const total = supervisedLoss + distillationWeight * distillationLoss;
  return `${total.toFixed(3)} = ${supervisedLoss.toFixed(3)} + ${round(distillationWeight)}·${distillationLoss.toFixed(3)}`;
}

function round(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** A share of 1 as per cent. */
export function percent(share: number, digits = 2): string {
  return `${(100 * share).toFixed(digits)} %`;
}

/** A count of bytes in decimal units. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** The way in which a final table writes numbers of a unit. */
export function numberText(unit: Unit): (value: number) => string {
  switch (unit) {
    case 'share':
      return percent;
    case 'share of time':
    case 'share of work':
      return (value) => percent(value, 1);
    case 'samples/s':
      return (value) => Math.round(value).toLocaleString('en-US');
    case 'bytes':
      return bytes;
    case 'ratio':
      return (value) => `${Number(value.toPrecision(2))}`;
    case 'nats':
      return (value) => value.toFixed(4);
    case 'bits':
      return (value) => value.toFixed(3);
    case 'seconds':
      return (value) => `${value.toFixed(1)} s`;
    case 'steps':
    case 'weight':
    case 'count':
      return String;
    default:
      return assertNever(unit);
  }
}
