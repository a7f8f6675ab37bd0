import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type DeskReply, type DeskRequest, deskReplyCodec, deskRequestCodec } from '../../proto/admission.js';
import { CodistillError } from '../../proto/errors.js';
import { dialNats } from '../../proto/net/dial.js';
import { inboxOf, subjects } from '../../proto/subjects.js';
import { CERTIFICATE_NAME, OWNER_NAME } from '../launch/member-keys.js';
import { natsUrlOf } from '../launch/nats-plan.js';
import { keysFolder } from '../launch/run-directory.js';
import { proofOf } from '../nats-settings.js';
import { OWNER_FILE, readOwner } from './run-owner.js';

/** The launcher answers in milliseconds, or is not there. */
const ANSWER_MS = 10_000;

/**
 * Asks the launcher of a run that lets others in.
 *
 * @param runDir - Absent: the newest such run below `runs`.
 * @throws {CodistillError} `ERR_RUN_DIR` when there is no such run, `ERR_NATS_…` or `ERR_COORDINATOR_UNREACHABLE` when it does
 *   not go on, `ERR_USAGE` with the launcher's own words when it refuses.
 */
export async function askDesk(
  runDir: string | undefined,
  request: Partial<DeskRequest> & Pick<DeskRequest, 'action'>,
): Promise<DeskReply> {
  const directory = runDir === undefined ? newestRun() : resolve(runDir);
  const { runId, ...at } = readOwner(directory);
  const natsUrl = natsUrlOf(at);
  const keys = keysFolder(directory);
  const settings = { creds: join(keys, `${OWNER_NAME}.creds`), ca: join(keys, CERTIFICATE_NAME) };
  const connection = await dialNats({
    ...{ natsUrl, natsProof: proofOf({ natsUrl, settings }) },
    ...{ party: 'launcher', name: 'owner', inbox: inboxOf(runId, 'owner') },
  });
  try {
    const whole = { peerId: '', uses: 0, expiresS: 0, ...request };
    const { data } = await connection
      .request(subjects(runId).desk, deskRequestCodec.encode(whole), { timeout: ANSWER_MS })
      .catch((cause: unknown) => {
        throw new CodistillError(
          'ERR_COORDINATOR_UNREACHABLE',
          `the launcher of run "${runId}" does not answer`,
          {
            fix: `go on with the run: codistill up --run-dir ${directory}`,
            cause,
          },
        );
      });
    const reply = deskReplyCodec.decode(data);
    if (reply.error !== '')
      throw new CodistillError('ERR_USAGE', reply.error, { fix: 'see `codistill members`' });
    return reply;
  } finally {
    await connection.close();
  }
}

function newestRun(): string {
  const root = resolve('runs');
  const runs = (existsSync(root) ? readdirSync(root) : [])
    .map((name) => join(root, name))
    .filter((directory) => existsSync(join(directory, OWNER_FILE)));
  const [newest] = runs.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (newest !== undefined) return newest;
  throw new CodistillError('ERR_RUN_DIR', `no run below ${root} lets others in`, {
    fix: 'give the directory that `codistill up` printed with --run-dir',
    facts: { root },
  });
}
