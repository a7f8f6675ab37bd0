import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect } from 'nats';
import { EXIT_CODES } from '../../proto/errors.js';
import { codistill, temporaryDirectory } from '../support/launch.js';
import { familyOf, trainingRun } from '../support/long-run.js';

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("a run's nats-server lets in only who has its token, which nobody else can read", async (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  const run = await trainingRun(runDir, ['--steps', '1000000']);
  t.after(() => run.child.kill('SIGKILL'));
  const config = join(runDir, 'nats', 'nats-server.conf');
  const text = readFileSync(config, 'utf8');
  const [, token = ''] = /token: "([0-9a-f]{64})"/.exec(text) ?? [];
  const servers = `nats://${/listen: (\S+)/.exec(text)![1]}`;
  assert.equal(token.length, 64);

  await assert.rejects(connect({ servers }), { code: 'AUTHORIZATION_VIOLATION' });
  await assert.rejects(connect({ servers, token: `${token}0` }), { code: 'AUTHORIZATION_VIOLATION' });
  await (await connect({ servers, token })).close();

  const rights = (path: string): number => statSync(path).mode & 0o777;
  assert.deepEqual([runDir, config].map(rights), [0o700, 0o600]);
  for (const pid of [run.child.pid!, ...familyOf(run)].filter((one) => existsSync(`/proc/${one}/cmdline`))) {
    assert(!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(token), 'arguments are for all to see');
  }
  const refused = await codistill(['coordinator', '--run', 'other', '--nats', servers, '--peers', '2']);
  assert.equal(refused.code, EXIT_CODES.ERR_NATS_SERVER);
  assert.match(
    refused.stderr,
    /refuses the login without credentials: Authorization Violation\s+fix: .*CODISTILL_NATS_TOKEN/,
  );

  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run.finished;
  assert.equal(code, EXIT_CODES.ERR_INTERRUPTED);
  assert(!(stdout + stderr).includes(token));
  const holding = filesBelow(runDir).filter((file) => readFileSync(file, 'latin1').includes(token));
  assert.deepEqual(holding, [config], 'no log, record or snapshot has it');
});
