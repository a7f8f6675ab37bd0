import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { nextCommand, teaches } from '../../../../scripts/launch/next-command.js';

const TAUGHT = parseRunSpec({});
const ALONE = parseRunSpec({ exchange: { mode: 'none' } });

test('a run that was taught is asked for again with its own options, each peer alone', () => {
  const args = [
    '--peer',
    'network=mlp',
    '--peer=network=resnet20',
    '--steps',
    '40',
    '--exchange',
    'stale:50',
  ];
  const [command, purpose] = nextCommand(TAUGHT, [...args, '--run-dir', 'runs/x', '--json']);
  assert.equal(command, 'npm start -- --peer network=mlp --peer=network=resnet20 --steps 40 --exchange none');
  assert.match(purpose, /each alone/);
});

for (const [how, spec, args] of [
  ['by its mode', ALONE, ['--exchange', 'none']],
  ['by its weight', parseRunSpec({ distillation: { weight: 0 } }), ['--distillation-weight=0']],
  ['by its number of peers', parseRunSpec({ peers: [{ id: 'a' }] }), ['--peers', '1']],
] as const) {
  test(`a run that taught nobody, ${how}, leads to the comparison of both`, () => {
    assert.equal(teaches(spec), false);
    const [command] = nextCommand(spec, [...args, '--network', 'cnn']);
    assert.match(command, /^npm run codistill -- compare --vary 'exchange=none lockstep' .*--network cnn$/);
    assert.doesNotMatch(command, /--exchange|--distillation-weight/);
  });
}

test('a run with a frozen teacher cannot do without it', () => {
  const peers = [{ id: 'a' }, { id: 't', role: 'teacher', source: 'runs/x/peer-0' }];
  const [command] = nextCommand(parseRunSpec({ peers }), ['--steps', '9']);
  assert.match(command, /compare/);
});

test('a run on hosts is asked for again on them, and compared on one machine', () => {
  const args = ['--hosts', 'h.yaml', '--on', '10.0.0.5', '--port=9', '--peers', '3'];
  const [again] = nextCommand(TAUGHT, args);
  assert.equal(again, 'npm start -- --hosts h.yaml --on 10.0.0.5 --peers 3 --exchange none');
  const [compared] = nextCommand(ALONE, args);
  assert.equal(compared, "npm run codistill -- compare --vary 'exchange=none lockstep' --peers 3");
  assert.equal(nextCommand(TAUGHT, ['--on', 'eth0'])[0], 'npm start -- --exchange none');
});

test('no secret of a URL is shown, and words are quoted where they must be', () => {
  const args = ['--nats', 'nats://u:s3cret@h', '--data-dir', "a b'c"];
  const [command] = nextCommand(TAUGHT, args);
  assert.equal(command, `npm start -- --data-dir 'a b'\\''c' --exchange none`);
});

test('whoever is linked, hands out weights or learns from its past teaches', () => {
  for (const mode of ['lockstep', 'stale:5', 'cached:0,1', 'checkpoint:5'])
    assert.equal(teaches(parseRunSpec({ exchange: { mode } })), true, mode);
  const self = { peers: [{ id: 'a' }], exchange: { mode: 'cached:0,1', graph: 'self' } };
  assert.equal(teaches(parseRunSpec(self)), true);
});
