import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXIT_CODES } from '../../../../proto/errors.js';
import { finalExits } from '../../../../scripts/units/exits.js';
import { REPOSITORY } from '../../../support/repository.js';

test('nobody starts a unit again that was typed wrongly, lacks its data or was refused, and everybody one that was interrupted or found no server', () => {
  const final = finalExits();
  const { ERR_USAGE, ERR_CONFIG, ERR_FROM_ENV, ERR_DATA_MISSING, ERR_NON_FINITE, ERR_JOIN_REFUSED } =
    EXIT_CODES;
  for (const exit of [
    ERR_USAGE,
    ERR_CONFIG,
    ERR_FROM_ENV,
    ERR_DATA_MISSING,
    ERR_NON_FINITE,
    ERR_JOIN_REFUSED,
  ])
    assert(final.includes(exit), `${exit}`);
  const { ERR_INTERRUPTED, ERR_NATS_SERVER, ERR_COORDINATOR_UNREACHABLE, ERR_RUN_DIR_BUSY } = EXIT_CODES;
  for (const exit of [0, ERR_INTERRUPTED, ERR_NATS_SERVER, ERR_COORDINATOR_UNREACHABLE, ERR_RUN_DIR_BUSY])
    assert(!final.includes(exit), `${exit}`);
});

test("Slurm's script ends with just these, and after a good end", () => {
  const script = readFileSync(join(REPOSITORY, 'deploy/slurm/unit.sbatch'), 'utf8');
  const [, listed = ''] = /^([\d |]+)\) exit "\$code" ;;$/m.exec(script) ?? [];
  assert.deepEqual(listed.split(' | ').map(Number), [0, ...finalExits()]);
});
