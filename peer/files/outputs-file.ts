import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { bytesOf } from '../../proto/float-bytes.js';
import { joined } from '../../proto/payload.js';
import { peerDirectory } from './life.js';
import { replaceFile } from './run-files.js';

/** Which of a peer's checkpoints predicted. */
export type Checkpoint = 'last' | 'best';

/**
 * A kind of outputs: `predictions` to compare another training with, `logits` to score a peer elsewhere, `test-logits` that a
 * peer leaves for those who score its run next.
 */
export type OutputKind = 'predictions' | 'logits' | 'test-logits';

const facts = z.object({
  peer: z.string(),
  step: z.number().int().nonnegative(),
  dataDigest: z.string(),
  /** Empty: not known; older files have none. */
  classNames: z.array(z.string()).readonly().default([]),
  samples: z.number().int().positive(),
  positions: z.number().int().positive(),
  classes: z.number().int().positive(),
});

/** The facts of what was saved of a peer's outputs on the test split. */
export type OutputFacts = Readonly<z.infer<typeof facts>>;

/** The facts of a peer's outputs, made at a step, on the whole test split of these data. */
export function outputFacts(
  data: Pick<OutputFacts, 'classNames' | 'positions' | 'classes'> & {
    readonly digest: string;
    readonly test: { readonly count: number };
  },
  peer: string,
  step: number,
): OutputFacts {
  const { digest: dataDigest, classNames, positions, classes, test } = data;
  return { peer, step, dataDigest, classNames, samples: test.count, positions, classes };
}

/** A peer's outputs on the test split: probabilities or logits. */
export interface Outputs extends OutputFacts {
  /** Sample ids, uint32 `[samples]`. */
  readonly ids: Uint32Array;
  /** float32 `[samples * positions * classes]`. */
  readonly values: Float32Array;
}

/** The path of a peer's outputs without its endings: `RUN_DIR/peers/<id>/<kind>-<checkpoint>`. */
export function outputsFile(
  runDir: string,
  peerId: string,
  kind: OutputKind,
  checkpoint: Checkpoint,
): string {
  return join(peerDirectory(runDir, peerId), `${kind}-${checkpoint}`);
}

/**
 * Saves outputs: facts as JSON, and beside them ids and values, little-endian, one after the other. The facts come last, so
 * that a file with facts is whole.
 *
 * @param file - Its path without the ending.
 */
export function saveOutputs(file: string, { ids, values, ...rest }: Outputs): void {
  replaceFile(`${file}.bin`, joined(bytesOf(ids), bytesOf(values)));
  replaceFile(`${file}.json`, `${JSON.stringify(rest, null, 2)}\n`);
}

/**
 * Reads what {@link saveOutputs} wrote.
 *
 * @throws {Error} When there is nothing of the kind, or it is cut off.
 */
export function readOutputs(file: string): Outputs {
  const known = facts.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8')));
  const bytes = new Uint8Array(readFileSync(`${file}.bin`)); // a copy: aligned, whatever Node's pool gave
  const { samples, positions, classes } = known;
  const expected = 4 * samples * (1 + positions * classes);
  if (bytes.length !== expected)
    throw new Error(`${file}.bin has ${bytes.length} bytes, expected ${expected}`);
  return {
    ...known,
    ids: new Uint32Array(bytes.buffer, 0, samples),
    values: new Float32Array(bytes.buffer, 4 * samples),
  };
}

/** Removes the test logits that a peer has left, where there are any. */
export function removeTestLogits(runDir: string, peerId: string): void {
  for (const which of ['last', 'best'] as const) {
    const file = outputsFile(runDir, peerId, 'test-logits', which);
    rmSync(`${file}.json`, { force: true });
    rmSync(`${file}.bin`, { force: true });
  }
}
