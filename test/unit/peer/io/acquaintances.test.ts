import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exchangeOptions } from '../../../../peer/core/exchange/options.js';
import { createExchange, type ExchangeState } from '../../../../peer/core/exchange/state.js';
import { newTeacher, type Teacher } from '../../../../peer/core/exchange/teacher.js';
import { Acquaintances } from '../../../../peer/io/acquaintances.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';
import { schemeOf } from '../../../../proto/scheme.js';

/** The view of peer a, and its own place in a run of a, b and c. */
function placed(exchange: object, teachers: readonly Partial<Teacher>[]) {
  const spec = parseRunSpec({ peers: ['a', 'b', 'c'].map((id) => ({ id })), exchange });
  const scheme = schemeOf(spec);
  const members = teachers.map(({ peerId }) => ({
    ...{
      peerId: peerId!,
      incarnation: 1,
      dataAddress: `tcp://${peerId}:5000`,
      publicKey: new Uint8Array(),
      linkToken: '',
    },
  }));
  const state: ExchangeState = {
    ...createExchange(exchangeOptions({ spec, scheme }, 'r', 'a', { classes: 2 }), 1),
    members: new Map(members.map((member) => [member.peerId, member])),
    teachers: new Map(members.map((one, i) => [one.peerId, { ...newTeacher(one, false), ...teachers[i] }])),
  };
  const place = { peerId: 'a', peerIds: ['a', 'b', 'c'], scheme, advertised: 'tcp://127.0.0.1:4000' };
  const own = { ...place, restarts: 0, steps: 1_000 };
  return { state, own };
}

test('who was never heard is named with both addresses, and who was heard with the time and step of the last word', () => {
  const { state, own } = placed({}, [{ peerId: 'b' }, { peerId: 'c', heardAtMs: 2_000, newestStep: 160 }]);
  assert.equal(
    new Acquaintances().absences(state, own, 14_340),
    'b (tcp://b:5000) was never heard, c (tcp://c:5000) was last heard 12.3 s before the end, at its step 160; ' +
      'teachers connect to this peer at tcp://127.0.0.1:4000',
  );
});

test('who has left is remembered as it was, and who never came is named, too', () => {
  const acquaintances = new Acquaintances();
  acquaintances.note(placed({}, [{ peerId: 'b', heardAtMs: 1_000, newestStep: 7 }]).state);
  const { state, own } = placed({}, []);
  const text = acquaintances.absences(state, own, 2_000);
  assert.match(
    text,
    /^b \(tcp:\/\/b:5000\) was last heard 1\.0 s before the end, at its step 7, c was never in the cohort;/,
  );
});

test('a teacher that had nothing left to train was not lost, and one from before a restart is not said never to have been', () => {
  const { state, own } = placed({ mode: 'stale:5' }, [{ peerId: 'b', heardAtMs: 2_000, newestStep: 999 }]);
  assert.match(
    new Acquaintances().absences(state, { ...own, restarts: 1 }, 14_340),
    /^b \(tcp:\/\/b:5000\) had no more to train 12\.3 s before the end, c was not in the cohort after this peer was started again/,
  );
});

test('only teachers by the graph are named; weights and an own past have words of their own', () => {
  const edges = placed({ graph: 'b>a,a>c' }, [{ peerId: 'b' }, { peerId: 'c' }]);
  assert.match(
    new Acquaintances().absences(edges.state, edges.own, 0),
    /^b \(tcp:\/\/b:5000\) was never heard; teachers/,
  );
  const weights = placed({ graph: 'b>a', mode: 'checkpoint:10' }, [{ peerId: 'b' }]);
  assert.equal(
    new Acquaintances().absences(weights.state, weights.own, 0),
    'no weights of b (tcp://b:5000) came in time',
  );
  const self = placed({ graph: 'self', mode: 'cached:0,0' }, []);
  assert.match(new Acquaintances().absences(self.state, self.own, 0), /the run is too short/);
});
