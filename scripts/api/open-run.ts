import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import type { Exported, ExportOptions } from '../../peer/export/export-run.js';
import type { Prediction } from '../../peer/export/predict-inputs.js';
import { candidates, isBest, loadBestCheckpoint, stepOf } from '../../peer/files/checkpoint.js';
import { nodeDisk } from '../../peer/files/checkpoint-disk.js';
import { peerDirectory } from '../../peer/files/life.js';
import { isFrozen, type RunSpec } from '../../proto/run-spec.js';
import { cacheDirectory } from '../cache-directory.js';
import { METRICS_NAME, SUMMARY_NAME } from '../launch/run-directory.js';
import { savedRun } from '../launch/saved-run.js';
import type { RunScores, RunSummary } from '../launch/summary.js';
import { ensureSetUp } from '../set-up.js';
import { type MetricRow, metricRows } from './metric-row.js';

/** Which of a peer's checkpoints. */
export interface CheckpointChoice {
  /** The one with the best validation loss, or the newest. @default 'best' */
  readonly checkpoint?: 'best' | 'last' | undefined;
}

/** A checkpoint on the disk, in the safetensors format. */
export interface SavedCheckpoint {
  readonly peer: string;
  /** Steps done. */
  readonly step: number;
  /** Whether it is the one with the best validation loss. */
  readonly best: boolean;
  readonly path: string;
}

/** Options of {@link OpenedRun.evaluate}. */
export interface EvaluateOptions {
  /** The newest checkpoints, those with the best validation loss, or both. @default 'last' */
  readonly checkpoint?: 'best' | 'last' | 'both' | undefined;
  /** Folder with the data set's files. */
  readonly dataDir?: string | undefined;
  /** Whether each peer is also scored on the samples that it learned from. @default false */
  readonly scoreTraining?: boolean | undefined;
}

/** Options of {@link OpenedRun.export}. */
export interface ExportRequest extends CheckpointChoice {
  readonly format: ExportOptions['format'];
  /** The folder to make. */
  readonly out: string;
  /** Whether the model takes pixels of 0 to 255 and normalizes them itself. @default false */
  readonly withPreprocessing?: boolean | undefined;
  /** Folder with the data set's files, whose test split proves the export. */
  readonly dataDir?: string | undefined;
}

/** Predicts with loaded networks, until it is closed. */
export interface OpenedPredictor {
  /**
   * @param inputs - Pictures, folders of pictures, or texts.
   * @returns The classes of each, the likeliest first.
   */
  predict(inputs: readonly string[]): Promise<readonly Prediction[]>;
  close(): Promise<void>;
}

/** A run on the disk. Its methods load TensorFlow where they say so, into this process. */
export interface OpenedRun {
  readonly runDir: string;
  /** With every default filled in. */
  readonly spec: RunSpec;
  /** The learners' ids. */
  readonly peers: readonly string[];
  /** The content of `summary.json`; `undefined` of a run that has not ended. */
  summary(): RunSummary | undefined;
  /** The peers' records of steps and validations, in the order in which they were written; of a run that goes on, so far. */
  metrics(): readonly MetricRow[];
  /** Of every learner the checkpoints that are kept, the newest first, the best last. */
  checkpoints(): readonly SavedCheckpoint[];
  /** Loads the networks of the ensemble, or of the one peer. Loads TensorFlow. */
  predictor(options?: CheckpointChoice): Promise<OpenedPredictor>;
  /** Predicts once, by a {@link predictor} that is closed again. */
  predict(inputs: readonly string[], options?: CheckpointChoice): Promise<readonly Prediction[]>;
  /** Scores the saved peers and their ensemble on the test split. Loads TensorFlow. */
  evaluate(options?: EvaluateOptions): Promise<RunScores>;
  /** Writes the ensemble, or the one peer, in a form that other programs read, and proves it. Loads TensorFlow. */
  export(options: ExportRequest): Promise<Exported>;
}

/**
 * Opens a run: one that has ended, one that goes on, or one peer of it.
 *
 * @param path - Directory of the run, for the ensemble, or `RUN_DIR/PEER`.
 * @throws {CodistillError} `ERR_RUN_DIR` when there is neither. Methods throw as the commands of their names do.
 */
export function openRun(path: string): OpenedRun {
  const { runDir, spec, peerId } = savedRun(path);
  const peers = spec.peers.map(({ id }) => id).filter((id) => (peerId ?? id) === id && !isFrozen(spec, id));
  const places = (dataDir: string | undefined) => ({
    cacheDir: cacheDirectory(process.env),
    dataDir: dataDir === undefined ? undefined : resolve(dataDir),
  });
  const predictor = async ({ checkpoint = 'best' }: CheckpointChoice = {}): Promise<OpenedPredictor> => {
    await ensureSetUp();
    const { openRun: openPeers } = await import('../../peer/export/predictor.js');
    const { predictInputs } = await import('../../peer/export/predict-inputs.js');
    const opened = await openPeers({ runDir, spec, peerId, checkpoint }, warn);
    return {
      predict: async (inputs) => {
        const predictions: Prediction[] = [];
        for await (const prediction of predictInputs(opened, inputs)) predictions.push(prediction);
        return predictions;
      },
      close: () => opened.close(),
    };
  };
  return {
    ...{ runDir, spec, peers, predictor },
    summary: () => readSummary(runDir),
    metrics() {
      const rows = metricRows(textOf(join(runDir, METRICS_NAME)) ?? '');
      return peerId === undefined ? rows : rows.filter(({ peer }) => peer === peerId);
    },
    checkpoints: () => peers.flatMap((peer) => checkpointsOf(runDir, peer)),
    async predict(inputs, options) {
      const opened = await predictor(options);
      try {
        return await opened.predict(inputs);
      } finally {
        await opened.close();
      }
    },
    async evaluate({ checkpoint = 'last', dataDir, scoreTraining = false } = {}) {
      await ensureSetUp();
      const { evaluateBoth, evaluateRun } = await import('../../peer/evaluation/evaluate-run.js');
      const options = { runDir, spec, scoreTraining, warn, ...places(dataDir) };
      return checkpoint === 'both' ? evaluateBoth(options) : evaluateRun({ ...options, checkpoint });
    },
    async export({ format, out, checkpoint = 'best', withPreprocessing = false, dataDir }) {
      await ensureSetUp();
      const { exportRun } = await import('../../peer/export/export-run.js');
      const options = { runDir, spec, peerId, format, checkpoint, withPreprocessing };
      return exportRun({ ...options, out: resolve(out), places: places(dataDir) });
    },
  };
}

/** @returns `undefined` where the run has not ended. */
export function readSummary(runDir: string): RunSummary | undefined {
  const text = textOf(join(runDir, SUMMARY_NAME));
  return text === undefined ? undefined : (JSON.parse(text) as RunSummary);
}

function checkpointsOf(runDir: string, peer: string): SavedCheckpoint[] {
  const directory = join(peerDirectory(runDir, peer), 'checkpoints');
  return candidates(nodeDisk, directory).flatMap((name) => {
    const best = isBest(name);
    const step = best ? loadBestCheckpoint(directory, {})?.step : stepOf(name);
    return step === undefined ? [] : [{ peer, step, best, path: join(directory, name) }];
  });
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function warn(message: string): void {
  process.emitWarning(message, 'CodistillWarning');
}
