import type { ResultStage } from '../../proto/result-word.js';

/** A peer that has said nothing for this long is not waited for any more, milliseconds. */
export const QUIET_MS_MAX = 15_000;
/** One whose user has interrupted it is waited for this long to come back, milliseconds. */
export const INTERRUPTED_MS_MAX = 60_000;
/** A peer that is still not through after this long, whatever it says, is not waited for any more, milliseconds. */
export const RESULT_MS_MAX = 1_800_000;
/** Of a longer time between two looks no more counts: this machine stood still, and what others said meanwhile comes yet. */
const LOOK_MS_MAX = 1_000;

/** How far a peer's result is: as it says, or as it turned out. */
export type ResultState = 'awaited' | ResultStage | 'interrupted' | 'arrived' | 'refused' | 'silent';

const OVER: readonly ResultState[] = ['arrived', 'refused', 'failed', 'silent'];
const WORDS: Readonly<Record<ResultState, string>> = {
  awaited: 'ends its training',
  training: 'still trains',
  scoring: 'scores its checkpoints',
  sending: 'sends',
  done: 'has sent all',
  failed: 'could not be scored',
  interrupted: `was interrupted, and may come back within ${INTERRUPTED_MS_MAX / 1_000} s (join --run-dir)`,
  arrived: 'is here',
  refused: 'is none',
  silent: 'is given up',
};

interface Guest {
  readonly state: ResultState;
  readonly quietMs: number;
  /** Since it is waited for. */
  readonly waitedMs: number;
  /** More about what is over. */
  readonly reason: string;
}

/** Who is heard of, and since when nobody is. */
export interface ResultWait {
  readonly lookedAtMs: number;
  readonly guests: ReadonlyMap<string, Guest>;
}

export const NO_RESULTS: ResultWait = { lookedAtMs: 0, guests: new Map() };

/** Takes note of a peer that says something, or whose result came to an end. */
export function heardOf(wait: ResultWait, peerId: string, state: ResultState, reason = ''): ResultWait {
  const known = wait.guests.get(peerId);
  if (known?.state === 'arrived' || (known?.state === 'refused' && state === 'failed')) return wait;
  const { waitedMs = 0 } = known ?? {};
  return { ...wait, guests: new Map(wait.guests).set(peerId, { state, quietMs: 0, waitedMs, reason }) };
}

/** From here on these are waited for. */
export function awaited(wait: ResultWait, peerIds: readonly string[], nowMs: number): ResultWait {
  const fresh = { quietMs: 0, waitedMs: 0 };
  const guests = peerIds.map((id): readonly [string, Guest] => {
    const { state, reason } = wait.guests.get(id) ?? { state: 'awaited', reason: '' };
    return [id, { state, reason, ...fresh }];
  });
  return { lookedAtMs: nowMs, guests: new Map(guests) };
}

/** Gives up who has been quiet for too long. */
export function looked(wait: ResultWait, nowMs: number): ResultWait {
  const passedMs = Math.min(nowMs - wait.lookedAtMs, LOOK_MS_MAX);
  const guests = [...wait.guests].map(([id, guest]): readonly [string, Guest] => {
    if (OVER.includes(guest.state)) return [id, guest];
    const [quietMs, waitedMs] = [guest.quietMs + passedMs, guest.waitedMs + passedMs];
    const patienceMs = guest.state === 'interrupted' ? INTERRUPTED_MS_MAX : QUIET_MS_MAX;
    const reason =
      quietMs >= patienceMs
        ? `nothing was heard of it for ${patienceMs / 1_000} s`
        : waitedMs >= RESULT_MS_MAX
          ? `it was not through after ${RESULT_MS_MAX / 60_000} minutes`
          : '';
    return [id, { state: reason === '' ? guest.state : 'silent', quietMs, waitedMs, reason }];
  });
  return { lookedAtMs: nowMs, guests: new Map(guests) };
}

/** True when nobody is waited for any more. */
export function isOver({ guests }: ResultWait): boolean {
  return [...guests.values()].every(({ state }) => OVER.includes(state));
}

export function arrivedIn({ guests }: ResultWait): readonly string[] {
  return [...guests].filter(([, { state }]) => state === 'arrived').map(([id]) => id);
}

/** Those of which no result came, with the reason. */
export function missingIn({ guests }: ResultWait): readonly (readonly [id: string, why: string])[] {
  const missing = [...guests].filter(([, { state }]) => state !== 'arrived');
  return missing.map(([id, { state, reason }]) => [id, reason || WORDS[state]]);
}

/** How far each is, in one line. */
export function waitText({ guests }: ResultWait): string {
  const texts = [...guests].map(([id, { state }]) => `${id} ${WORDS[state]}`);
  const isLong = [...guests.values()].some(({ state }) => state === 'training');
  const bound = isLong ? `; nobody is waited for longer than ${RESULT_MS_MAX / 60_000} minutes` : '';
  return `results: ${texts.join(', ')}${bound}`;
}
