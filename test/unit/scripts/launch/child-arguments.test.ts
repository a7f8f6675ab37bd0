import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import {
  codistillFile,
  coordinatorArguments,
  peerArguments,
} from '../../../../scripts/launch/child-arguments.js';

const CONTEXT = {
  directory: { path: '/run', runId: 'r1', specFile: '/run/run-spec.yaml' },
  natsUrl: 'nats://127.0.0.1:1',
  insecure: false,
};

test('children are started with this very build', () => {
  assert(existsSync(codistillFile()));
});

test('the coordinator is told run, server and spec', () => {
  assert.deepEqual(coordinatorArguments(CONTEXT).slice(1), [
    'coordinator',
    '--run',
    'r1',
    '--nats',
    'nats://127.0.0.1:1',
    '--config',
    '/run/run-spec.yaml',
  ]);
});

test('a peer is told its id and directories too, and --insecure only where the user said so', () => {
  const peer = peerArguments({ ...CONTEXT, peerId: 'peer-1', dataDir: '/data', insecure: true }).slice(1);
  assert.deepEqual(peer, [
    'peer',
    '--run',
    'r1',
    '--nats',
    'nats://127.0.0.1:1',
    '--insecure',
    '--id',
    'peer-1',
    '--run-dir',
    '/run',
    '--config',
    '/run/run-spec.yaml',
    ...['--bind', 'tcp://127.0.0.1:*', '--advertise', '127.0.0.1'],
    '--allow-untaught',
    '--leave-test-logits',
    '--data-dir',
    '/data',
  ]);
  assert(!peerArguments({ ...CONTEXT, peerId: 'p', dataDir: undefined }).includes('--data-dir'));
});

test('where other machines share the run, a peer listens at its address towards NATS, and a guest asks for the spec', () => {
  const shared = { ...CONTEXT, peerId: 'peer-1', dataDir: undefined, isAlone: false };
  const words = peerArguments(shared);
  assert(!words.includes('--bind') && words.includes('--config'));
  const ways = {
    bind: '192.0.2.5:5555',
    advertise: 'lab-3',
    device: 'cpu',
    allowModules: ['/mine', '/also'],
  };
  const guest = peerArguments({ ...shared, ...ways }).join(' ');
  assert(!guest.includes('--config'));
  for (const option of [
    '--connect-timeout 600000 --allow-modules /mine --allow-modules /also',
    '--bind 192.0.2.5:5555',
    '--advertise lab-3',
    '--device cpu',
  ])
    assert(guest.includes(option), option);
});
