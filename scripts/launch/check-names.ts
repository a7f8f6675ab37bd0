import { checkDataName } from '../../peer/data/catalog.js';
import { checkViewName } from '../../peer/data/views.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { isModulePath } from '../../proto/user-module.js';

/**
 * Refuses misspelt names before any process starts. What only TensorFlow or the files can tell (class counts, devices,
 * missing files) the peers find out themselves.
 *
 * @throws {CodistillError} `ERR_DATA_UNKNOWN`, or `ERR_CONFIG` for a view, with the nearest known name.
 */
export function checkNames(spec: RunSpec): void {
  if (!isModulePath(spec.data.name)) checkDataName(spec.data.name);
  for (const { view } of spec.peers) checkViewName(view);
}
