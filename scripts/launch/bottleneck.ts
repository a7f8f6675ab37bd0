import type { SummaryEdge } from './summary-edges.js';
import { percent } from './view-text.js';

/** The share of a peer's training time from which on its wait for one teacher is worth a sentence. */
const WAITED_SHARE_MIN = 0.1;

/** A peer faster than this part of the speed of those that waited for it is none to change: they wait for each other. */
const SPEED_RATIO_MAX = 0.8;

/** The share of its time that a peer waits for batches from which on its data are what to change. */
const DATA_WAIT_MIN = 0.2;

/** The peers that held others up, and what to do about it. */
export interface Bottleneck {
  readonly peers: readonly string[];
  /** Who waited for them, for at least a tenth of its training time each. */
  readonly waiters: readonly string[];
  /** Mean over the waiters of the share of their training time. */
  readonly waitedShare: number;
  /** Speed of these peers ÷ that of the waiters, each while it does not wait, means; `null`: they only teach. */
  readonly speedRatio: number | null;
  /** All of it in one sentence. */
  readonly text: string;
}

interface Trained {
  readonly id: string;
  readonly network: string;
  readonly samplesPerSecond: number | null;
  readonly dataWaitFraction: number | null;
}

/** A peer, and the samples a second that it trains while it waits for nobody; 0: not known. */
type Timed = Trained & { readonly speed: number };

/** Finds who held the others up, if somebody did: it was waited for, and is slower than those that waited. */
export function findBottleneck(
  peers: readonly Trained[],
  edges: readonly SummaryEdge[],
  strict: boolean,
): Bottleneck | null {
  const trained = peers.map((peer) => ({ ...peer, speed: speedOf(peer, edges) }));
  const long = edges.filter(({ waitedShare }) => (waitedShare ?? 0) >= WAITED_SHARE_MIN);
  const slow = trained.filter((peer) => {
    const waiters = peersOf(
      trained,
      long.filter(({ teacher }) => teacher === peer.id),
    );
    return waiters.length > 0 && (ratioOf([peer], waiters) ?? 0) <= SPEED_RATIO_MAX;
  });
  if (slow.length === 0) return null;
  const toSlow = long.filter(({ teacher }) => slow.some(({ id }) => id === teacher));
  const waiters = peersOf(trained, toSlow);
  const waitedShare = toSlow.reduce((sum, edge) => sum + edge.waitedShare!, 0) / waiters.length;
  const found = {
    peers: slow.map(({ id }) => id),
    waiters: waiters.map(({ id }) => id),
    waitedShare,
    speedRatio: ratioOf(slow, waiters),
  };
  return { ...found, text: sentence(found, adviceFor(slow, waiters, strict)) };
}

function peersOf(peers: readonly Timed[], edges: readonly SummaryEdge[]): readonly Timed[] {
  return peers.filter(({ id }) => edges.some(({ student }) => student === id));
}

/** `null` where one of the two groups has no speed of its own, as frozen teachers. */
function ratioOf(slow: readonly Timed[], waiters: readonly Timed[]): number | null {
  const [ours, theirs] = [slow, waiters].map((group) =>
    group.map(({ speed }) => speed).filter((speed) => speed > 0),
  );
  return ours!.length === 0 || theirs!.length === 0 ? null : mean(ours!) / mean(theirs!);
}

/** Samples a second while it does not wait for a teacher; 0: not known. */
function speedOf({ id, samplesPerSecond }: Trained, edges: readonly SummaryEdge[]): number {
  const own = edges.filter(({ student }) => student === id);
  const waitedShare = own.reduce((sum, edge) => sum + (edge.waitedShare ?? 0), 0);
  return (samplesPerSecond ?? 0) / Math.max(1e-3, 1 - waitedShare);
}

function adviceFor(slow: readonly Timed[], waiters: readonly Timed[], strict: boolean): readonly string[] {
  const hungry = slow.some(({ dataWaitFraction }) => (dataWaitFraction ?? 0) >= DATA_WAIT_MIN);
  const alike = slow.every(({ network }) => waiters.some((waiter) => waiter.network === network));
  return [
    ...(hungry ? ['data that are ready sooner'] : []),
    ...(alike ? [] : ['a smaller network']),
    strict ? '`--exchange stale:50` without `--strict`' : '`--exchange stale:50`',
    'its own cores',
  ];
}

function sentence(
  { peers, waiters, waitedShare, speedRatio }: Omit<Bottleneck, 'text'>,
  advice: readonly string[],
): string {
  const several = peers.length > 1;
  const [were, they, them] = several ? ['were', 'they train', 'them'] : ['was', 'it trains', 'it'];
  const by = waiters.length === 1 ? waiters[0]! : `${waiters.length} peers`;
  const whose = waiters.length === 1 ? 'its' : "the others'";
  const speed = speedRatio === null ? '' : `; ${they} at ${speedRatio.toFixed(2)} of ${whose} speed`;
  const own = several ? 'their own cores' : advice.at(-1)!;
  return (
    `${joined(peers, 'and')} ${were} waited for ${percent(waitedShare, 0)} of the time by ${by}${speed}: ` +
    `give ${them} ${joined([...advice.slice(0, -1), own], 'or')}`
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function joined(parts: readonly string[], word: string): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;
}
