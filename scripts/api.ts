/**
 * The programming interface: `import { launch, openRun } from 'codistill'`. Importing it starts nothing and loads no
 * TensorFlow.
 *
 * docs/api.md shows it at work.
 *
 * @packageDocumentation
 */

export type { Prediction } from '../peer/export/predict-inputs.js';
export { CodistillError, type ErrorCode, type Facts } from '../proto/errors.js';
export type { PeerFields, RunSpec } from '../proto/run-spec-schema.js';
export { type CohortRun, type LaunchRequest, launch, type SpecFields } from './api/launch.js';
export type { EvaluationRow, MetricRow, StepRow } from './api/metric-row.js';
export {
  type CheckpointChoice,
  type EvaluateOptions,
  type ExportRequest,
  type OpenedPredictor,
  type OpenedRun,
  openRun,
  type SavedCheckpoint,
} from './api/open-run.js';
export type {
  FinishedEvent,
  GraphEvent,
  JoinedEvent,
  LostEvent,
  MetricsEvent,
  NoticeEvent,
  ProcessEvent,
  ProgressEvent,
  RunEvent,
  StartedEvent,
  StoppingEvent,
} from './api/run-event.js';
export { type LossTerms, loadTensorFlow, type TensorFlowTools } from './api/tensorflow.js';
export type { PeerSummary, RunScores, RunSummary } from './launch/summary.js';
export { type BrokenRun, type ListedRun, listRuns, type RunList } from './runs.js';
