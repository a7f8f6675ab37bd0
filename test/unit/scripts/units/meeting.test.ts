import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { RunAccounts } from '../../../../proto/net/accounts.js';
import { writeMemberKeys } from '../../../../scripts/launch/member-keys.js';
import { meetingIn } from '../../../../scripts/units/meeting.js';
import { temporaryDirectory } from '../../../support/launch.js';

const SERVER = { runId: 'lab', natsUrl: 'nats://10.0.0.5:4222', certificate: 'a certificate' };

function meeting(
  runDir: string,
  peerId: string,
  boundMs: number,
  signal = new AbortController().signal,
): { said: string[]; found: ReturnType<typeof meetingIn> } {
  const said: string[] = [];
  const say = (line: string): number => said.push(line);
  const wishes = { peerId, source: 'CODISTILL_RANK=1', boundMs, signal, say };
  return { said, found: meetingIn(runDir, wishes) };
}

async function coordinated(t: TestContext): Promise<string> {
  const runDir = temporaryDirectory(t);
  await writeMemberKeys(join(runDir, 'keys'), new RunAccounts('lab'), ['peer-0', 'peer-1'], SERVER);
  return runDir;
}

test("a unit that comes before the coordinator's says so, waits, and finds its own keys", async (t) => {
  const runDir = temporaryDirectory(t);
  const { said, found } = meeting(runDir, 'peer-1', 60_000);
  await writeMemberKeys(join(runDir, 'keys'), new RunAccounts('lab'), ['peer-0', 'peer-1'], SERVER);
  const { runId, natsUrl, natsProof } = await found;
  assert.deepEqual([runId, natsUrl, natsProof?.tls], ['lab', SERVER.natsUrl, { ca: SERVER.certificate }]);
  assert.match(natsProof?.creds ?? '', /BEGIN NATS USER JWT/);
  assert.match(
    said.join('\n'),
    /^waiting for 60 s at most: the coordinator's unit has not come: there is no \S+server.json$/,
  );
});

test('it waits no longer than its bound', async (t) => {
  await assert.rejects(meeting(temporaryDirectory(t), 'peer-1', 1).found, {
    code: 'ERR_COORDINATOR_UNREACHABLE',
    message: /the coordinator's unit has not come: there is no \S+server\.json$/,
  });
});

test('it waits no longer than it is told to', async (t) => {
  const ending = new AbortController();
  const { found } = meeting(temporaryDirectory(t), 'peer-1', Number.POSITIVE_INFINITY, ending.signal);
  ending.abort();
  await assert.rejects(found, { code: 'ERR_INTERRUPTED' });
});

test('a unit beyond the cohort is told by which variable it is', async (t) => {
  await assert.rejects(meeting(await coordinated(t), 'peer-2', 0).found, {
    code: 'ERR_FROM_ENV',
    message: /^CODISTILL_RANK=1: the run in \S+ has no peer-2$/,
  });
});
