import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { readResult } from '../../../../peer/io/peer-result.js';
import { RESULT_FILES, type ResultReply } from '../../../../proto/result-word.js';
import type { OwnWord } from '../../../../scripts/net/result-courier.js';
import { RECEIVED_FILES } from '../../../../scripts/results/received-files.js';
import { ResultInbox } from '../../../../scripts/results/result-inbox.js';
import { sendResult } from '../../../../scripts/results/send-result.js';
import { isOver, missingIn, waitText } from '../../../../scripts/results/wait-for-results.js';
import { temporaryDirectory } from '../../../support/launch.js';
import { RESULT_SPEC, resultOf, writeResultFiles } from '../../../support/results.js';

const EMPTY = { runId: 'run', code: '', file: '', pieceIndex: 0, pieceCount: 0 };

interface Fixture {
  readonly inbox: ResultInbox;
  readonly runDir: string;
  readonly lines: readonly string[];
  say(peerId: string, word: OwnWord): Promise<ResultReply>;
  send(peerId: string, of?: string): Promise<void>;
}

function inboxIn(t: TestContext): Fixture {
  const [runDir, elsewhere] = [temporaryDirectory(t), temporaryDirectory(t)];
  const lines: string[] = [];
  const inbox = new ResultInbox({ spec: RESULT_SPEC, runDir, say: (line) => lines.push(line) });
  t.after(() => inbox.close());
  const say = (peerId: string, word: OwnWord): Promise<ResultReply> =>
    inbox.take(peerId, { ...EMPTY, sha256: new Uint8Array(), piece: new Uint8Array(), ...word });
  return {
    ...{ inbox, runDir, lines, say },
    send(peerId, of = peerId) {
      writeResultFiles(elsewhere, of);
      const files = RESULT_FILES.map((file) => {
        const path = join(elsewhere, 'peers', of, RECEIVED_FILES[file].name);
        return [file, readFileSync(path)] as const;
      });
      return sendResult(
        files,
        (word) => say(peerId, word),
        () => Promise.resolve(),
      );
    },
  };
}

test('the wait follows what a peer says, until its result is here', async (t) => {
  const { inbox, runDir, lines, say, send } = inboxIn(t);
  await say('peer-1', { doing: 'scoring' });
  assert.equal(waitText(inbox.wait), 'results: peer-1 scores its checkpoints');
  await say('peer-1', { doing: 'sending' });
  assert.equal(waitText(inbox.wait), 'results: peer-1 sends', 'a sign of life without a piece');
  await send('peer-1');
  assert.equal(waitText(inbox.wait), 'results: peer-1 is here');
  assert.deepEqual(readResult(runDir, 'peer-1'), resultOf('peer-1'));
  assert.deepEqual(lines, ['the result of peer-1 has arrived']);
});

test('a result that was taken is taken for good: whoever heard no answer hears it again', async (t) => {
  const { send, say, lines } = inboxIn(t);
  await send('peer-1');
  assert.equal((await say('peer-1', { doing: 'done' })).accepted, true);
  await send('peer-1');
  assert.equal(lines.length, 1);
});

test('of two last words at once one judges, and both hear the verdict', async (t) => {
  const { runDir, lines, inbox } = inboxIn(t);
  const elsewhere = temporaryDirectory(t);
  writeResultFiles(elsewhere, 'peer-1');
  const word = { ...EMPTY, doing: 'done', sha256: new Uint8Array(), piece: new Uint8Array() };
  const files = RESULT_FILES.map(
    (file) => [file, readFileSync(join(elsewhere, 'peers', 'peer-1', RECEIVED_FILES[file].name))] as const,
  );
  await sendResult(files, async (own) => {
    if (own.doing !== 'done') return inbox.take('peer-1', { ...word, ...own });
    const both = await Promise.all([inbox.take('peer-1', word), inbox.take('peer-1', word)]);
    assert.deepEqual(
      both.map(({ accepted }) => accepted),
      [true, true],
    );
    return both[0];
  });
  assert.equal(lines.length, 1);
  assert(readResult(runDir, 'peer-1') !== undefined);
});

test('the result of another is refused, and why is remembered; the right one is taken after it', async (t) => {
  const { inbox, send } = inboxIn(t);
  await assert.rejects(send('peer-0', 'peer-1'), /its id is another/);
  assert.match(missingIn(inbox.wait)[0]![1], /its id is another/);
  await send('peer-0');
  assert.deepEqual(missingIn(inbox.wait), []);
});

test('words of nobody in the run, and those that are none, leave no trace', async (t) => {
  const { inbox, say } = inboxIn(t);
  assert.equal((await say('peer-7', { doing: 'scoring' })).code, 'REFUSED');
  assert.equal((await say('peer-0', { doing: 'constructor' })).code, 'REFUSED');
  assert.equal(inbox.wait.guests.size, 0);
});

test('of its own failure a peer tells a code that we know, or nothing', async (t) => {
  const { inbox, say } = inboxIn(t);
  await say('peer-0', { doing: 'failed', code: 'ERR_DATA_MISSING' });
  await say('peer-1', { doing: 'failed', code: 'toString' });
  assert.deepEqual(missingIn(inbox.wait), [
    ['peer-0', 'its own machine could not score it: ERR_DATA_MISSING'],
    ['peer-1', 'could not be scored'],
  ]);
});

test('a peer whose user has interrupted it is not given up, and goes on where it was', async (t) => {
  const { inbox, say, send } = inboxIn(t);
  await say('peer-1', { doing: 'training' });
  await say('peer-1', { doing: 'failed', code: 'ERR_INTERRUPTED' });
  assert.match(waitText(inbox.wait), /peer-1 was interrupted, and may come back within 60 s/);
  assert.equal(isOver(inbox.wait), false);
  await send('peer-1');
  assert.equal(waitText(inbox.wait), 'results: peer-1 is here');
});

test('a disk that takes nothing is told at both ends, and tried again', {
  skip: process.platform !== 'linux',
}, async (t) => {
  const { runDir, lines, say, send } = inboxIn(t);
  mkdirSync(join(runDir, 'peers', 'peer-1'), { recursive: true });
  symlinkSync('/proc/nowhere', join(runDir, 'peers', 'peer-1', 'received'));
  await assert.rejects(send('peer-1'), /does not take the result \(NO_ROOM\)/);
  assert.match(lines[0]!, /^the result of peer-1 cannot be written: E/);
  assert.equal((await say('peer-1', { doing: 'done' })).code, 'RESTART');
});
