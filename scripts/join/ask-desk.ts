import { resolve } from 'node:path';
import { type DeskReply, type DeskRequest, deskReplyCodec, deskRequestCodec } from '../../proto/admission.js';
import { CodistillError } from '../../proto/errors.js';
import { dialNats } from '../../proto/net/dial.js';
import { inboxOf, subjects } from '../../proto/subjects.js';
import { OWNER_NAME } from '../launch/run-directory.js';
import { typedCommand } from '../project-root.js';
import { shellWords } from '../shell-words.js';
import { launcherAccess, newestRunWith } from './launcher-access.js';

/** The launcher answers in milliseconds, or is not there. */
const ANSWER_MS = 10_000;

/**
 * Asks the launcher of a run that lets others in.
 *
 * @param runDir - Absent: the newest such run below `runs`.
 * @throws {CodistillError} `ERR_RUN_DIR` when there is no such run, `ERR_COORDINATOR_UNREACHABLE` when it does
 *   not go on, `ERR_USAGE` with the launcher's own words when it refuses.
 */
export async function askDesk(
  runDir: string | undefined,
  request: Partial<DeskRequest> & Pick<DeskRequest, 'action'>,
): Promise<DeskReply> {
  const directory = runDir === undefined ? newestRunWith(OWNER_NAME) : resolve(runDir);
  const { runId, natsUrl, natsProof } = launcherAccess(directory);
  const isOver = (cause: unknown): CodistillError =>
    new CodistillError('ERR_COORDINATOR_UNREACHABLE', `the launcher of run "${runId}" does not answer`, {
      fix: `see that the run was begun with codistill up; go on with it: ${typedCommand(`up --run-dir ${shellWords([directory])}`)}`,
      cause,
    });
  const connection = await dialNats({
    ...{ natsUrl, natsProof, party: 'launcher', name: 'owner', inbox: inboxOf(runId, 'launcher') },
  }).catch((cause: unknown) => {
    throw cause instanceof CodistillError && cause.code === 'ERR_NATS_SERVER' ? isOver(cause) : cause;
  });
  try {
    const whole = { peerId: '', uses: 0, expiresS: 0, ...request };
    const { data } = await connection
      .request(subjects(runId).desk, deskRequestCodec.encode(whole), { timeout: ANSWER_MS })
      .catch((cause: unknown) => {
        throw isOver(cause);
      });
    const reply = deskReplyCodec.decode(data);
    if (reply.error !== '')
      throw new CodistillError('ERR_USAGE', reply.error, { fix: 'see `codistill members`' });
    return reply;
  } finally {
    await connection.close();
  }
}
