import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EdgeLedger } from '../../peer/core/exchange/edge-ledger.js';
import { createExchange } from '../../peer/core/exchange/state.js';
import { saveLogits } from '../../peer/evaluation/logits-file.js';
import { type PeerResult, peerResult } from '../../peer/io/peer-result.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { openLastingConnection } from '../../proto/net/lasting-connection.js';
import { parseRunSpec } from '../../proto/run-spec.js';
import { inboxOf } from '../../proto/subjects.js';
import type { RunScores } from '../../scripts/launch/summary.js';
import { openResultDesk, type ResultDeskOptions } from '../../scripts/net/result-desk.js';
import { type Gathering, type GatherOptions, openGathering } from '../../scripts/results/gather.js';
import { type HandOverOptions, openHandOver } from '../../scripts/results/hand-over.js';
import { RECEIVED_FILES } from '../../scripts/results/received-files.js';
import { optionsOf } from './exchange-kit.js';

/** A run of two learners with two test samples of two classes. */
export const RESULT_SPEC = parseRunSpec({
  peers: [
    { id: 'peer-0', network: 'mlp:8' },
    { id: 'peer-1', network: 'mlp:8' },
  ],
});

/** A result of a peer of that run. */
export function resultOf(peerId: string, more: Partial<PeerResult> = {}): PeerResult {
  const facts = { id: peerId, network: 'mlp:8', restarts: 0, device: 'cpu', parameters: 10, warnings: [] };
  const shares = { taughtShare: 1, taughtRowsShare: 1, gradientRatio: 0.5, waitFraction: 0.1 };
  const taught = new EdgeLedger();
  taught.step(peerId === 'peer-0' ? 'peer-1' : 'peer-0', 4, 2);
  const training = {
    ...{ steps: 40, trainedSteps: 40, leftOutSteps: 0, dueSteps: 40, stalenessStepsMax: 0 },
    ...{
      validationAccuracy: 0.5,
      samplesPerSecond: 900,
      dataWaitFraction: 0.01,
      trainingSeconds: 4,
      edges: taught.sums(),
    },
    ...shares,
  };
  return { ...peerResult(facts, training, createExchange(optionsOf(), 1), ''), ...more };
}

/** A record of a peer, as its trainer writes it. */
export const recordOf = (peer: string, step: number): Readonly<Record<string, unknown>> => ({
  ...{ kind: 'step', peer, step },
  supervised: 1.5,
});

/** Writes the files of a result where a peer of this machine would leave them. */
export function writeResultFiles(
  runDir: string,
  peerId: string,
  values: Float32Array = Float32Array.of(1, 2, 4, 3),
): void {
  const folder = join(runDir, 'peers', peerId);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, RECEIVED_FILES.result.name), JSON.stringify(resultOf(peerId)));
  const records = [recordOf(peerId, 10), recordOf(peerId, 20)].map((record) => `${JSON.stringify(record)}\n`);
  writeFileSync(join(folder, RECEIVED_FILES.records.name), records.join(''));
  const facts = { peer: peerId, step: 40, dataDigest: 'd', classNames: ['a', 'b'], samples: 2, positions: 1 };
  for (const which of ['last', 'best'] as const)
    saveLogits(runDir, which, { ...facts, classes: 2, ids: Uint32Array.of(0, 1), values });
}

/** A launcher's connection on which the words about results are heard. */
export function hearResults(access: NatsAccess, options: ResultDeskOptions): { close(): Promise<void> } {
  return openLastingConnection({
    ...access,
    ...{ party: 'launcher', name: 'launcher', inbox: inboxOf(options.runId, 'launcher') },
    random: Math.random,
    onOpen: (connection) => openResultDesk(connection, options),
    ...{ onUp: () => {}, onDown: () => {}, onTrouble: () => {} },
  });
}

/** The place where results are gathered, on a connection of its own. */
export function gatherAt(
  access: NatsAccess,
  { runId, ...options }: GatherOptions & { readonly runId: string },
): Pick<Gathering, 'finish'> & { close(): Promise<void> } {
  const gathering = openGathering(options);
  const desk = hearResults(access, { runId, say: options.say, onWord: gathering.take });
  return {
    finish: gathering.finish,
    close() {
      gathering.close();
      return desk.close();
    },
  };
}

/** Hands the results of all these peers over. */
export function handOver(options: HandOverOptions): Promise<RunScores | undefined> {
  return openHandOver(options).finish([...options.peers.keys()]);
}
