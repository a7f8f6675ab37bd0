import assert from 'node:assert/strict';
import { test } from 'node:test';
import yargs, { type CommandModule } from 'yargs';
import { compareCommand } from '../../../scripts/commands/compare.js';
import { coordinatorCommand } from '../../../scripts/commands/coordinator.js';
import { launchCommand } from '../../../scripts/commands/launch.js';
import { peerCommand } from '../../../scripts/commands/peer.js';
import { knownOptions, wrongNumber } from '../../../scripts/number-options.js';

/** Names of the options of a command that take a number. */
async function numbersOf({ builder }: CommandModule): Promise<readonly string[]> {
  const parser = yargs([]);
  if (typeof builder === 'function') await builder(parser);
  return knownOptions(parser).numbers;
}

for (const command of [launchCommand, compareCommand, coordinatorCommand, peerCommand]) {
  test(`every number of ${command.command} that is none is named as it was typed`, async () => {
    const numbers = await numbersOf(command);
    assert(numbers.length > 1);
    for (const name of numbers) {
      for (const args of [[`--${name}`, 'two'], [`--${name}=two`]]) {
        const error = wrongNumber(numbers, { [name]: Number.NaN }, ['launch', ...args]);
        assert.deepEqual([error?.code, error?.message], ['ERR_USAGE', `--${name} two: not a number`]);
      }
    }
  });
}

test('a comma is shown as the point that was meant', () => {
  const error = wrongNumber(['lr'], { lr: Number.NaN }, ['launch', '--lr', '0,05']);
  assert.equal(error?.fix, 'write 0.05, with a point');
});

test('of an option that is given twice the wrong one is named', () => {
  const error = wrongNumber(['lr'], { lr: [0.1, Number.NaN] }, ['launch', '--lr', '0.1', '--lr', 'x']);
  assert.equal(error?.message, '--lr x: not a number');
});

test('numbers pass, and what is not given', () => {
  assert.equal(wrongNumber(['lr', 'batch'], { lr: 0.1 }, ['launch', '--lr', '0.1']), undefined);
});

test('the options of a parser are known by their names as typed', () => {
  const parser = yargs([]).options({
    'data-dir': { type: 'string' },
    lr: { type: 'number' },
    x: { type: 'number' },
  });
  const { names, numbers } = knownOptions(parser);
  assert.deepEqual(
    [names.includes('data-dir'), names.includes('dataDir'), names.includes('x')],
    [true, false, false],
  );
  assert(numbers.includes('lr'));
});
