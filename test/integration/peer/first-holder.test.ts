import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { CodistillError } from '../../../proto/errors.js';
import { forkPeer, startFakeCohort } from '../../support/fake-cohort.js';
import { eventually, temporaryDirectory } from '../../support/launch.js';

const TIMEOUT = { timeout: 90_000 };
const ENDLESS = { stepsTotal: 1_000_000, stepMs: 10 };

test(
  'a process of another run directory does not take over an id while its holder lives, and says for what it waits',
  TIMEOUT,
  async (t) => {
    const cohort = await startFakeCohort(t, {});
    const stop = new AbortController();
    const { signal } = stop;
    const other = cohort.startPeer('peer-0', ENDLESS, { signal });
    const holder = forkPeer(t, cohort, 'peer-1', ENDLESS);
    await eventually(
      () => cohort.log.some((line) => line.startsWith('peer-0 info: training starts')),
      'the cohort trains',
    );
    const runDir = temporaryDirectory(t);
    await assert.rejects(cohort.startPeer('peer-1', ENDLESS, { runDir }), (error) => {
      assert.ok(error instanceof CodistillError);
      assert.equal(error.code, 'ERR_JOIN_REFUSED');
      assert.match(
        error.message,
        /peer-1 is held by a process of another run directory, incarnation 1 at tcp:/,
      );
      return true;
    });
    assert.ok(cohort.log.some((line) => /^peer-1 warn: .* waits up to 6 s for its lease to end/.test(line)));
    assert.equal(holder.exitCode, null, 'the first one lives');
    const changes = cohort.log.filter((line) => /^coordinator: peer-1 .*(joined|left|expired)/.test(line));
    assert.equal(changes.length, 1, `the first one has stayed a member: ${changes.join('\n')}`);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const heir = cohort.startPeer('peer-1', ENDLESS, { runDir, signal });
    await eventually(
      () => cohort.log.some((line) => /^coordinator: peer-1 \(incarnation 2\) joined/.test(line)),
      'once it is dead, the other one gets the id',
    );
    stop.abort();
    assert.equal((await heir).stoppedBy, 'interrupted');
    assert.equal((await other).stoppedBy, 'interrupted');
  },
);
