import process from 'node:process';
import { readersOf, surveyData } from '../../peer/data/catalog.js';
import type { DataProgress } from '../../peer/data/request.js';
import { checkPayloadClasses } from '../../proto/payload-format.js';
import { dataSeed, type RunSpec } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';
import { cacheDirectory } from '../cache-directory.js';

/**
 * Looks at the data of a run, and whether its options fit them, before any process starts.
 *
 * @param say - Hears what takes long.
 * @returns For the user, a line each: what is not read, or not as may be expected.
 * @throws {CodistillError} As `surveyData`; `ERR_CONFIG` for a payload that keeps more logits than there are classes.
 */
export async function checkData(
  spec: RunSpec,
  dataDir: string | undefined,
  say: (line: string) => void,
): Promise<readonly string[]> {
  const { notes, classes } = await surveyData(spec.data.name, {
    dataDir,
    networks: readersOf(spec),
    cacheDir: cacheDirectory(process.env),
    seed: dataSeed(spec),
    onProgress({ what, done, total }: DataProgress) {
      if (done === 1) say(`decoding ${total} images of ${what}, once for every run`);
    },
  });
  if (classes !== undefined) checkPayloadClasses(schemeOf(spec).payload, classes);
  return notes;
}
