import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { CHUNK_BYTES } from '../../../../proto/chunks.js';
import type { ResultFile, ResultRefusal, ResultReply } from '../../../../proto/result-word.js';
import type { OwnWord } from '../../../../scripts/net/result-courier.js';
import { ResultReceiver } from '../../../../scripts/results/result-receiver.js';
import { sendResult } from '../../../../scripts/results/send-result.js';
import { temporaryDirectory } from '../../../support/launch.js';

const FILES: readonly (readonly [ResultFile, Uint8Array])[] = [
  ['result', Uint8Array.of(1, 2, 3)],
  ['records', new Uint8Array()],
  ['lastLogits', new Uint8Array(2 * CHUNK_BYTES + 1).fill(7)],
];
const TAKEN: ResultReply = { accepted: true, code: '', reason: '' };
const refusal = (code: ResultRefusal): ResultReply => ({ accepted: false, code, reason: 'so it is' });
const noWait = (): Promise<void> => Promise.resolve();
const named = ({ doing, file = '', pieceIndex = 0 }: OwnWord): string =>
  doing === 'sending' ? `${file} ${pieceIndex}` : doing;
const ALL = ['result 0', 'records 0', 'lastLogits 0', 'lastLogits 1', 'lastLogits 2', 'done'];

/** Sends to somebody who answers some of the words, by their number, with a refusal. */
async function said(refusals: ReadonlyMap<number, ResultRefusal>): Promise<readonly string[]> {
  const words: string[] = [];
  await sendResult(
    FILES,
    async (word) => {
      words.push(named(word));
      const code = refusals.get(words.length - 1);
      return code === undefined ? TAKEN : refusal(code);
    },
    noWait,
  );
  return words;
}

test('every file is sent in its pieces, in order, and at the end that it was all', async () => {
  assert.deepEqual(await said(new Map()), ALL);
});

test('a file of which a piece was lost begins anew, and all of them where the other end has begun anew', async () => {
  assert.deepEqual(await said(new Map([[3, 'RESTART']])), [...ALL.slice(0, 4), ...ALL.slice(2)]);
  assert.deepEqual(await said(new Map([[5, 'RESTART']])), [...ALL, ...ALL]);
});

test('a full disk at the other end is tried again with the same piece, for a while', async () => {
  assert.deepEqual(await said(new Map([[3, 'NO_ROOM']])), [...ALL.slice(0, 4), ...ALL.slice(3)]);
  const always = sendResult(FILES, async () => refusal('NO_ROOM'), noWait);
  await assert.rejects(always, { code: 'ERR_PEER_FAILED', message: /does not take the result \(NO_ROOM\)/ });
});

test('a refusal ends it with what the other end says; so does a file that is cut again and again', async () => {
  for (const code of ['REFUSED', 'TOO_LARGE'] as const)
    await assert.rejects(said(new Map([[5, code]])), { code: 'ERR_PEER_FAILED', message: /so it is/ });
  await assert.rejects(
    sendResult(FILES, async () => refusal('RESTART'), noWait),
    { message: /\(RESTART\)/ },
  );
});

test('what is sent is what a receiver takes', async (t) => {
  const receiver = new ResultReceiver(join(temporaryDirectory(t), 'received'));
  const empty = { runId: 'run', code: '', file: '', pieceIndex: 0, pieceCount: 0 };
  await sendResult(FILES, async (word) => {
    if (word.doing === 'done') return TAKEN;
    const code = receiver.take({ ...empty, sha256: new Uint8Array(), piece: new Uint8Array(), ...word });
    return code === undefined ? TAKEN : refusal(code);
  });
  assert.equal(receiver.has(['result', 'records', 'lastLogits']), true);
});
