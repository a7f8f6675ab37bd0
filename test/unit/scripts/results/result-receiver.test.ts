import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { CHUNK_BYTES, chunkOf } from '../../../../proto/chunks.js';
import { RESULT_FILES, type ResultFile, type ResultWord } from '../../../../proto/result-word.js';
import { ResultReceiver } from '../../../../scripts/results/result-receiver.js';
import { temporaryDirectory } from '../../../support/launch.js';

const CONTENT = Uint8Array.from({ length: 2 * CHUNK_BYTES + 5 }, (_, i) => i * 7);

function pieceOf(pieceIndex: number, more: Partial<ResultWord> = {}, content = CONTENT): ResultWord {
  return {
    ...{ runId: 'run', doing: 'sending', code: '', file: 'lastLogits' satisfies ResultFile },
    ...{ pieceIndex, pieceCount: Math.max(1, Math.ceil(content.length / CHUNK_BYTES)) },
    sha256: createHash('sha256').update(content).digest(),
    piece: chunkOf(content, pieceIndex),
    ...more,
  };
}

function receiverIn(t: TestContext): { receiver: ResultReceiver; directory: string } {
  const directory = join(temporaryDirectory(t), 'received');
  const receiver = new ResultReceiver(directory);
  t.after(() => receiver.close());
  return { receiver, directory };
}

test('pieces in their order become the file, each of which may come twice', (t) => {
  const { receiver, directory } = receiverIn(t);
  for (const index of [0, 0, 1, 1, 0, 1, 2, 2, 0]) assert.equal(receiver.take(pieceOf(index)), undefined);
  assert.equal(Buffer.compare(readFileSync(join(directory, 'logits-last.bin')), CONTENT), 0);
  assert.equal(receiver.has(['lastLogits']), true);
  assert.equal(receiver.has(RESULT_FILES), false);
});

test('an empty file is one too', (t) => {
  const { receiver } = receiverIn(t);
  assert.equal(receiver.take(pieceOf(0, { file: 'records' }, new Uint8Array())), undefined);
  assert.equal(receiver.has(['records']), true);
});

test('a file with a gap, of which a part changed on the way, or that a restart cut, is none until it is sent anew', (t) => {
  const { receiver } = receiverIn(t);
  assert.equal(receiver.take(pieceOf(1)), 'RESTART', 'its beginning is missing');
  assert.equal(receiver.take(pieceOf(0)), undefined);
  assert.equal(receiver.take(pieceOf(2)), 'RESTART', 'a gap');
  assert.equal(receiver.take(pieceOf(1, { piece: new Uint8Array(CHUNK_BYTES) })), undefined);
  assert.equal(receiver.take(pieceOf(2)), 'RESTART', 'other bytes than were meant');
  assert.equal(receiver.has(['lastLogits']), false);
  for (const index of [0, 1, 2]) assert.equal(receiver.take(pieceOf(index)), undefined);
  assert.equal(receiver.has(['lastLogits']), true);
});

test('another content begins the file anew, and one file at a time is on its way', (t) => {
  const { receiver, directory } = receiverIn(t);
  assert.equal(receiver.take(pieceOf(0)), undefined);
  assert.equal(receiver.take(pieceOf(0, { file: 'bestLogits' })), undefined);
  assert.equal(receiver.take(pieceOf(1)), 'RESTART');
  for (const index of [0, 1, 2]) receiver.take(pieceOf(index));
  const other = Uint8Array.of(1, 2, 3);
  assert.equal(receiver.take(pieceOf(0, {}, other)), undefined);
  assert.deepEqual([...readFileSync(join(directory, 'logits-last.bin'))], [1, 2, 3]);
});

test('what is too large, has no such name or is cut otherwise than agreed is refused before anything is written', (t) => {
  const { receiver, directory } = receiverIn(t);
  const refused = (more: Partial<ResultWord>): string | undefined => receiver.take(pieceOf(0, more));
  assert.equal(refused({ pieceCount: 8_193 }), 'TOO_LARGE');
  assert.equal(refused({ file: 'result', pieceCount: 9 }), 'TOO_LARGE');
  assert.equal(refused({ file: 'records', pieceCount: 513 }), 'TOO_LARGE');
  for (const file of ['', '../../run-spec.yaml', 'result.json', 'constructor', '__proto__'])
    assert.equal(refused({ file }), 'REFUSED', file);
  assert.equal(refused({ sha256: new Uint8Array(31) }), 'REFUSED');
  assert.equal(refused({ pieceIndex: 3 }), 'REFUSED');
  assert.equal(refused({ pieceCount: 0 }), 'REFUSED');
  assert.equal(refused({ piece: CONTENT.subarray(0, CHUNK_BYTES - 1) }), 'REFUSED');
  assert.equal(refused({ pieceCount: 1, piece: CONTENT }), 'REFUSED');
  assert.throws(() => readdirSync(directory), { code: 'ENOENT' });
});
