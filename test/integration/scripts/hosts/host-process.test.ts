import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { HostProcess } from '../../../../scripts/hosts/host-process.js';
import { parseHosts } from '../../../../scripts/hosts/hosts-file.js';
import { RESTART_POLICY } from '../../../../scripts/launch/restart-policy.js';
import { temporaryDirectory } from '../../../support/launch.js';

const [HOST] = parseHosts('hosts: [alpha]', 'hosts.yaml').hosts;

/** Runs a host whose `ssh` is this shell script, and tells how that ended. */
async function ended(t: TestContext, script: string, isNeeded = (_starts: number): boolean => true) {
  const folder = temporaryDirectory(t);
  const starts = join(folder, 'starts');
  const ssh = join(folder, 'ssh');
  writeFileSync(ssh, `#!/bin/sh\nread token; echo "$token" >> ${starts}\n${script}\n`);
  chmodSync(ssh, 0o755);
  const { PATH = '' } = process.env;
  process.env.PATH = `${folder}${delimiter}${PATH}`;
  t.after(() => {
    process.env.PATH = PATH;
  });
  const lines: string[] = [];
  const tokens = (): string[] => readFileSync(starts, 'utf8').trim().split('\n');
  const one = new HostProcess(HOST!, {
    ...{ runId: 'lab', token: 'secret', logsDirectory: folder, say: (line: string) => lines.push(line) },
    isNeeded: () => isNeeded(tokens().length),
    policy: { ...RESTART_POLICY, backoffMsMin: 1, backoffMsMax: 1, restartsMax: 3 },
  });
  one.start();
  const error = await one.done;
  return { lines, tokens: tokens(), message: error?.message };
}

const JOINS = 'echo "joined run lab as peer-1" >&2';
const CUT = `echo "client_loop: send disconnect" >&2; exit 255`;

test('a host whose part is cut off again and again is started again as often as a peer, each time visibly, and then given up', async (t) => {
  const { lines, tokens, message } = await ended(t, `${JOINS}\n${CUT}`);
  assert.deepEqual(tokens, Array(4).fill('secret'), 'the way in is shown each time');
  const cut = lines.filter((line) => line.includes('cut off'));
  assert.equal(cut.length, 3);
  assert.match(
    cut[0]!,
    /^alpha: its part was cut off \(client_loop: send disconnect\): restart 1 of at most 3 in 1 ms$/,
  );
  assert.match(message!, /^alpha: its part was killed, or the connection to it broke: client_loop/);
});

test('one whose part still ends there is waited for, and goes on once it has', async (t) => {
  const busy = 'echo \'{"error":{"code":"ERR_RUN_DIR_BUSY","message":"held"}}\' >&2; exit 21';
  const script = `case $(wc -l < "$(dirname "$0")/starts") in 1) ${JOINS}; ${CUT};; 2|3) ${busy};; *) exit 0;; esac`;
  const { lines, tokens, message } = await ended(t, script);
  assert.deepEqual([tokens.length, message], [4, undefined]);
  assert.match(lines.at(-1)!, /^alpha: its part was cut off \(held\): restart 3 of at most 3/);
});

test('one that never came, that failed by itself, or of which nothing more is wanted is not started again', async (t) => {
  const cases = [
    await ended(t, CUT),
    await ended(t, `${JOINS}; echo '{"error":{"code":"ERR_PEER_FAILED","message":"no"}}' >&2; exit 34`),
    await ended(t, `${JOINS}\n${CUT}`, () => false),
  ];
  for (const { tokens, message } of cases) assert.deepEqual([tokens.length, typeof message], [1, 'string']);
});
