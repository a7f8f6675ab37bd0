import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { type FakeCohort, forkPeer, startFakeCohort } from '../../support/fake-cohort.js';
import { eventually, readRecords } from '../../support/launch.js';

const TIMEOUT = { timeout: 90_000 };
const logged = (cohort: FakeCohort, line: RegExp): Promise<void> =>
  eventually(() => cohort.log.some((one) => line.test(one)), String(line));

/** Last step that a peer recorded. */
function recordedStep(cohort: FakeCohort, peer: string): number {
  const own = readRecords(cohort.runDir).filter(
    (record) => record.kind === 'exchange' && record.peer === peer,
  );
  return Number(own.at(-1)?.step ?? 0);
}

const trainedTo = (cohort: FakeCohort, peer: string, step: number): Promise<void> =>
  eventually(() => recordedStep(cohort, peer) >= step, `${peer} records step ${step}`);

test(
  'a peer that is killed never stops the other, and teaches it again after it came back',
  TIMEOUT,
  async (t) => {
    const cohort = await startFakeCohort(t, {});
    const training = { stepsTotal: 1_000, stepMs: 10 };
    const survivor = cohort.startPeer('peer-0', training);
    const killed = forkPeer(t, cohort, 'peer-1', training);
    await trainedTo(cohort, 'peer-0', 100);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    await logged(cohort, /goes on without this teacher/);
    const back = forkPeer(t, cohort, 'peer-1', training);
    const returned = once(back, 'exit');
    await logged(cohort, /waits for this teacher again/);
    const { result } = await survivor;
    const [code] = await returned;
    assert.equal(code, 0);
    assert.equal(result!.steps, 1_000);
    assert.ok(result!.missed['peer-1']! <= 10, `missed: ${JSON.stringify(result!.missed)}`);
    const taught = (await cohort.records()).find(
      (record) => record.kind === 'taught' && record.peer === 'peer-0',
    );
    const teachers = taught?.teachers as number[];
    const tail = teachers.slice(-100).filter((count) => count === 1).length;
    assert.ok(tail >= 90, `at the end they teach each other again: ${tail} of 100`);
  },
);

test(
  'a peer that is stopped and goes on falls behind, catches up and is taught again',
  TIMEOUT,
  async (t) => {
    const cohort = await startFakeCohort(t, {});
    const training = { stepsTotal: 1_200, stepMs: 10 };
    const running = cohort.startPeer('peer-0', training);
    const child = forkPeer(t, cohort, 'peer-1', training);
    const exited = once(child, 'exit');
    await trainedTo(cohort, 'peer-0', 80);
    child.kill('SIGSTOP');
    await logged(cohort, /goes on without this teacher/);
    await trainedTo(cohort, 'peer-0', recordedStep(cohort, 'peer-0') + 80);
    child.kill('SIGCONT');
    await logged(cohort, /waits for this teacher again/);
    const { result } = await running;
    assert.equal((await exited)[0], 0);
    assert.equal(result!.steps, 1_200);
    assert.ok(result!.fullSteps > 700, JSON.stringify(result));
  },
);
