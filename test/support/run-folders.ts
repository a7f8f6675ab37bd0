import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseRunSpec } from '../../proto/run-spec.js';
import { summarizeRun } from '../../scripts/launch/summary.js';

/** What is left of a run. */
interface Left {
  readonly startedAt: string;
  readonly networks?: readonly string[];
  /** The step of the last record. */
  readonly step?: number;
  /** What ended it; absent: it has no summary. */
  readonly stoppedBy?: string;
  /** Of the ensemble, on the test split. */
  readonly testAccuracy?: number;
}

/** Writes a run directory as a launcher leaves it, without checkpoints. */
export function writeRun(folder: string, name: string, left: Left): string {
  const { startedAt, networks = ['mlp', 'mlp'], step = 40, stoppedBy, testAccuracy = 0.5 } = left;
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  const spec = parseRunSpec({ peers: networks.map((network, i) => ({ id: `peer-${i}`, network })) });
  writeFileSync(join(path, 'run-spec.yaml'), stringify(spec));
  const records = [
    { kind: 'run', spec, startedAt },
    { kind: 'step', peer: 'peer-0', step },
    { kind: 'exchange', peer: 'peer-0', step: step + 9 },
  ];
  writeFileSync(join(path, 'metrics.jsonl'), records.map((one) => `${JSON.stringify(one)}\n`).join(''));
  if (stoppedBy === undefined) return path;
  const peers = networks.map((network, i) => ({ id: `peer-${i}`, network, restarts: 0, result: undefined }));
  const summary = summarizeRun({ runId: name, stoppedBy, wallSeconds: 1, peers, scores: undefined });
  const scored = { ...summary.peers[0], steps: step, testAccuracy: testAccuracy / 2, testLoss: 1 };
  const ensemble = { ...summary.ensemble, testAccuracy, testLoss: 0.25 };
  const whole = { ...summary, peers: [scored, ...summary.peers.slice(1)], ensemble };
  writeFileSync(join(path, 'summary.json'), JSON.stringify(whole));
  return path;
}
