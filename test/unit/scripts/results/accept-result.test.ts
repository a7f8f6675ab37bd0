import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readResult } from '../../../../peer/io/peer-result.js';
import { acceptResult, receivedDirectory } from '../../../../scripts/results/accept-result.js';
import { RECEIVED_FILES } from '../../../../scripts/results/received-files.js';
import { edgeOf } from '../../../support/edges.js';
import { readRecords, temporaryDirectory } from '../../../support/launch.js';
import { RESULT_SPEC, recordOf, resultOf, writeResultFiles } from '../../../support/results.js';

/** A run directory to which peer-1 has sent its files, and the path of one of them. */
function received(t: TestContext, values?: Float32Array): { runDir: string; file(name: string): string } {
  const [runDir, aside] = [temporaryDirectory(t), temporaryDirectory(t)];
  writeResultFiles(aside, 'peer-1', values);
  mkdirSync(join(runDir, 'peers', 'peer-1'), { recursive: true });
  const there = receivedDirectory(runDir, 'peer-1');
  renameSync(join(aside, 'peers', 'peer-1'), there);
  return { runDir, file: (name) => join(there, name) };
}

const ignore = (): void => {};
const unexpected = (line: string): never => assert.fail(line);

test('a result becomes part of the run directory: records, logits and itself, and nothing is left aside', async (t) => {
  const { runDir } = received(t);
  writeFileSync(join(runDir, 'metrics.jsonl'), `${JSON.stringify(recordOf('peer-0', 10))}\n`);
  await acceptResult(runDir, RESULT_SPEC, 'peer-1', unexpected);
  assert.deepEqual(readResult(runDir, 'peer-1'), resultOf('peer-1'));
  assert.equal(resultOf('peer-1').edges['peer-0']!.rowsWithoutShare, 0.5, 'the ledger came with it');
  assert.deepEqual(readRecords(runDir), [
    recordOf('peer-0', 10),
    recordOf('peer-1', 10),
    recordOf('peer-1', 20),
  ]);
  assert.deepEqual(readdirSync(join(runDir, 'peers', 'peer-1')).sort(), [
    ...['logits-best.bin', 'logits-best.json', 'logits-last.bin', 'logits-last.json', 'result.json'],
  ]);
});

test('records that are there already, as after a run that became longer, are not written twice', async (t) => {
  const { runDir } = received(t);
  writeFileSync(join(runDir, 'metrics.jsonl'), `${JSON.stringify(recordOf('peer-1', 10))}\n`);
  await acceptResult(runDir, RESULT_SPEC, 'peer-1', unexpected);
  assert.deepEqual(readRecords(runDir), [recordOf('peer-1', 10), recordOf('peer-1', 20)]);
});

test('records of others, of the launcher’s kinds and of no kind are left out', async (t) => {
  const { runDir, file } = received(t);
  const foreign = [
    recordOf('peer-0', 30),
    { kind: 'summary', peer: 'peer-1' },
    { peer: 'peer-1' },
    null,
    [],
    7,
  ];
  for (const record of foreign)
    appendFileSync(file(RECEIVED_FILES.records.name), `${JSON.stringify(record)}\n`);
  const deep = `{"kind":"step","peer":"peer-1","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  appendFileSync(file(RECEIVED_FILES.records.name), `${deep}\n`);
  const lines: string[] = [];
  await acceptResult(runDir, RESULT_SPEC, 'peer-1', (line) => lines.push(line));
  assert.deepEqual(readRecords(runDir), [recordOf('peer-1', 10), recordOf('peer-1', 20)]);
  assert.deepEqual(lines, ['peer-1 has sent 7 records that are not its own']);
});

const BAD: Readonly<Record<string, readonly [file: string, content: string | Uint8Array, what: RegExp]>> = {
  'no JSON': ['result.json', '{', /is no result of a peer/],
  'a field of another kind': [
    'result.json',
    JSON.stringify({ ...resultOf('peer-1'), steps: 'many' }),
    /steps: /,
  ],
  'the result of another': ['result.json', JSON.stringify(resultOf('peer-0')), /its id is another/],
  'another network': [
    'result.json',
    JSON.stringify(resultOf('peer-1', { network: 'cnn' })),
    /its network is another/,
  ],
  'a book of warnings': [
    'result.json',
    JSON.stringify(resultOf('peer-1', { warnings: Array.from({ length: 65 }, () => 'x') })),
    /more than 64 warnings/,
  ],
  'a teacher that the run has not': [
    'result.json',
    JSON.stringify(resultOf('peer-1', { edges: { 'peer-7': edgeOf(1) } })),
    /taught by somebody who is no peer/,
  ],
  'logits of another': [
    'logits-best.json',
    JSON.stringify({ peer: 'peer-0', step: 1, dataDigest: 'd', samples: 2, positions: 1, classes: 2 }),
    /those of "peer-0"/,
  ],
  'logits that are cut off': ['logits-last.bin', new Uint8Array(23), /23 bytes, expected 24/],
  'facts without a size': ['logits-last.json', '{"peer":"peer-1"}', /samples/],
};

for (const [name, [file, content, what]] of Object.entries(BAD)) {
  test(`${name} is no result, and the run directory stays as it was`, async (t) => {
    const { runDir, file: pathOf } = received(t);
    writeFileSync(pathOf(file), content);
    await assert.rejects(acceptResult(runDir, RESULT_SPEC, 'peer-1', ignore), {
      code: 'ERR_RUN_DIR',
      message: what,
    });
    assert.deepEqual(readdirSync(join(runDir, 'peers', 'peer-1')), ['received']);
    assert.equal(existsSync(join(runDir, 'metrics.jsonl')), false);
  });
}

test('logits that are not finite are none', async (t) => {
  const { runDir } = received(t, Float32Array.of(1, Number.NaN, 2, 3));
  await assert.rejects(acceptResult(runDir, RESULT_SPEC, 'peer-1', ignore), { message: /not finite/ });
});

test('what a result says to a person cannot order a terminal about', async (t) => {
  const { runDir, file } = received(t);
  const hostile = resultOf('peer-1', {
    warnings: ['\u001b[2Jall is well\u009b1m\nand more\u202e'],
    device: 'cpu\u0007',
    missed: { 'a\u001b[2J': 1 },
  });
  writeFileSync(file('result.json'), JSON.stringify(hostile));
  await acceptResult(runDir, RESULT_SPEC, 'peer-1', ignore);
  const { warnings, device, missed } = readResult(runDir, 'peer-1')!;
  assert.deepEqual([warnings, device], [[' [2Jall is well 1m and more '], 'cpu ']);
  assert.deepEqual(missed, { 'a [2J': 1 });
  assert.doesNotMatch(readFileSync(join(runDir, 'peers', 'peer-1', 'result.json'), 'utf8'), /\\u001b/);
});
