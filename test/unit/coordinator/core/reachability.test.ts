import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unreachable } from '../../../../coordinator/core/reachability.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { schemeOf } from '../../../../proto/scheme.js';
import { CoordinatorScript } from '../../../support/coordinator-script.js';

const HERE = 'tcp://127.0.0.1:5000';
const LAN = 'tcp://192.168.1.7:5000';

for (const [first, second, near] of [
  [HERE, LAN, 'peer-0'],
  [LAN, HERE, 'peer-1'],
] as const) {
  test(`after a peer at ${first} one at ${second} is refused, and told which of both must move`, () => {
    const script = new CoordinatorScript();
    assert.equal(script.join('peer-0', { dataAddress: first }).accepted, true);
    const reply = script.join('peer-1', { dataAddress: second });
    assert.deepEqual([reply.accepted, reply.code], [false, 'UNREACHABLE']);
    assert.match(
      reply.reason,
      new RegExp(`^${near} can be reached from its own machine alone, at ${HERE}, `),
    );
    assert.match(reply.reason, new RegExp(`start ${near} with --bind`));
  });
}

test('addresses of one kind go together, and a member that comes again by another address is itself', () => {
  for (const kind of [HERE, LAN]) {
    const script = new CoordinatorScript();
    assert.equal(script.join('peer-0', { dataAddress: kind }).accepted, true);
    assert.equal(script.join('peer-1', { dataAddress: kind.replace('5000', '6000') }).accepted, true);
  }
  const alone = new CoordinatorScript();
  alone.join('peer-0', { dataAddress: HERE });
  assert.equal(alone.join('peer-0', { dataAddress: LAN, incarnation: 2 }).accepted, true);
});

test('where no predictions travel, addresses do not matter', () => {
  for (const wishes of [{ exchange: { mode: 'none' } }, { exchange: { mode: 'checkpoint:10' } }] as const) {
    const script = new CoordinatorScript(wishes);
    script.join('peer-0', { dataAddress: HERE });
    assert.equal(script.join('peer-1', { dataAddress: LAN }).accepted, true, wishes.exchange.mode);
  }
});

test('a frozen teacher dials its students, and may be anywhere', () => {
  const spec = parseRunSpec({
    peers: [{ id: 'a' }, { id: 'old', role: 'teacher', source: 'x' }],
    exchange: { mode: 'stale:50' },
  });
  const options = { spec, scheme: schemeOf(spec) };
  const old = { peerId: 'old', dataAddress: HERE, frozen: true };
  assert.equal(unreachable([old], { peerId: 'a', dataAddress: LAN }, options), null);
  assert.equal(unreachable([{ peerId: 'a', dataAddress: LAN, frozen: false }], old, options), null);
});
