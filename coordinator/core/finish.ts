import { TRAINER_STATE } from '../../proto/codec.js';
import { isFrozen } from '../../proto/run-spec.js';
import { type Change, decided, unchanged } from './events.js';
import { isFinal } from './membership.js';
import { namesText } from './names-text.js';
import type { CoreOptions } from './options.js';
import type { CoordinatorState } from './state.js';

/** The verdict on the end of the run: its code, or the reason to go on. */
export type FinishDecision =
  | { readonly kind: 'finish'; readonly code: string; readonly reason: string }
  | { readonly kind: 'wait'; readonly reason: string };

/**
 * Decides whether the run is over: every member has left or says it is finished, and nobody is expected back.
 *
 * A peer that crashed may come back, and one that has never joined may still come: it is waited for `returnMs` when
 * another one has finished, `abandonMs` when none has; after an interruption nobody restarts it, so not at all. A run that nobody ever joined waits for ever.
 */
export function decideFinish(state: CoordinatorState, nowMs: number, options: CoreOptions): FinishDecision {
  const { stop, departed, leases } = state;
  const interrupted = stop?.code === 'interrupted';
  const joined = Object.keys(state.incarnationMax).some((id) => !isFrozen(options.spec, id));
  if (!joined && !interrupted) return { kind: 'wait', reason: 'nobody has joined' };
  const busy = leases.filter((lease) => !lease.frozen && lease.trainer !== TRAINER_STATE.finished);
  if (busy.length > 0)
    return { kind: 'wait', reason: `${namesText(busy.map((lease) => lease.peerId))} not finished` };
  const code = stop?.code ?? 'steps';
  const reason = stop?.reason ?? '';
  const learners = options.spec.peers.filter((peer) => peer.role === 'learner').map((peer) => peer.id);
  const lost = learners.filter((id) => {
    const departure = departed[id];
    return departure === undefined ? state.incarnationMax[id] === undefined : !isFinal(departure);
  });
  if (lost.length === 0 || interrupted) return { kind: 'finish', code, reason };
  const someFinished = leases.some((lease) => !lease.frozen) || Object.values(departed).includes('finished');
  const patientMs = someFinished ? options.returnMs : options.abandonMs;
  const sinceMs = state.emptySinceMs < 0 ? nowMs : state.emptySinceMs;
  if (nowMs - sinceMs < patientMs) return { kind: 'wait', reason: `${namesText(lost)} may still come` };
  const gone = `${namesText(lost)} did not come within ${patientMs} ms`;
  return someFinished
    ? { kind: 'finish', code, reason: `${reason}; ${gone}` }
    : { kind: 'finish', code: 'abandoned', reason: `every peer is gone: ${gone}` };
}

/** Ends the run once, when it is over. Frozen teachers would answer for ever: they are sent home first. */
export function finishRun(state: CoordinatorState, nowMs: number, options: CoreOptions): Change {
  if (state.finished) return unchanged(state);
  const decision = decideFinish(state, nowMs, options);
  if (decision.kind === 'wait') return unchanged(state);
  const { code, reason } = decision;
  if (state.leases.some((lease) => lease.frozen)) {
    const step = 0;
    if (state.stop?.step === step) return unchanged(state);
    return decided({ ...state, stop: { step, code, reason } }, 'nobody is left to teach');
  }
  return { state: { ...state, finished: true }, effects: [{ kind: 'finished', code, reason }] };
}
