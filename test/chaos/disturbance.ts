import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Span } from './accounts.js';
import type { ChaosEvent } from './events.js';
import { inflict } from './infliction.js';
import type { ObservedRun } from './observed-run.js';

/** An event as it came; times are milliseconds of the epoch. */
export interface Incident {
  readonly event: ChaosEvent;
  readonly fromMs: number;
  /** When all that was done to the run had been taken back. */
  readonly overMs: number;
  /** When the run was whole again; `null`: not in time. */
  readonly wholeMs: number | null;
  /** Whether no other event came before the run was whole again. */
  readonly isAlone: boolean;
  /** Steps that may lack records, as the disk was full. */
  readonly unrecorded: Span | null;
}

/** An event that goes on. */
interface Begun {
  readonly event: ChaosEvent;
  readonly fromMs: number;
  readonly fromStep: number;
  readonly over: Promise<number>;
}

/** Of an event, before any has been seen. */
const EVENT_MS = 10_000;
const PACE_MS: readonly [min: number, max: number] = [5, 5_000];
const PACE_EVERY_MS = 1_000;
/** The last events come well before the last step. */
const STEPS_SHARE = 0.8;

/** Does all events to a run, one after the other or overlapping, and lets it go at full speed afterwards. */
export async function disturb(
  run: ObservedRun,
  events: readonly ChaosEvent[],
  steps: number,
  paceFile: string,
  say: (line: string) => void,
): Promise<readonly Incident[]> {
  const startedMs = Date.now();
  const incidents: Incident[] = [];
  const pace = (): void => {
    const done = incidents.length;
    const eventMs = done === 0 ? EVENT_MS : (Date.now() - startedMs) / done;
    const stepsLeft = Math.max(1, STEPS_SHARE * steps - run.step);
    const [min, max] = PACE_MS;
    const ms = ((events.length - done) * eventMs) / stepsLeft;
    writeFileSync(paceFile, String(Math.min(max, Math.max(min, ms))));
  };
  const pacing = setInterval(pace, PACE_EVERY_MS);
  try {
    while (incidents.length < events.length) {
      const group = groupAt(events, incidents.length);
      incidents.push(...(await endured(run, group)));
      say(
        `${incidents.length} of ${events.length}, step ${run.step}: ${told(incidents.slice(-group.length))}`,
      );
    }
  } finally {
    clearInterval(pacing);
  }
  writeFileSync(paceFile, '0');
  return incidents;
}

/** An event with those that overlap it. */
function groupAt(events: readonly ChaosEvent[], from: number): readonly ChaosEvent[] {
  const next = events.findIndex(({ overlapMs }, i) => i > from && overlapMs === null);
  return events.slice(from, next === -1 ? events.length : next);
}

/** Does events to a run that overlap, and waits until it is whole again. */
async function endured(run: ObservedRun, group: readonly ChaosEvent[]): Promise<readonly Incident[]> {
  const begun: Begun[] = [];
  for (const event of group) {
    if (begun.length > 0) await delay(event.overlapMs!);
    begun.push(begin(run, event));
  }
  const over = await Promise.all(begun.map((one) => one.over));
  const wholeMs = (await run.wholeAgain()) ? Date.now() : null;
  return begun.map(({ event, fromMs, fromStep }, i) => {
    const unrecorded = event.kind === 'fill-disk' ? { from: fromStep, to: run.step } : null;
    return { event, fromMs, overMs: over[i]!, wholeMs, isAlone: group.length === 1, unrecorded };
  });
}

function begin(run: ObservedRun, event: ChaosEvent): Begun {
  const over = inflict(run, event).then(() => Date.now());
  over.catch(() => undefined); // heard by whoever awaits them all
  return { event, fromMs: Date.now(), fromStep: run.step, over };
}

function told(group: readonly Incident[]): string {
  const names = group.map(({ event }) => event.kind).join(' + ');
  const [{ wholeMs }] = group as readonly [Incident];
  if (wholeMs === null) return `${names}: NOT WHOLE`;
  const tookMs = wholeMs - Math.max(...group.map(({ overMs }) => overMs));
  return `${names}: whole ${(tookMs / 1000).toFixed(1)} s after it was over`;
}
