import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { chunkCount, chunkOf } from '../../proto/chunks.js';
import { CodistillError } from '../../proto/errors.js';
import type { ResultFile, ResultReply } from '../../proto/result-word.js';
import type { OwnWord } from '../net/result-courier.js';

/** Times that a file, or the whole result, begins anew before that is an error. */
const RESTARTS_MAX = 5;
/** Times that a full disk at the other end is tried again, and the wait between two, milliseconds. */
const ROOM_TRIES_MAX = 30;
const ROOM_MS = 1_000;

/** Says a word until it is answered. */
type Ask = (word: OwnWord) => Promise<ResultReply>;
type Files = readonly (readonly [ResultFile, Uint8Array])[];

/**
 * Sends the files of a result, piece by piece, each once the one before was taken, until the other end has accepted them.
 *
 * @param waitForRoom - Between two tries where the other end's disk is full.
 * @throws {CodistillError} `ERR_PEER_FAILED` when it does not take them; whatever `ask` throws.
 */
export async function sendResult(
  files: Files,
  ask: Ask,
  waitForRoom: () => Promise<void> = () => delay(ROOM_MS),
): Promise<void> {
  const asking: Ask = (word) => withRoom(() => ask(word), waitForRoom);
  for (let restarts = 0; restarts <= RESTARTS_MAX; restarts++) {
    for (const [file, content] of files) await sendFile(file, content, asking);
    const reply = await asking({ doing: 'done' });
    if (reply.accepted) return;
    if (reply.code !== 'RESTART') throw notTaken(reply); // else whoever was there before took the files along
  }
  throw notTaken({ code: 'RESTART', reason: 'the files did not stay' });
}

async function sendFile(file: ResultFile, content: Uint8Array, ask: Ask): Promise<void> {
  const sha256 = createHash('sha256').update(content).digest();
  const pieceCount = Math.max(1, chunkCount(content.length));
  let restarts = 0;
  for (let pieceIndex = 0; pieceIndex < pieceCount; ) {
    const piece = chunkOf(content, pieceIndex);
    const reply = await ask({ doing: 'sending', file, pieceIndex, pieceCount, sha256, piece });
    if (reply.accepted) {
      pieceIndex++;
      continue;
    }
    if (reply.code !== 'RESTART' || restarts++ === RESTARTS_MAX) throw notTaken(reply);
    pieceIndex = 0;
  }
}

async function withRoom(ask: () => Promise<ResultReply>, wait: () => Promise<void>): Promise<ResultReply> {
  for (let tries = 1; ; tries++) {
    const reply = await ask();
    if (reply.code !== 'NO_ROOM') return reply;
    if (tries === ROOM_TRIES_MAX) throw notTaken(reply);
    await wait();
  }
}

function notTaken({ code, reason }: Pick<ResultReply, 'code' | 'reason'>): CodistillError {
  return new CodistillError(
    'ERR_PEER_FAILED',
    `the machine where the run began does not take the result (${code}): ${reason}`,
    { fix: 'the result lies in the run directory of this machine', facts: { refusal: code } },
  );
}
