import assert from 'node:assert/strict';
import { test } from 'node:test';
import pc from 'picocolors';
import type { RunReport } from '../../../../scripts/doctor/run-report.js';
import { runReportText } from '../../../../scripts/doctor/run-report-text.js';

const PEER = {
  ...{ bound: 'tcp://0.0.0.0:4000', addresses: ['10.0.0.1'], clockOffsetMs: -3.4, clockUncertaintyMs: 1 },
  ...{ version: '1.0.0', protocolVersion: 4, dataDigest: '0123456789abcdef', answered: true },
};
const SILENT = {
  ...PEER,
  bound: '',
  clockOffsetMs: null,
  clockUncertaintyMs: null,
  version: '',
  answered: false,
};
const REPORT: RunReport = {
  ...{ runId: 'lab', ok: false },
  peers: [
    { ...PEER, id: 'a', advertised: 'tcp://10.0.0.1:4000' },
    { ...SILENT, id: 'b', advertised: 'tcp://10.0.0.2:4000' },
    { ...PEER, id: 'c', advertised: 'tcp://10.0.0.3:4000' },
  ],
  ways: [
    { from: 'a', to: 'b', state: 'broken', p50Ms: null, p99Ms: null, heard: null },
    {
      ...{ from: 'a', to: 'c', state: 'up', p50Ms: 0.12, p99Ms: 1.26 },
      heard: { agoMs: 5, bytesEach: 5_120, bytesPerSecond: 51_200 },
    },
    { from: 'b', to: 'a', state: 'unknown', p50Ms: null, p99Ms: null, heard: null },
  ],
  findings: [
    { kind: 'broken', text: 'a cannot reach b', fix: 'open port 4000' },
    { kind: 'note', text: 'versions differ', fix: 'update' },
  ],
};
const plain = pc.createColors(false);

test('a run is a row a peer with what it advertises, and a matrix of its ways', () => {
  const text = runReportText(REPORT, plain);
  assert.match(text, /run lab +│ advertised +│ bound +│ its machine │ clock +│ codistill +│ data/);
  assert.match(
    text,
    /a +│ tcp:\/\/10\.0\.0\.1:4000 │ tcp:\/\/0\.0\.0\.0:4000 │ 10\.0\.0\.1 +│ −3 ± 1 ms │ 1\.0\.0 \(4\) │ 0123456789ab /,
  );
  assert.match(text, /b +│ tcp:\/\/10\.0\.0\.2:4000 │ +│ .* │ no answer │/);
  assert.match(text, /p50 \/ p99, ms │ to a │ to b +│ to c/);
  assert.match(text, /a +│ +│ BROKEN │ 0\.1 \/ 1\.3/);
  assert.match(text, /b +│ \? /);
  assert.match(text, /heard, KB\/s \(KB each\) │ from a │ from b/);
  assert.match(text, /a +│ +│ nothing yet │ 50\.0 \(5\.0\)/);
});

test('each finding is followed by what mends it, and the last line is the verdict', () => {
  const text = runReportText(REPORT, plain);
  assert.match(text, /BROKEN {2}a cannot reach b\n +→ open port 4000\nNOTE +versions differ\n +→ update\n/);
  assert.match(text, /\n1 to mend: the lines marked BROKEN say how\n$/);
  assert.match(runReportText({ ...REPORT, findings: [] }, plain), /every peer reaches every other one\n$/);
});

test('on a narrow terminal columns go below each other', () => {
  const lines = runReportText(REPORT, plain, 60).split('\n');
  const tables = lines.filter((line) => /[│─]/.test(line));
  assert.ok(tables.every((line) => [...line].length <= 60));
  assert.ok(lines.filter((line) => line.includes('run lab')).length > 1);
});
