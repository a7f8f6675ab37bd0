import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { EXIT_CODES } from '../../proto/errors.js';
import { codistill, Running } from '../support/launch.js';
import { createMachines, type Machines, machinesMissing } from '../support/machines.js';

/** Shows a cohort on a machine until the test is over. */
function show(t: TestContext, machines: Machines, machine: number, runId: string): void {
  const program = join(import.meta.dirname, '../support/shown-cohort.js');
  const [command, ...prefix] = machines.on(machine);
  const child = spawn(
    command!,
    [...prefix, process.execPath, program, runId, machines.addresses[machine]!, '4222'],
    { stdio: 'ignore' },
  );
  t.after(async () => {
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  });
}

test('cohorts that two machines show are discovered on a third, two of one name by their addresses', {
  skip: machinesMissing(),
}, async (t) => {
  const machines = createMachines(3);
  t.after(() => machines.remove());
  show(t, machines, 0, 'lab');
  show(t, machines, 1, 'lab');
  const listener = new Running(['discover', '--seconds', '600'], { prefix: machines.on(2) });
  t.after(() => listener.child.kill('SIGKILL'));
  for (const address of machines.addresses.slice(0, 2))
    await listener.seen(
      new RegExp(`^lab at ${address}:4222: 3 places, guests: 1 free, mnist, 2 mlp:8, cnn$`, 'm'),
    );
});

test('where nobody is heard, that is said with the reasons, and is no error', {
  skip: machinesMissing(),
}, async (t) => {
  const machines = createMachines(1);
  t.after(() => machines.remove());
  const args = ['discover', '--seconds', '1'];
  const plain = await new Running(args, { prefix: machines.on(0) }).finished;
  assert.match(plain.stderr, /nobody was heard within 1 s\..*multicast/s);
  assert.deepEqual([plain.code, plain.stdout], [0, '']);
  const json = await new Running([...args, '--json'], { prefix: machines.on(0) }).finished;
  assert.deepEqual([json.code, JSON.parse(json.stdout)], [0, []]);
});

test('a time that is none is refused', async () => {
  for (const seconds of ['0', '1.5', '99999999']) {
    const { code, stderr } = await codistill(['discover', '--seconds', seconds]);
    assert.match(stderr, /^error ERR_USAGE: --seconds/);
    assert.equal(code, EXIT_CODES.ERR_USAGE);
  }
});
