import assert from 'node:assert/strict';
import { test } from 'node:test';
import yargs from 'yargs';
import { doctorCommand } from '../../../../scripts/commands/doctor.js';

test('the doctor command takes --json and several --data-dir, and nothing else', async () => {
  let seen: unknown;
  const parse = async (args: string[]): Promise<unknown> =>
    yargs(args)
      .command({
        ...doctorCommand,
        handler: (given) => {
          seen = [given.json, given['data-dir']];
        },
      })
      .strict()
      .exitProcess(false)
      .fail((message) => {
        throw new Error(message);
      })
      .parseAsync();
  await parse(['doctor', '--json', '--data-dir', 'a', '--data-dir', 'b']);
  assert.deepEqual(seen, [true, ['a', 'b']]);
  await parse(['doctor']);
  assert.deepEqual(seen, [false, []]);
  await assert.rejects(parse(['doctor', '--jsno']), /jsno/);
});

test('a run is asked through its own server, by its directory, or through one that is named', async () => {
  await assert.rejects(async () => doctorCommand.handler({ _: [], $0: '', run: 'lab' }), {
    code: 'ERR_RUN_DIR',
    message: /lab is no run with a nats-server of its own/,
    fix: /--nats/,
  });
});
