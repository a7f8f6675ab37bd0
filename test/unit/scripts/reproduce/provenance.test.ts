import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { planRuns } from '../../../../scripts/compare/study.js';
import { placeOf } from '../../../../scripts/compare/study-directory.js';
import { runFacts } from '../../../../scripts/launch/run-facts.js';
import {
  checkProvenance,
  digestsOf,
  type Provenance,
  provenanceOf,
} from '../../../../scripts/reproduce/provenance.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { smallTable } from '../../../support/small-table.js';

test('a report of this code and these data is the same in everything; any change is told', async (t) => {
  const directory = temporaryDirectory(t);
  const file = join(directory, 'tiny.yaml');
  writeFileSync(file, 'name: tiny');
  const { study } = smallTable();
  const places = planRuns(study).map((run) => placeOf(directory, run));
  const commits = [runFacts().commit ?? 'no git checkout'];
  const origins = { command: 'codistill reproduce tiny', commits, seeds: study.seeds, files: [file] };
  const made = await provenanceOf(places, { ...origins, dataDir: undefined });
  assert.equal(made.data.length, 1);
  assert.equal(made.data[0]!.digest.length, 64);
  assert.equal(
    Object.hasOwn(made.machine, 'host'),
    false,
    'reports are published, names of machines are not',
  );
  const committed: Provenance = { ...made, changed: false };
  const different = async (report: Provenance, files = [file]): Promise<readonly string[]> => {
    const checks = await checkProvenance(report, files, undefined);
    // This checkout may have changes of its own while it is worked on.
    return checks.filter(({ same, what }) => !same && what !== 'commit').map(({ what }) => what);
  };
  assert.deepEqual(await different(committed), []);
  assert.deepEqual(await different({ ...committed, versions: { ...made.versions, node: '1' } }), ['node']);
  const data = [{ ...made.data[0]!, seed: 99 }];
  assert.deepEqual(await different({ ...committed, data }), [`data ${data[0]!.name}`]);
  writeFileSync(file, 'name: other');
  assert.deepEqual(await different(committed), ['table']);
  const [commit] = await checkProvenance({ ...committed, changed: true }, [file], undefined);
  assert.equal(commit!.same, false, 'changes that no commit has can not be told apart');
});

test('data that are not there are told with the file to put there, and where', async (t) => {
  const specs = [parseRunSpec({ data: { name: 'cifar100' } })];
  await assert.rejects(digestsOf(specs, temporaryDirectory(t)), {
    code: 'ERR_DATA_MISSING',
    message: /no train\.bin or cifar-100-binary\.tar\.gz in /,
    fix: /--data-dir/,
  });
});
