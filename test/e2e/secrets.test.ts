import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { connect, credsAuthenticator } from 'nats';
import { EXIT_CODES } from '../../proto/errors.js';
import { codistill, temporaryDirectory } from '../support/launch.js';
import { familyOf, trainingRun } from '../support/long-run.js';

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("a run's nats-server lets in only who has a creds file of its own, which nobody else can read", async (t) => {
  const runDir = join(temporaryDirectory(t), 'run');
  const run = await trainingRun(runDir, ['--steps', '1000000']);
  t.after(() => run.child.kill('SIGKILL'));
  const config = join(runDir, 'nats', 'nats-server.conf');
  const servers = `nats://${/listen: "(\S+)"/.exec(readFileSync(config, 'utf8'))![1]}`;
  const keys = join(runDir, 'keys');
  const files = filesBelow(keys);
  assert.deepEqual(files.map((file) => basename(file)).sort(), [
    'coordinator.creds',
    'launcher.creds',
    'peer.peer-0.creds',
    'peer.peer-1.creds',
    'server.json',
  ]);
  const creds = files.filter((file) => file.endsWith('.creds'));
  const seeds = creds.map((file) => /^SU\w{56}$/m.exec(readFileSync(file, 'utf8'))![0]);
  const shows = (text: string): boolean => seeds.some((seed) => text.includes(seed));

  await assert.rejects(connect({ servers }), { code: 'AUTHORIZATION_VIOLATION' });
  const authenticator = credsAuthenticator(readFileSync(creds[0]!));
  await (await connect({ servers, authenticator })).close();

  const rights = (path: string): number => statSync(path).mode & 0o777;
  assert.deepEqual([runDir, keys].map(rights), [0o700, 0o700]);
  for (const file of [config, ...files]) assert.equal(rights(file), 0o600, file);
  for (const pid of [run.child.pid!, ...familyOf(run)].filter((one) => existsSync(`/proc/${one}/cmdline`))) {
    assert(!shows(readFileSync(`/proc/${pid}/cmdline`, 'utf8')), 'arguments are for all to see');
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
  assert(!shows(stdout + stderr));
  const holding = filesBelow(runDir).filter((file) => shows(readFileSync(file, 'latin1')));
  assert.deepEqual(holding.sort(), creds.sort(), 'no log, record, snapshot or configuration has one');
});
