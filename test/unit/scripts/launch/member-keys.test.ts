import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { decode, type User } from 'nats-jwt';
import { RunAccounts } from '../../../../proto/net/accounts.js';
import { emptyKeysFolder, writeMemberKeys } from '../../../../scripts/launch/member-keys.js';
import { eventually, temporaryDirectory } from '../../../support/launch.js';

const SERVER = { runId: 'run', natsUrl: 'nats://127.0.0.1:4222' };

test('each process gets a file of its own that nobody else can read, and an earlier launch leaves none', async (t) => {
  const directory = join(temporaryDirectory(t), 'keys');
  mkdirSync(directory, { mode: 0o755 });
  writeFileSync(join(directory, 'peer.gone.creds'), 'of an earlier launch', { mode: 0o644 });
  const { coordinator, peers } = await writeMemberKeys(
    directory,
    new RunAccounts('run'),
    ['a', 'coordinator'],
    SERVER,
  );
  const files = [coordinator.creds!, peers.get('a')!.creds!, peers.get('coordinator')!.creds!];
  files.push(join(directory, 'launcher.creds'));
  assert.equal(new Set(files).size, 4);
  assert.equal(new Set(files.map((file) => readFileSync(file, 'utf8'))).size, 4);
  assert(!existsSync(join(directory, 'peer.gone.creds')));
  assert.deepEqual(
    [directory, ...files].map((path) => statSync(path).mode & 0o777),
    [0o700, 0o600, 0o600, 0o600, 0o600],
  );
});

test('the token in a file allows that member’s subjects', async (t) => {
  const directory = join(temporaryDirectory(t), 'keys');
  const { peers } = await writeMemberKeys(directory, new RunAccounts('run'), ['a'], SERVER);
  const [, token = ''] = /^(ey\S+)$/m.exec(readFileSync(peers.get('a')!.creds!, 'utf8')) ?? [];
  const { name, nats } = decode<User>(token);
  assert.equal(name, 'a');
  assert(nats.pub?.allow?.includes('codistill.run.peer.a.join'));
  assert(!nats.pub?.allow?.some((subject) => subject.includes('announcement')));
});

test('of an encrypted server each is told the certificate, and where it is stands beside the keys', async (t) => {
  const directory = join(temporaryDirectory(t), 'keys');
  const server = { ...SERVER, certificate: 'PEM' };
  const { coordinator, peers } = await writeMemberKeys(directory, new RunAccounts('run'), ['a'], server);
  const ca = join(directory, 'nats-ca.pem');
  assert.deepEqual([coordinator.ca, peers.get('a')!.ca, readFileSync(ca, 'utf8')], [ca, ca, 'PEM']);
  assert.deepEqual(JSON.parse(readFileSync(join(directory, 'server.json'), 'utf8')), SERVER);
});

/** What happens in a folder from now on, in its order, such as `change server.json`. */
function eventsIn(t: TestContext, directory: string): string[] {
  const events: string[] = [];
  const watcher = watch(directory, (kind, name) => events.push(`${kind} ${name}`));
  t.after(() => watcher.close());
  return events;
}

test('who sees where the server is, a unit that looks at any moment, finds that file whole and its keys beside it', {
  skip: process.platform !== 'linux',
}, async (t) => {
  const directory = join(temporaryDirectory(t), 'keys');
  await writeMemberKeys(directory, new RunAccounts('run'), ['a'], SERVER);
  const going = eventsIn(t, directory);
  const write = emptyKeysFolder(directory);
  const coming = eventsIn(t, directory);
  write('server.json', JSON.stringify(SERVER));
  write('last', '');
  await eventually(
    () => coming.includes('rename last') && going.includes('rename peer.a.creds'),
    'it is told',
  );
  assert.equal(going[0], 'rename server.json', 'it goes before all others');
  assert(coming.includes('rename server.json'));
  assert(!coming.includes('change server.json'), 'it comes whole');
});
