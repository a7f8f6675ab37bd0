import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readLogits } from '../../peer/evaluation/logits-file.js';
import { peerDirectory } from '../../peer/files/life.js';
import { type MetricRecord, MetricsFile, parseRecords } from '../../peer/files/metrics-file.js';
import { type PeerResult, parseResult, writeResult } from '../../peer/io/peer-result.js';
import { CodistillError } from '../../proto/errors.js';
import { isFrozen, type RunSpec } from '../../proto/run-spec.js';
import { plainText } from '../plain-text.js';
import { RECEIVED_FILES } from './received-files.js';

/** The records that a peer writes; the others are the launcher's. */
const KINDS: readonly unknown[] = ['start-up', 'initial-weights', 'step', 'evaluation', 'exchange'];
/** Lines about its training that a peer may give a person to read. */
const WARNINGS_MAX = 64;

/** Where the files of a peer's result lie until they are known to be one. */
export function receivedDirectory(runDir: string, peerId: string): string {
  return join(peerDirectory(runDir, peerId), 'received');
}

/**
 * Checks what a peer of another machine has sent, and makes it part of the run directory: logits, records and last the result,
 * so that one with a result is whole. A peer may be faulty or hostile, and nothing that it says of others is believed.
 *
 * @param say - Told of records that cannot be written.
 * @throws {CodistillError} `ERR_RUN_DIR` saying what is wrong with it, or `ERR_DISK`.
 */
export async function acceptResult(
  runDir: string,
  spec: RunSpec,
  peerId: string,
  say: (line: string) => void,
): Promise<void> {
  const received = receivedDirectory(runDir, peerId);
  const textOf = (file: 'result' | 'records'): string =>
    readFileSync(join(received, RECEIVED_FILES[file].name), 'utf8');
  const result = checkedResult(textOf('result'), spec, peerId);
  const scored = isFrozen(spec, peerId) ? [] : (['last', 'best'] as const);
  for (const which of scored) readLogits(join(received, `logits-${which}`), peerId);
  appendRecords(runDir, ownRecords(textOf('records'), peerId, say), say);
  for (const file of scored.flatMap((which) => [`${which}Logits`, `${which}Facts`] as const)) {
    const { name } = RECEIVED_FILES[file];
    renameSync(join(received, name), join(peerDirectory(runDir, peerId), name));
  }
  await writeResult(runDir, result);
  rmSync(received, { recursive: true, force: true });
}

function checkedResult(text: string, spec: RunSpec, peerId: string): PeerResult {
  const result = parseResult(harmless(text), `the result that ${peerId} has sent`);
  const { network } = spec.peers.find(({ id }) => id === peerId)!;
  const isStranger = (teacher: string): boolean => !spec.peers.some(({ id }) => id === teacher);
  const doubts: readonly (readonly [wrong: boolean, what: string])[] = [
    [result.id !== peerId, 'its id is another'],
    [result.network !== network, 'its network is another'],
    [result.warnings.length > WARNINGS_MAX, `it has more than ${WARNINGS_MAX} warnings`],
    [Object.keys(result.edges).some(isStranger), 'it was taught by somebody who is no peer of this run'],
  ];
  const [, what] = doubts.find(([wrong]) => wrong) ?? [];
  if (what === undefined) return result;
  throw new CodistillError('ERR_RUN_DIR', `the result that ${peerId} has sent is not its own: ${what}`, {
    fix: 'start that peer from the run that it belongs to',
    facts: { peerId },
  });
}

/** JSON in which no text holds what a terminal would obey. */
function harmless(text: string): string {
  try {
    const value: unknown = JSON.parse(text, (_, one: unknown) => {
      if (typeof one === 'string') return plainLine(one);
      if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
      return Object.fromEntries(
        Object.entries(one).map(([key, field]) => [plainLine(key), field as unknown]),
      );
    });
    return JSON.stringify(value);
  } catch {
    return text; // which its reader refuses
  }
}

function plainLine(text: string): string {
  return plainText(text).replaceAll('\n', ' ');
}

/** The records that are the peer's to write; others are left out. */
function ownRecords(text: string, peerId: string, say: (line: string) => void): readonly MetricRecord[] {
  const records = parseRecords(text);
  const own = records.filter((one) => isRecord(one) && one.peer === peerId && KINDS.includes(one.kind));
  if (own.length < records.length)
    say(`${peerId} has sent ${records.length - own.length} records that are not its own`);
  return own;
}

function isRecord(value: unknown): value is MetricRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false; // nested so deeply that it can be read and not be written
  }
}

/** A run that became longer, or whose owner was started again, has some of them already. */
function appendRecords(runDir: string, records: readonly MetricRecord[], say: (line: string) => void): void {
  const path = join(runDir, 'metrics.jsonl');
  const there = new Set(existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []);
  const file = new MetricsFile(path, say);
  for (const record of records) if (!there.has(JSON.stringify(record))) file.append(record);
  file.close();
}
