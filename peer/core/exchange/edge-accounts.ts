import type { PeerId } from '../../../proto/identity.js';
import { deadlineOf, type TeacherStanding } from './standing.js';
import { type ExchangeState, heldKey, type OpenExchange } from './state.js';

/** Enters a lockstep step into the ledger as its exchange closes. */
export function noteEdges(
  state: ExchangeState,
  open: OpenExchange,
  standings: readonly TeacherStanding[],
  nowMs: number,
): void {
  const { ledger, options } = state;
  const { step, rows } = open.offer;
  const samples = rows / options.positions;
  for (const { peerId, standing } of standings) {
    if (standing.kind !== 'arrived') {
      ledger.outstanding(peerId, open.openedAtMs, Math.min(nowMs, overAtMs(state, open, peerId, nowMs)));
      ledger.step(peerId, samples, 0);
      continue;
    }
    const { arrivedAtMs, prediction } = standing.held;
    ledger.outstanding(peerId, open.openedAtMs, arrivedAtMs);
    ledger.step(peerId, samples, samples);
    ledger.aged(peerId, options.frozen.has(peerId) ? 0 : Math.max(0, step - prediction.madeAtStep), samples);
    ledger.ahead(peerId, Math.max(0, open.openedAtMs - arrivedAtMs));
  }
  ledger.endWait();
}

/** Until when an exchange that closes now waited for a teacher that is not used: given up, or waited for still. */
function overAtMs(state: ExchangeState, open: OpenExchange, peerId: PeerId, nowMs: number): number {
  const { held, options, teachers } = state;
  const came = held.get(heldKey(peerId, open.offer.step));
  if (came !== undefined) return came.arrivedAtMs;
  if (options.strict) return nowMs;
  const teacher = teachers.get(peerId);
  if (teacher === undefined || teacher.suspended) return open.openedAtMs;
  if (teacher.newestStep > open.offer.step) return teacher.heardAtMs;
  return deadlineOf(state, open, teacher);
}
