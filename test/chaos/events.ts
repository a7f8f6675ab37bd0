import { permutation, type RandomStream, randomStream } from '../../proto/random.js';

/** The victims that an event spares are its survivors, which must train on meanwhile. */
interface FaultTraits {
  /** How often it is drawn beside the others. */
  readonly share: number;
  /** How long it lasts, milliseconds; a death has no length. */
  readonly forMs: readonly [min: number, max: number];
  readonly hits: 'a peer' | 'everybody' | 'nobody';
}

const AT_ONCE = [0, 0] as const;

/** Everything that is done to a run. A lease lasts three seconds. */
export const FAULTS = {
  'pause-peer-briefly': { share: 1, forMs: [300, 2_000], hits: 'a peer' },
  'pause-peer-beyond-lease': { share: 2, forMs: [4_000, 9_000], hits: 'a peer' },
  'pause-coordinator': { share: 1, forMs: [500, 8_000], hits: 'nobody' },
  'pause-nats-server': { share: 1, forMs: [500, 8_000], hits: 'nobody' },
  'pause-launcher': { share: 1, forMs: [500, 12_000], hits: 'nobody' },
  'pause-everything': { share: 1, forMs: [1_000, 9_000], hits: 'everybody' },
  'kill-peer': { share: 2, forMs: AT_ONCE, hits: 'a peer' },
  'kill-coordinator': { share: 1, forMs: AT_ONCE, hits: 'nobody' },
  'kill-nats-server': { share: 1, forMs: AT_ONCE, hits: 'nobody' },
  'wipe-store': { share: 1, forMs: AT_ONCE, hits: 'nobody' },
  'wipe-store-and-kill-coordinator': { share: 1, forMs: AT_ONCE, hits: 'nobody' },
  'fill-disk': { share: 1, forMs: [2_000, 6_000], hits: 'nobody' },
  'close-stdout': { share: 1, forMs: AT_ONCE, hits: 'nobody' },
} as const satisfies Readonly<Record<string, FaultTraits>>;

export type FaultKind = keyof typeof FAULTS;

export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];

/** One thing that is done to a run. */
export interface ChaosEvent {
  readonly kind: FaultKind;
  /** Position of the peer that it hits, if it hits one. */
  readonly peer: number;
  readonly forMs: number;
  /** Begins this long after the beginning of the one before; `null`: when the run is whole again. */
  readonly overlapMs: number | null;
}

const OVERLAP_SHARE = 0.25;
const OVERLAP_MS_MAX = 3_000;

/**
 * Draws the events of a run: shuffled decks in which every kind has its share, so that each comes about equally often.
 * Standard output can be closed only once.
 */
export function drawEvents(
  count: number,
  seed: number,
  peers: number,
  kinds: readonly FaultKind[] = FAULT_KINDS,
): readonly ChaosEvent[] {
  const random = randomStream(seed, 'jitter');
  const once: FaultKind = 'close-stdout';
  const deck = kinds
    .filter((kind) => kind !== once)
    .flatMap((kind) => Array<FaultKind>(FAULTS[kind].share).fill(kind));
  const drawn: FaultKind[] = [];
  while (drawn.length < count && deck.length > 0) drawn.push(...shuffled(deck, random));
  drawn.length = Math.min(drawn.length, count);
  if (kinds.includes(once) && count > 0) drawn[random.integer(0, count - 1)] = once;
  return drawn.map((kind, index) => {
    const [min, max] = FAULTS[kind].forMs;
    const overlaps = random.uniform() < OVERLAP_SHARE && index > 0;
    return {
      kind,
      peer: random.integer(0, peers - 1),
      forMs: random.integer(min, max),
      overlapMs: overlaps ? random.integer(0, OVERLAP_MS_MAX) : null,
    };
  });
}

function shuffled<T>(values: readonly T[], random: RandomStream): T[] {
  return [...permutation(values.length, random)].map((place) => values[place]!);
}
