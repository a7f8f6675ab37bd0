import { type Report, TRAINER_STATE } from '../../proto/codec.js';
import { andThen, type Change, decided, ignored, unchanged } from './events.js';
import { leaseOf, removeMember } from './membership.js';
import { namesText } from './names-text.js';
import type { CoreOptions } from './options.js';
import { isInformed } from './progress.js';
import { type Best, type CoordinatorState, EVALUATIONS_MAX, type Evaluation, type Lease } from './state.js';
import { stopEarly } from './stop.js';

/**
 * Takes in one validation result. A result that is not finite, or that says so, takes its peer out of the cohort at
 * once: it has nothing to teach.
 */
export function onReport(
  state: CoordinatorState,
  report: Report,
  nowMs: number,
  options: CoreOptions,
): Change {
  const lease = leaseOf(state, report.peerId);
  if (lease?.incarnation !== report.incarnation) {
    return ignored(
      state,
      `report of ${report.peerId} (incarnation ${report.incarnation}), which is not a member`,
    );
  }
  if (isNonFinite(report)) {
    return removeMember(
      state,
      lease,
      'diverged',
      nowMs,
      `diverged: its loss was not finite at step ${report.step}`,
    );
  }
  const best = state.best[report.peerId];
  if (best !== undefined && report.step <= best.reportedStep) {
    return ignored(state, `report of ${report.peerId} for step ${report.step}, which has been counted`);
  }
  const recorded: CoordinatorState = {
    ...state,
    leases: state.leases.map((one) => (one === lease ? seenAt(lease, report.step, nowMs) : one)),
    best: { ...state.best, [report.peerId]: bestOf(best, report) },
    evaluations: record(state.evaluations, report, improves(best, report)),
  };
  return andThen(judge(recorded, nowMs, options), (one) => stopAtTarget(one, nowMs, options));
}

/** A report may tell of more progress than the newest heartbeat does, as in the first second of a run. */
function seenAt(lease: Lease, step: number, nowMs: number): Lease {
  if (step <= lease.step) return lease;
  return { ...lease, step, trainer: TRAINER_STATE.training, movedAtMs: nowMs };
}

function isNonFinite(report: Report): boolean {
  return (
    report.nonFinite || !Number.isFinite(report.validationLoss) || !Number.isFinite(report.validationAccuracy)
  );
}

function improves(best: Best | undefined, report: Report): boolean {
  if (best === undefined) return true;
  return report.validationLoss < best.validationLoss || report.validationAccuracy > best.validationAccuracy;
}

function bestOf(best: Best | undefined, report: Report): Best {
  const { validationLoss, validationAccuracy, step } = report;
  if (best === undefined) return { validationLoss, validationAccuracy, step, reportedStep: step };
  return {
    validationLoss: Math.min(best.validationLoss, validationLoss),
    validationAccuracy: Math.max(best.validationAccuracy, validationAccuracy),
    step: improves(best, report) ? step : best.step,
    reportedStep: step,
  };
}

function record(
  evaluations: readonly Evaluation[],
  report: Report,
  improved: boolean,
): readonly Evaluation[] {
  const known = evaluations.find((one) => one.step === report.step) ?? { step: report.step, improvedBy: [] };
  const improvedBy = improved ? [...known.improvedBy, report.peerId] : known.improvedBy;
  return [...evaluations.filter((one) => one !== known), { ...known, improvedBy }].sort(
    (a, b) => a.step - b.step,
  );
}

/**
 * Judges every evaluation that is complete, in order of steps. An evaluation is all members' reports for one step; it is
 * complete once each member has reported at that step or a later one. If in `patienceRounds` of them in a row no
 * member improved its best validation loss or its best validation accuracy, the run stops.
 */
export function judge(state: CoordinatorState, nowMs: number, options: CoreOptions): Change {
  const [oldest] = state.evaluations;
  const learners = state.leases.filter((lease) => !lease.frozen);
  const behind = learners.some(
    ({ peerId }) => (state.best[peerId]?.reportedStep ?? -1) < (oldest?.step ?? 0),
  );
  if (oldest === undefined || learners.length === 0 || !isInformed(state)) return unchanged(state);
  if (behind && state.evaluations.length <= EVALUATIONS_MAX) return unchanged(state);
  const patienceUsed = oldest.improvedBy.length > 0 ? 0 : state.patienceUsed + 1;
  const judged = { ...state, evaluations: state.evaluations.slice(1), patienceUsed };
  const patience = options.spec.convergence.patienceRounds;
  if (patience > 0 && patienceUsed >= patience) {
    const why = `no peer improved in ${patienceUsed} evaluations in a row, the last at step ${oldest.step}`;
    return andThen(stopEarly(judged, 'patience', why, nowMs, options), (one) => judge(one, nowMs, options));
  }
  return judge(judged, nowMs, options);
}

/** Stops once every member has reached the target accuracy, each at any of its evaluations. */
function stopAtTarget(state: CoordinatorState, nowMs: number, options: CoreOptions): Change {
  const target = options.spec.convergence.targetAccuracy;
  const learners = state.leases.filter((lease) => !lease.frozen);
  if (target === 0 || learners.length < options.spec.rounds.peersMin || !isInformed(state))
    return unchanged(state);
  const reached = learners.every(({ peerId }) => (state.best[peerId]?.validationAccuracy ?? -1) >= target);
  if (!reached) return unchanged(state);
  return stopEarly(state, 'target', `every member has reached validation accuracy ${target}`, nowMs, options);
}

/** Stops a run of which every peer has diverged. */
export function stopIfAllDiverged(state: CoordinatorState): Change {
  const ids = Object.keys(state.departed);
  const diverged = ids.filter((id) => state.departed[id] === 'diverged');
  const alreadySaid = state.stop?.code === 'diverged';
  const learners = state.leases.filter((lease) => !lease.frozen);
  if (learners.length > 0 || diverged.length === 0 || diverged.length < ids.length || alreadySaid) {
    return unchanged(state);
  }
  const why = `the loss of every peer was not finite (${namesText(diverged)})`;
  const stop = {
    step: Math.min(state.boundaryStep, state.stop?.step ?? state.boundaryStep),
    code: 'diverged',
    reason: why,
  };
  return decided({ ...state, stop }, `the run is over (diverged): ${why}`, 'warn');
}
