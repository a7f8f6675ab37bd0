import { join } from 'node:path';
import { CodistillError } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';
import { asByWeights, type Scheme } from '../../proto/scheme.js';
import {
  type Checkpoint,
  type CheckpointExpectation,
  candidates,
  fileName,
  isBest,
  isOfStep,
  KEPT,
  loadFirstValid,
} from './checkpoint.js';
import { type CheckpointDisk, nodeDisk } from './checkpoint-disk.js';
import { fileError } from './run-files.js';

/** Steps that a teacher may be ahead of one student: what it may send without being answered, and what waits for that. */
const LEAD_STEPS = LIMITS.creditBatches + 2;

/**
 * Checkpoints that a peer keeps, so that one of them is of a step that all have, whenever everything is killed. In a
 * strict run a peer may have saved later steps than another, by as many steps as it may be ahead.
 *
 * @param everySteps - Steps from one checkpoint to the next.
 */
export function checkpointsKept(
  { strict, inStep, pipeline, ways }: Pick<Scheme, 'strict' | 'inStep' | 'pipeline' | 'ways'>,
  learners: number,
  everySteps: number,
): number {
  if (!strict || !inStep) return KEPT;
  const meetings = ways.map(({ way }) => asByWeights(way)?.everySteps ?? 0);
  const leadSteps = Math.max(LEAD_STEPS + 2 * pipeline, ...meetings) * (learners - 1);
  return Math.max(KEPT, 2 + Math.ceil(leadSteps / everySteps));
}

/**
 * Steps of the valid checkpoints of this network and run, ascending. A peer's first weights count as one, of step 0, as
 * long as the checkpoint that followed them is there, or none has.
 *
 * @param newest - The newest one, which was loaded already; a best one that is newer was left behind.
 * @param everySteps - Steps from one checkpoint to the next.
 */
export function checkpointSteps(
  directory: string,
  newest: Pick<Checkpoint, 'step'> | undefined,
  everySteps: number,
  expect: CheckpointExpectation,
  disk: CheckpointDisk = nodeDisk,
): readonly number[] {
  if (newest === undefined) return [0];
  const steps = new Set([newest.step]);
  for (const name of candidates(disk, directory)) {
    const step = isOfStep(name, newest.step) ? newest.step : stepOf(disk, directory, name, expect);
    if (step === undefined || step > newest.step) continue;
    steps.add(step);
    if (!isBest(name) && step <= everySteps) steps.add(0);
  }
  return [...steps].sort((a, b) => a - b);
}

function stepOf(
  disk: CheckpointDisk,
  directory: string,
  name: string,
  expect: CheckpointExpectation,
): number | undefined {
  try {
    return loadFirstValid(disk, directory, [name], expect)?.step;
  } catch (error) {
    if (error instanceof CodistillError && error.code === 'ERR_CHECKPOINT_CORRUPT') return undefined;
    throw error;
  }
}

/**
 * Loads the checkpoint of a step.
 *
 * @throws {CodistillError} `ERR_CHECKPOINT_CORRUPT` when it is not valid (any more), and as `loadNewestCheckpoint`.
 */
export function loadCheckpointOf(
  directory: string,
  step: number,
  expect: CheckpointExpectation,
  disk: CheckpointDisk = nodeDisk,
): Checkpoint {
  const names = candidates(disk, directory).filter((name) => isOfStep(name, step) || isBest(name));
  const found = loadFirstValid(disk, directory, names, expect);
  if (found?.step === step) return found;
  throw new CodistillError(
    'ERR_CHECKPOINT_CORRUPT',
    `no checkpoint of step ${step} is left in ${directory}`,
    {
      fix: 'start the run again: it goes on from the newest checkpoint that all peers have',
      facts: { directory, step },
    },
  );
}

/** Removes the checkpoints of later steps than the one that a peer went back to; the best one stays. */
export function dropCheckpointsAfter(directory: string, step: number, disk: CheckpointDisk = nodeDisk): void {
  try {
    for (const name of candidates(disk, directory)) {
      if (!isBest(name) && name > fileName(step)) disk.remove(join(directory, name));
    }
  } catch (cause) {
    throw fileError(`checkpoints ${directory}`, cause);
  }
}
