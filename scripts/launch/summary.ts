import Table from 'cli-table3';
import type { PeerResult as WrittenResult } from '../../peer/peer-result.js';
import { bytes, percent } from './view-text.js';

/** What a run came to: the content of `RUN_DIR/summary.json`. `null` where a value does not exist. */
export interface RunSummary {
  readonly runId: string;
  /** `steps`, `target`, `patience`, `diverged`, `interrupted` or `failed`. */
  readonly stoppedBy: string;
  readonly wallSeconds: number;
  readonly peers: readonly PeerSummary[];
  readonly ensemble: { readonly testAccuracy: number | null; readonly testLoss: number | null };
  /** Mean over pairs of peers of the share of test samples given the same class. */
  readonly agreement: number | null;
}

export interface PeerSummary {
  readonly id: string;
  readonly network: string;
  readonly steps: number | null;
  readonly testAccuracy: number | null;
  readonly testLoss: number | null;
  readonly valAccuracy: number | null;
  readonly samplesPerSecond: number | null;
  readonly waitFraction: number | null;
  readonly bytesSent: number | null;
  readonly bytesReceived: number | null;
  readonly restarts: number;
  readonly device: string | null;
}

/** What the summary takes of what a peer wrote of itself when it ended. */
export type PeerResult = Pick<
  WrittenResult,
  | 'steps'
  | 'validationAccuracy'
  | 'samplesPerSecond'
  | 'waitFraction'
  | 'bytesSent'
  | 'bytesReceived'
  | 'device'
>;

/** Scores on the test split, as `codistill evaluate --json` prints them. */
export interface RunScores {
  readonly peers: readonly {
    readonly id: string;
    readonly network: string;
    readonly testAccuracy: number;
    readonly testLoss: number;
  }[];
  readonly ensemble: { readonly testAccuracy: number; readonly testLoss: number } | null;
  readonly agreement: number | null;
}

export interface SummaryParts {
  readonly runId: string;
  readonly stoppedBy: string;
  readonly wallSeconds: number;
  readonly peers: readonly {
    readonly id: string;
    readonly network: string;
    readonly restarts: number;
    readonly result: PeerResult | undefined;
  }[];
  readonly scores: RunScores | undefined;
}

/** Puts a run's summary together. Pure. */
export function summarizeRun(parts: SummaryParts): RunSummary {
  const { runId, stoppedBy, wallSeconds, scores } = parts;
  const peers = parts.peers.map(({ id, network, restarts, result }): PeerSummary => {
    const score = scores?.peers.find((peer) => peer.id === id);
    return {
      id,
      network,
      steps: finite(result?.steps),
      testAccuracy: finite(score?.testAccuracy),
      testLoss: finite(score?.testLoss),
      valAccuracy: finite(result?.validationAccuracy),
      samplesPerSecond: finite(result?.samplesPerSecond),
      waitFraction: finite(result?.waitFraction),
      bytesSent: finite(result?.bytesSent),
      bytesReceived: finite(result?.bytesReceived),
      restarts,
      device: result?.device ?? null,
    };
  });
  const ensemble = {
    testAccuracy: finite(scores?.ensemble?.testAccuracy),
    testLoss: finite(scores?.ensemble?.testLoss),
  };
  return { runId, stoppedBy, wallSeconds, peers, ensemble, agreement: finite(scores?.agreement) };
}

function finite(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null;
}

/** The table that ends a run. */
export function summaryTable(summary: RunSummary): string {
  const table = new Table({
    head: [
      '',
      'network',
      'device',
      'steps',
      'test acc',
      'test loss',
      'val acc',
      'samples/s',
      'waiting',
      'sent',
      'received',
      'restarts',
    ],
    colAligns: ['left', 'left', 'left', ...Array.from({ length: 9 }, () => 'right' as const)],
    style: { head: [], border: [], compact: true },
  });
  for (const peer of summary.peers) {
    table.push([
      peer.id,
      peer.network,
      show(peer.device, String),
      show(peer.steps, String),
      show(peer.testAccuracy, percent),
      show(peer.testLoss, (loss) => loss.toFixed(4)),
      show(peer.valAccuracy, percent),
      show(peer.samplesPerSecond, (rate) => Math.round(rate).toLocaleString('en-US')),
      show(peer.waitFraction, (share) => percent(share, 1)),
      show(peer.bytesSent, bytes),
      show(peer.bytesReceived, bytes),
      String(peer.restarts),
    ]);
  }
  const { testAccuracy, testLoss } = summary.ensemble;
  table.push([
    'ensemble',
    '',
    '',
    '',
    show(testAccuracy, percent),
    show(testLoss, (loss) => loss.toFixed(4)),
    ...Array.from({ length: 6 }, () => ''),
  ]);
  const agreement =
    summary.agreement === null
      ? []
      : [`agreement: the peers give ${percent(summary.agreement)} of the test samples the same class`];
  return [table.toString(), ...agreement].join('\n');
}

function show<T>(value: T | null, text: (value: T) => string): string {
  return value === null ? '–' : text(value);
}
