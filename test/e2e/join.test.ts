import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { endedWell, Lan, lineOf, placeOf, trainsOn } from '../support/lan.js';
import { type Running, readRecords, readSummary } from '../support/launch.js';
import { machinesMissing } from '../support/machines.js';

/** The result of a peer that lies in a run directory. */
function resultIn(directory: string, peerId: string): unknown {
  return JSON.parse(readFileSync(join(directory, 'peers', peerId, 'result.json'), 'utf8'));
}

const SKIP = { skip: machinesMissing() };

test(
  'four machines train together, with one line pasted on each of three; one that is interrupted while it scores hands its result over when it comes back, and nothing on them is for others to read',
  SKIP,
  async (t) => {
    const lan = new Lan(t, 4);
    const { up, line } = await lan.up('--peers', '4', '--steps', '300');
    const guests = [1, 2, 3].map((machine) => lan.run(machine, ...line, '--run-dir', 'run'));
    const stopped = guests.pop()!;
    await stopped.seen(/scoring the peers of this machine/);
    stopped.child.kill('SIGINT');
    assert.equal((await stopped.finished).code, 130, stopped.output);
    assert.match(
      stopped.output,
      /the result is still here: npm run codistill -- join --run-dir \S+ hands it over/,
    );
    const third = await placeOf(stopped);
    await up.seen(new RegExp(`${third} was interrupted, and may come back within 60 s`));
    const trained = resultIn(lan.directory(3), third);
    const back = lan.run(3, 'join', '--run-dir', 'run');
    await endedWell(up, back, ...guests);
    assert.match(back.output, /the result of peer-\d has arrived/);
    assert.deepEqual(resultIn(lan.directory(0), third), trained, 'with the figures of its training');
    assert.match(up.output, /who teaches whom: .*everyone teaches everyone/);
    for (const guest of [...guests, stopped]) {
      const [, peerId, key] = await guest.seen(/joined run \S+ as (peer-\d); key (\S+)/);
      assert.match(
        up.output,
        new RegExp(`${peerId} is let in: ${key}`),
        'both sides print the same fingerprint',
      );
    }
    const { peers, ensemble, agreement } = readSummary(lan.directory(0));
    assert.deepEqual(
      peers.map(({ id, steps, device }) => ({ id, steps, device })),
      [0, 1, 2, 3].map((i) => ({ id: `peer-${i}`, steps: 300, device: 'cpu' })),
    );
    assert(
      peers.every(({ testAccuracy }) => testAccuracy > 0.9) && ensemble.testAccuracy > 0.9 && agreement > 0.9,
    );
    const told = new Set(readRecords(lan.directory(0)).map(({ peer }) => peer));
    assert.deepEqual([...told].filter((id) => id !== undefined).sort(), [
      'peer-0',
      'peer-1',
      'peer-2',
      'peer-3',
    ]);
    const scored = await lan.run(0, 'evaluate', 'run', '--json').finished;
    const scores = JSON.parse(scored.stdout) as typeof ensemble & { ensemble: typeof ensemble };
    assert.equal(scores.ensemble.testLoss, ensemble.testLoss);
    const own = readSummary(lan.directory(1));
    assert.deepEqual(own.warnings, []);
    assert.deepEqual(
      own.peers.map(({ id }) => id),
      [/joined run \S+ as (peer-\d)/.exec(guests[0]!.output)![1]],
    );
    const files = [
      ...['owner.json', 'keys/coordinator.creds', 'keys/launcher.creds'].map((name) =>
        lan.directory(0, `run/${name}`),
      ),
      ...[1, 2, 3].map((machine) => lan.directory(machine, 'run/guest.json')),
    ];
    for (const file of files) assert.equal(statSync(file).mode & 0o777, 0o600, file);
  },
);

test(
  'a cohort goes on through a machine that moves, a link that is cut one way and both ways, and one that joins late',
  SKIP,
  async (t) => {
    const lan = new Lan(t, 5);
    const patient = ['--peers-min', '3', '--join-timeout', '2000'];
    // The first machine only coordinates: five that train keep two cores busy with starting them.
    const { up, line } = await lan.upForLong(t, 4, '--no-peer', ...patient);
    const guests = [1, 2, 3].map((machine) => lan.run(machine, ...line, '--run-dir', 'run'));
    for (const guest of guests) await guest.seen(/epoch/);
    const here = await Promise.all(guests.map(placeOf));
    await trainsOn(up, ...here);

    lan.machines.move(1, '203.0.113.77');
    await guests[0]!.seen(/this machine is at 203\.0\.113\.77 now/);
    await up.seen(new RegExp(`${here[0]}: joins from tcp://203\\.0\\.113\\.77:`));
    await trainsOn(up, ...here);

    lan.machines.cut(2, 3);
    await guests[2]!.seen(/is not heard|no answer|cannot be reached|does not answer/);
    await trainsOn(up, ...here);
    lan.machines.cut(3, 2);
    await trainsOn(up, ...here);
    lan.machines.mend(2, 3);
    lan.machines.mend(3, 2);

    const late = lan.run(4, ...line, '--run-dir', 'run');
    await trainsOn(up, ...here, await placeOf(late));
    up.child.kill('SIGINT');
    await Promise.all([up, late, ...guests].map((one) => one.finished));
    assert.equal(up.child.exitCode, 130, up.output);
  },
);

/** A cohort of three, of which the later subtests find what the earlier ones leave. */
interface Lasting {
  readonly lan: Lan;
  readonly up: Running;
  readonly line: readonly string[];
}

test('a cohort that trains for long', SKIP, async (t) => {
  const lan = new Lan(t, 3);
  const patient = ['--peers-min', '2', '--join-timeout', '2000'];
  const { up, line } = await lan.upForLong(t, 3, ...patient, '--uses', '2');
  const cohort = { lan, up, line };
  let guests: readonly Running[] = [];
  await t.test(
    'a machine that is cut off is out, its place goes to another one, and one that is restarted needs no line again',
    async () => {
      guests = await cutOff(cohort);
    },
  );
  await t.test('a run whose machine was restarted goes on with the guests that it had', () =>
    restarted(cohort, guests),
  );
});

/** @returns The guests that are there at the end. */
async function cutOff({ lan, up, line }: Lasting): Promise<readonly Running[]> {
  const [first, second] = [1, 2].map((machine) => lan.run(machine, ...line, '--run-dir', 'run')) as [
    Running,
    Running,
  ];
  const one = await placeOf(first);
  const two = await placeOf(second);
  await trainsOn(up, 'peer-0', one, two);

  await endedWell(lan.run(0, 'members', 'revoke', one, '--run-dir', 'run'));
  const cut = await first.finished;
  assert.equal(cut.code, 30, first.output);
  assert.match(cut.stderr, /ERR_JOIN_REFUSED: this machine was cut off/);
  const again = await lan.run(1, 'join', '--run-dir', 'run').finished;
  assert.equal(again.code, 30, again.stderr);
  assert.match(again.stderr, /ERR_JOIN_REFUSED: this machine was cut off/);
  const used = await lan.run(1, ...line, '--run-dir', 'other').finished;
  assert.equal(used.code, 30, used.stderr);
  assert.match(used.stderr, /used as often as it may be/);

  const invite = lan.run(0, 'invite', '--run-dir', 'run', '--uses', '1');
  const third = lan.run(1, ...(await lineOf(invite)), '--run-dir', 'run');
  await third.seen(new RegExp(`joined run \\S+ as ${one}`));
  await trainsOn(up, 'peer-0', one, two);

  second.child.kill('SIGKILL');
  await second.finished;
  const back = lan.run(2, 'join', '--run-dir', 'run');
  await up.seen(new RegExp(`${two} \\(incarnation [2-9]\\) joined`));
  await trainsOn(up, 'peer-0', one, two);

  const members = await lan.run(0, 'members', '--run-dir', 'run', '--json').finished;
  const places = (JSON.parse(members.stdout) as { peerId: string; place: string }[]).map(
    ({ place }) => place,
  );
  assert.deepEqual(places, ['here', 'guest', 'guest']);
  return [third, back];
}

async function restarted({ lan, up }: Lasting, guests: readonly Running[]): Promise<void> {
  up.child.kill('SIGKILL');
  await up.finished;
  for (const guest of guests) await guest.seen(/training goes on, connecting again/);
  const alone = await lan.run(0, 'launch', '--run-dir', 'run').finished;
  assert.match(alone.stderr, /ERR_RUN_DIR: .* several machines share\nfix: .*codistill -- up, .* --run-dir/);
  const again = lan.run(0, 'up', '--run-dir', 'run');
  await again.seen(/every place in the run is taken/);
  await trainsOn(again, 'peer-0', 'peer-1', 'peer-2');
  again.child.kill('SIGINT');
  await Promise.all([again, ...guests].map((process) => process.finished));
  assert.equal(again.child.exitCode, 130, again.output);
}
