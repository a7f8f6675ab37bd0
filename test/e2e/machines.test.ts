import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Running, temporaryDirectory } from '../support/launch.js';
import { createMachines, machinesMissing } from '../support/machines.js';
import { REPOSITORY } from '../support/repository.js';

function natsServer(): string {
  const record = readFileSync(join(REPOSITORY, 'node_modules/.codistill-setup.json'), 'utf8');
  return (JSON.parse(record) as { natsServer: { path: string } }).natsServer.path;
}

test('a cohort over three machines, joined by address only, runs to the end', {
  skip: machinesMissing(),
}, async (t) => {
  const directory = temporaryDirectory(t);
  const machines = createMachines(3);
  t.after(() => machines.remove());
  const [home, first, second] = machines.addresses;
  const nats = `nats://${home}:4222`;
  const [command, ...prefix] = machines.on(0);
  const server = spawn(
    command!,
    [...prefix, natsServer(), '-js', '-sd', join(directory, 'nats'), '-a', home!],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  t.after(async () => {
    const closed = once(server, 'close');
    server.kill('SIGKILL');
    await closed;
  });
  await new Promise<void>((resolve, reject) => {
    let log = '';
    server.stderr.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('Server is ready')) resolve();
    });
    server.on('close', () => reject(new Error(`nats-server ended: ${log}`)));
  });
  const lan = ['--run', 'lan', '--nats', nats, '--insecure'];
  const coordinator = new Running(
    [
      'coordinator',
      ...lan,
      '--peers',
      '2',
      '--network',
      'mlp:16',
      '--data',
      'synthetic:classes=4,size=4x4x1,train=800,test=100',
      '--epochs',
      '3',
      '--batch',
      '32',
    ],
    { prefix: machines.on(0) },
  );
  const peers = [first!, second!].map(
    (address, i) =>
      new Running(
        [
          'peer',
          ...lan,
          '--id',
          `peer-${i}`,
          '--bind',
          `tcp://${address}:*`,
          '--run-dir',
          join(directory, `machine-${i + 1}`),
        ],
        { prefix: machines.on(i + 1) },
      ),
  );
  for (const process of [...peers, coordinator]) {
    const ended = await process.finished;
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  }
  peers.forEach((_, i) => {
    const file = join(directory, `machine-${i + 1}`, 'peers', `peer-${i}`, 'result.json');
    assert(existsSync(file), `peer-${i} left its result`);
    const result = JSON.parse(readFileSync(file, 'utf8')) as { bytesReceived: number; steps: number };
    assert.equal(result.steps, 3 * Math.ceil(720 / 32));
    assert(
      result.bytesReceived > result.steps * 0.9 * 16 * 32,
      `learned over the network: ${result.bytesReceived} bytes`,
    );
  });
});
