import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandText } from '../../../../scripts/commands/command-text.js';

test('a command can be typed again, and tells of a path only its end', () => {
  assert.equal(
    commandText(['compare', '/home/somebody/study.yaml', '--vary', 'exchange=none lockstep']),
    "codistill compare study.yaml --vary 'exchange=none lockstep'",
  );
});
