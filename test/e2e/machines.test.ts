import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { PeerResult } from '../../peer/io/peer-result.js';
import { Running, temporaryDirectory } from '../support/launch.js';
import { createMachines, type Machines, machinesMissing } from '../support/machines.js';
import { natsServerOn } from '../support/nats-on-machine.js';

/** Machines with a nats-server on the first. */
async function lan(
  t: TestContext,
  count: number,
): Promise<{ directory: string; machines: Machines; nats: string }> {
  const directory = temporaryDirectory(t);
  const machines = createMachines(count);
  t.after(() => machines.remove());
  return { directory, machines, nats: await natsServerOn(t, machines, 0) };
}

test('a cohort over three machines, joined by address only, runs to the end, whether or not a peer is told where to listen', {
  skip: machinesMissing(),
}, async (t) => {
  const { directory, machines, nats } = await lan(t, 3);
  const run = ['--run', 'lan', '--nats', nats, '--insecure'];
  const data = 'synthetic:classes=4,size=4x4x1,train=800,test=100';
  const spec = [
    '--peers',
    '2',
    '--network',
    'mlp:16',
    '--data',
    data,
    '--epochs',
    '3',
    '--batch',
    '32',
    '--strict',
  ];
  const coordinator = new Running(['coordinator', ...run, ...spec], { prefix: machines.on(0) });
  const binds = [['--bind', `tcp://${machines.addresses[1]}:*`], []];
  const peers = binds.map((bind, i) => {
    const own = ['--id', `peer-${i}`, '--run-dir', join(directory, `machine-${i + 1}`)];
    return new Running(['peer', ...run, ...own, ...bind], { prefix: machines.on(i + 1) });
  });
  for (const process of [...peers, coordinator]) {
    const ended = await process.finished;
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.match(
      ended.stderr + ended.stdout,
      /--insecure: the control plane at nats:\/\/203\.0\.113\.1:4222 is open/,
    );
  }
  peers.forEach((_, i) => {
    const file = join(directory, `machine-${i + 1}`, 'peers', `peer-${i}`, 'result.json');
    assert(existsSync(file), `peer-${i} left its result`);
    const { steps, fullSteps, bytesReceived } = JSON.parse(readFileSync(file, 'utf8')) as PeerResult;
    assert.deepEqual([steps, fullSteps], [3 * Math.ceil(720 / 32), 3 * Math.ceil(720 / 32)]);
    assert(bytesReceived > 3 * 720 * 4 * 4, `learned over the network: ${bytesReceived} bytes`);
  });
});

test('a peer that would listen for its own machine alone is refused where NATS is elsewhere', {
  skip: machinesMissing(),
}, async (t) => {
  const { directory, machines, nats } = await lan(t, 2);
  const own = ['--run', 'lan', '--nats', nats, '--insecure', '--id', 'peer-0', '--run-dir', directory];
  const peer = new Running(['peer', ...own, '--bind', '127.0.0.1'], { prefix: machines.on(1) });
  const ended = await peer.finished;
  assert.equal(ended.code, 3, ended.stdout + ended.stderr);
  assert.match(ended.stderr, /ERR_CONFIG: "127\.0\.0\.1" can be reached from this machine alone/);
  assert.match(ended.stderr, /leave --bind out, or give it 203\.0\.113\.2/);
});
