import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from './launch.js';
import type { Machines } from './machines.js';
import { REPOSITORY } from './repository.js';

/** Starts nats-server on one of several machines, until the test is over. @returns Its URL. */
export async function natsServerOn(
  t: { after(hook: () => void | Promise<void>): void },
  machines: Machines,
  machine: number,
): Promise<string> {
  const record = readFileSync(join(REPOSITORY, 'node_modules/.codistill-setup.json'), 'utf8');
  const { natsServer } = JSON.parse(record) as { natsServer: { path: string } };
  const address = machines.addresses[machine]!;
  const [command, ...prefix] = machines.on(machine);
  const server = spawn(
    command!,
    [...prefix, natsServer.path, '-js', '-sd', join(temporaryDirectory(t), 'nats'), '-a', address],
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
  return `nats://${address}:4222`;
}
