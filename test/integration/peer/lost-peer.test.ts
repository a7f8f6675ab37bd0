import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { type FakeCohort, forkPeer, startFakeCohort } from '../../support/fake-cohort.js';
import { eventually, readRecords } from '../../support/launch.js';

const TIMEOUT = { timeout: 600_000 };

const logged = (cohort: FakeCohort, line: RegExp): Promise<void> =>
  eventually(() => cohort.log.some((one) => line.test(one)), String(line));

/** For how many steps the other one trains on while a peer is away. */
const AWAY_STEPS = 200;
/** Longer than any test: they end it. */
const ENDLESS = { stepsTotal: 1_000_000, stepMs: 10 };

/** Every tenth step of a peer. */
const stepsOf = (cohort: FakeCohort, peer: string): readonly { step: number; teachers: number }[] =>
  readRecords(cohort.runDir)
    .filter((record) => record.kind === 'step' && record.peer === peer)
    .map(({ step, teachers }) => ({ step: Number(step), teachers: Number(teachers) }));

const newestStep = (cohort: FakeCohort, peer: string): number => stepsOf(cohort, peer).at(-1)?.step ?? 0;

const trainsOn = (cohort: FakeCohort, peer: string, steps: number): Promise<void> => {
  const until = newestStep(cohort, peer) + steps;
  return eventually(() => newestStep(cohort, peer) >= until, `${peer} records step ${until}`);
};

/** Waits until a peer was taught at three recorded steps in a row after this one. */
const isTaughtAfter = (cohort: FakeCohort, peer: string, step: number): Promise<void> =>
  eventually(() => {
    const later = stepsOf(cohort, peer).filter((one) => one.step > step);
    return later.some((_, i) => i >= 2 && later.slice(i - 2, i + 1).every(({ teachers }) => teachers === 1));
  }, `${peer} is taught after step ${step}`);

test(
  'a peer that is killed never stops the other, and teaches it again after it came back',
  TIMEOUT,
  async (t) => {
    const cohort = await startFakeCohort(t, {});
    const stop = new AbortController();
    const survivor = cohort.startPeer('peer-0', ENDLESS, { signal: stop.signal });
    const killed = forkPeer(t, cohort, 'peer-1', ENDLESS);
    await isTaughtAfter(cohort, 'peer-0', 0);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    await logged(cohort, /goes on without this teacher/);
    await trainsOn(cohort, 'peer-0', AWAY_STEPS);
    const back = forkPeer(t, cohort, 'peer-1', ENDLESS);
    const returned = once(back, 'exit');
    await logged(cohort, /waits for this teacher again/);
    await isTaughtAfter(cohort, 'peer-0', newestStep(cohort, 'peer-0'));
    await isTaughtAfter(cohort, 'peer-1', newestStep(cohort, 'peer-1'));
    back.disconnect();
    assert.equal((await returned)[0], 0);
    stop.abort();
    const { result } = await survivor;
    assert.ok(result!.soloSteps >= AWAY_STEPS, JSON.stringify(result));
    assert.ok(result!.missed['peer-1']! < AWAY_STEPS / 4, `missed: ${JSON.stringify(result!.missed)}`);
  },
);

test(
  'a peer that is stopped and goes on falls behind, catches up and is taught again',
  TIMEOUT,
  async (t) => {
    const cohort = await startFakeCohort(t, {});
    const stop = new AbortController();
    const running = cohort.startPeer('peer-0', ENDLESS, { signal: stop.signal });
    const child = forkPeer(t, cohort, 'peer-1', ENDLESS);
    const exited = once(child, 'exit');
    await isTaughtAfter(cohort, 'peer-0', 0);
    child.kill('SIGSTOP');
    await logged(cohort, /goes on without this teacher/);
    await trainsOn(cohort, 'peer-0', AWAY_STEPS);
    child.kill('SIGCONT');
    await logged(cohort, /waits for this teacher again/);
    await isTaughtAfter(cohort, 'peer-0', newestStep(cohort, 'peer-0'));
    await isTaughtAfter(cohort, 'peer-1', newestStep(cohort, 'peer-0'));
    child.disconnect();
    assert.equal((await exited)[0], 0);
    stop.abort();
    assert.ok((await running).result!.soloSteps >= AWAY_STEPS);
  },
);
