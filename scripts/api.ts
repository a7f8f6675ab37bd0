/**
 * The programming interface: `import { launch, openRun } from 'codistill'`. Importing it starts nothing and loads no
 * TensorFlow.
 *
 * docs/api.md shows it at work.
 *
 * @packageDocumentation
 */

export type { Churn } from '../peer/core/scoring/churn.js';
export type { Metrics } from '../peer/core/scoring/scores.js';
export type { ImageShape, InputShape } from '../peer/data/dataset.js';
export type { PeerScores, RunEvaluation, TestScores, UnscoredPeer } from '../peer/evaluation/evaluate-run.js';
export type { Flatness, NoisyMetrics } from '../peer/evaluation/flatness.js';
export type { Exported } from '../peer/export/export-run.js';
export type { OutputName } from '../peer/export/inference-graph.js';
export type { Format } from '../peer/export/other-runtime.js';
export type { Prediction } from '../peer/export/predict-inputs.js';
export type { Proof } from '../peer/export/proof.js';
export type { SampleContext } from '../peer/model/networks/network-context.js';
export type { BuiltInLoss } from '../proto/distillation-loss.js';
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
export type { Bottleneck } from './launch/bottleneck.js';
export type { PeerSummary, RunScores, RunSummary, SummaryScores } from './launch/summary.js';
export type { SummaryEdge } from './launch/summary-edges.js';
export type { PeerStatus, ViewEdge } from './launch/view-state.js';
export { type BrokenRun, type ListedRun, listRuns, type RunList } from './runs.js';
