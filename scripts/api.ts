/**
 * The programming interface: `import { launch, openRun } from 'codistill'`. Importing it starts nothing and loads no
 * TensorFlow.
 *
 * docs/api.md shows it at work.
 *
 * @packageDocumentation
 */

export { CodistillError, type ErrorCode, type Facts } from '../proto/errors.js';
export { type CohortRun, type LaunchRequest, launch } from './api/launch.js';
export { openRun } from './api/open-run.js';
export { loadTensorFlow } from './api/tensorflow.js';
