import { CodistillError } from '../../proto/errors.js';
import { parsePartition } from '../../proto/partition.js';
import type { RunSpec } from '../../proto/run-spec-schema.js';

/**
 * Refuses wishes that only pictures can fulfil, for data that are text.
 *
 * @param positions - Predictions of a sample.
 * @throws {CodistillError} `ERR_CONFIG` saying what to use instead.
 */
export function checkFitsText(
  { data, distillation }: Pick<RunSpec, 'data' | 'distillation'>,
  positions: number,
): void {
  const refused = (problem: string, fix: string): CodistillError =>
    new CodistillError('ERR_CONFIG', problem, { fix });
  if (data.augment !== 'none') {
    throw refused(`--augment ${data.augment} is for images, the data are text`, 'use --augment none');
  }
  if (parsePartition(data.partition).kind === 'dirichlet') {
    throw refused(
      `partition ${data.partition}: a text has no classes to be dealt by`,
      'use --partition disjoint or overlap:FRACTION',
    );
  }
  if (distillation.feature !== 'none' && positions > 1) {
    throw refused(
      `--feature ${distillation.feature} is for pictures, a sample of this text has ${positions} predictions`,
      'use --feature none, or positions=1',
    );
  }
}
