import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkLine, checkReport } from '../../../../scripts/reproduce/check-report.js';
import { temporaryDirectory } from '../../../support/launch.js';

test('what is the same and what differs is told', () => {
  assert.equal(checkLine({ what: 'node', there: '20', here: '20', same: true }), 'node: the same, 20');
  assert.equal(
    checkLine({ what: 'table', there: 'a', here: 'b', same: false }),
    'table: a in the report, b here',
  );
});

test('what is no report is refused, whether it is there or not', async (t) => {
  const file = join(temporaryDirectory(t), 'reproduction.json');
  await assert.rejects(checkReport(file, undefined, false), { code: 'ERR_USAGE' });
  writeFileSync(file, '{"table": {}}');
  await assert.rejects(checkReport(file, undefined, false), { code: 'ERR_USAGE', message: /names no table/ });
});
