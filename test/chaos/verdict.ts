/** Pure: what a chaos run was checked for, and what came of it. */
import { median } from 'simple-statistics';
import { estimate } from '../../scripts/compare/inference.js';
import { type Account, longestGapMs, type Span, taughtAfterMs } from './accounts.js';
import type { Incident } from './disturbance.js';
import { FAULTS, type FaultKind } from './events.js';
import type { Seen, StepRecord } from './record-tail.js';

/** Nothing makes a survivor wait as long as it waits for a peer that it has never heard, ten seconds. */
const GAP_MS_MAX = 5_000;
/** Beyond what the records leave open. */
const TOLD_SHARE = 0.01;
/** Only every twentieth step leaves a record. */
const TAUGHT_SHARE_ERROR = 0.05;

/** A peer's own account, and what its run told of it. */
export interface PeerTold {
  readonly id: string;
  readonly steps: number;
  readonly trainedSteps: number;
  readonly taughtShare: number;
  readonly restarts: number;
  /** Of the checkpoint that it ended with. */
  readonly checkpointSteps: number;
  readonly account: Account;
  /** Processes that were seen to follow another one. */
  readonly replacements: number;
}

/** Everything that is known when a chaos run is over. */
export interface ChaosOutcome {
  readonly exitCode: number | null;
  readonly steps: number;
  readonly incidents: readonly Incident[];
  readonly peers: readonly PeerTold[];
  readonly records: readonly Seen<StepRecord>[];
  readonly skipped: readonly Span[];
  /** Mean test accuracy of the peers: of this run, and of runs without events by seed. */
  readonly accuracy: number;
  readonly undisturbed: readonly number[];
}

export interface Check {
  readonly name: string;
  readonly passed: boolean;
  readonly found: string;
}

/** Times of the events of one kind that came alone, milliseconds. */
export interface KindRow {
  readonly kind: FaultKind | 'overlapping';
  readonly count: number;
  /** Longest time that a survivor took for twenty steps. */
  readonly gapMs: Spread | null;
  /** Until the peer that was hit is taught again. */
  readonly taughtMs: Spread | null;
  /** From its end until everybody is taught by all others, in a new round. */
  readonly wholeMs: Spread | null;
}

interface Spread {
  readonly p50: number;
  readonly max: number;
}

/** Judges a run. */
export function checksOf(outcome: ChaosOutcome): readonly Check[] {
  const { exitCode, incidents, peers, skipped, steps } = outcome;
  const unhealed = incidents.filter(({ wholeMs }) => wholeMs === null);
  const gaps = incidents.map((incident) => gapOf(outcome, incident) ?? 0);
  return [
    check('exit code 0', exitCode === 0, String(exitCode)),
    check('whole again after each event', unhealed.length === 0, `${unhealed.length} not`),
    check(
      'no steps skipped by all',
      skipped.length === 0,
      skipped.map(({ from, to }) => `${from} to ${to}`).join(', ') || 'none',
    ),
    check(
      `no survivor stands still for ${GAP_MS_MAX / 1000} s`,
      Math.max(0, ...gaps) < GAP_MS_MAX,
      `${Math.round(Math.max(0, ...gaps))} ms for 20 steps at most`,
    ),
    ...peers.flatMap((peer) => peerChecks(peer, steps)),
    ...accuracyCheck(outcome),
  ];
}

function peerChecks(peer: PeerTold, steps: number): readonly Check[] {
  const { id, trainedSteps, taughtShare, restarts, replacements, account, checkpointSteps } = peer;
  const error = Math.round(account.trainedStepsError + TOLD_SHARE * steps);
  const agrees = Math.abs(account.trainedSteps - trainedSteps) <= error && trainedSteps === checkpointSteps;
  const difference = Math.abs(account.taughtShare - taughtShare);
  return [
    check(`${id} ends at the last step`, peer.steps === steps, String(peer.steps)),
    check(
      `${id} tells its trained steps`,
      agrees,
      `${trainedSteps}, checkpoint ${checkpointSteps}, counted ${account.trainedSteps} ± ${error}`,
    ),
    check(
      `${id} tells its taught share`,
      difference <= TAUGHT_SHARE_ERROR,
      `${taughtShare.toFixed(3)}, counted ${account.taughtShare.toFixed(3)}`,
    ),
    check(`${id} tells its restarts`, restarts === replacements, `${restarts}, ${replacements} seen`),
  ];
}

/** Within the 95 % prediction interval of one more run among those without events. */
function accuracyCheck({ accuracy, undisturbed }: ChaosOutcome): readonly Check[] {
  if (undisturbed.length < 2) return [];
  const { mean, interval, n } = estimate(undisturbed);
  const margin = (interval![1] - mean) * Math.sqrt(n + 1);
  const found = `${percent(accuracy)}, without events ${percent(mean)} ± ${percent(margin)} (n = ${n})`;
  return [check('accuracy within seed noise', accuracy >= mean - margin, found)];
}

function check(name: string, passed: boolean, found: string): Check {
  return { name, passed, found };
}

/** The rows of the table by kind, in the order of kinds. */
export function kindRows(outcome: ChaosOutcome): readonly KindRow[] {
  const alone = outcome.incidents.filter(({ isAlone }) => isAlone);
  const rows = (Object.keys(FAULTS) as FaultKind[]).map((kind) =>
    rowOf(
      outcome,
      kind,
      alone.filter(({ event }) => event.kind === kind),
    ),
  );
  const overlapping = outcome.incidents.filter(({ isAlone }) => !isAlone);
  return [...rows, rowOf(outcome, 'overlapping', overlapping)].filter(({ count }) => count > 0);
}

function rowOf(outcome: ChaosOutcome, kind: KindRow['kind'], incidents: readonly Incident[]): KindRow {
  return {
    kind,
    count: incidents.length,
    gapMs: spread(incidents.map((incident) => gapOf(outcome, incident))),
    taughtMs: spread(
      incidents.map((incident) => {
        if (FAULTS[incident.event.kind].hits !== 'a peer') return null;
        return taughtAfterMs(outcome.records, hitBy(outcome, incident), incident.overMs);
      }),
    ),
    wholeMs: spread(incidents.map(({ wholeMs, overMs }) => (wholeMs === null ? null : wholeMs - overMs))),
  };
}

/** Of overlapping events nobody is sure to be spared; while the disk is full records are lost, and no gap is told by them. */
function gapOf(outcome: ChaosOutcome, incident: Incident): number | null {
  const { event, fromMs, wholeMs, overMs, isAlone, unrecorded } = incident;
  const { hits } = FAULTS[event.kind];
  if (!isAlone || unrecorded !== null || hits === 'everybody') return null;
  const hit = hits === 'a peer' ? hitBy(outcome, incident) : undefined;
  const survivors = outcome.peers.map(({ id }) => id).filter((id) => id !== hit);
  return longestGapMs(outcome.records, survivors, fromMs, wholeMs ?? overMs);
}

function hitBy({ peers }: ChaosOutcome, { event }: Incident): string {
  return peers[event.peer]!.id;
}

function spread(values: readonly (number | null)[]): Spread | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return { p50: Math.round(median(known)), max: Math.round(Math.max(...known)) };
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
