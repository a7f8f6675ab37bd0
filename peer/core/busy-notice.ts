/** A busy notice is repeated this often; students trust one for three times as long. */
const REPEAT_MS = 500;
const TRUST_MS = 3 * REPEAT_MS;

/** A pause of the trainer, for an evaluation or a checkpoint, that its students hear of while it lasts. */
export interface BusyNotice {
  readonly step: number;
  /** When the trainer expects to go on. */
  readonly untilMs: number;
  readonly repeatAtMs: number;
}

export function beginNotice(step: number, forMs: number, nowMs: number): BusyNotice {
  return { step, untilMs: nowMs + forMs, repeatAtMs: nowMs };
}

/** Whether students are to hear of it now. */
export function isDue(notice: BusyNotice, nowMs: number): boolean {
  return nowMs >= notice.repeatAtMs;
}

/**
 * A notice that was due: what students hear, if it goes on, and the notice from then on.
 *
 * @param evaluating - Whether the trainer still says so: its estimate may be too short.
 */
export function repeatNotice(
  notice: BusyNotice,
  evaluating: boolean,
  nowMs: number,
): { readonly notice: BusyNotice; readonly forMs: number } | null {
  if (!evaluating && nowMs > notice.untilMs) return null;
  return { notice: { ...notice, repeatAtMs: nowMs + REPEAT_MS }, forMs: TRUST_MS };
}
