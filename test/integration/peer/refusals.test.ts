import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { type PeerOptions, runPeer } from '../../../peer/main.js';
import { parseRunSpec } from '../../../proto/run-spec.js';
import { FAKE_TRAINER, lineLog, startFakeCohort } from '../../support/fake-cohort.js';
import { temporaryDirectory } from '../../support/launch.js';
import { REFUSALS } from '../../support/nats-refusals.js';
import { startTestNatsServer } from '../../support/nats-server.js';

function optionsOf(t: TestContext, lines: string[]): Omit<PeerOptions, 'natsUrl'> {
  const directory = temporaryDirectory(t);
  return {
    ...{ runId: 'lba2', peerId: 'peer-0', runDir: directory, cacheDir: directory },
    dataDir: JSON.stringify({ stepsTotal: 10, stepMs: 1 }),
    ...{ bind: 'tcp://127.0.0.1:*', beyondLoopback: false, trainerUrl: FAKE_TRAINER },
    log: lineLog('peer-0', lines),
    signal: new AbortController().signal,
    contactMs: 1e9,
  };
}

// Each mostly waits for an answer, in silence.
describe('side by side', { concurrency: 4 }, () => {
  for (const { name, code, skip = false, start } of REFUSALS.filter(({ noticedBy }) => noticedBy === 'all')) {
    for (const spec of [undefined, parseRunSpec({})]) {
      const which = spec === undefined ? 'asks for its run spec' : 'has its run spec';
      test(`${name} ends at once a peer that ${which}`, { skip, timeout: 20_000 }, async (t) => {
        const lines: string[] = [];
        const access = await start(t);
        await assert.rejects(runPeer({ ...optionsOf(t, lines), ...access, spec }), { code });
        assert(!lines.join().includes('s3cret'));
      });
    }
  }

  test('a peer without a server says why it waits, and ends after its bound', async (t) => {
    const lines: string[] = [];
    const options = { ...optionsOf(t, lines), natsUrl: 'nats://127.0.0.1:1', contactMs: 500 };
    await assert.rejects(runPeer(options), {
      code: 'ERR_NATS_SERVER',
      message: /in vain: no nats-server answers at nats:\/\/127\.0\.0\.1:1: the connection is refused/,
    });
    assert.match(lines.join('\n'), /waiting for 1 s at most: no nats-server answers/);
  });

  for (const spec of [undefined, parseRunSpec({})]) {
    const which = spec === undefined ? 'asks for its run spec' : 'has its run spec';
    test(`a peer that ${which} and has the name of no run is told which runs there are`, async (t) => {
      const cohort = await startFakeCohort(t, {});
      const natsUrl = cohort.nats.url;
      const options = { ...optionsOf(t, []), natsUrl, spec, contactMs: 3_000 };
      await assert.rejects(runPeer(options), {
        code: 'ERR_COORDINATOR_UNREACHABLE',
        message: `waited 3 s in vain: run "lba2": NATS answers at ${natsUrl}, and no coordinator of this run; but "fake"`,
      });
    });
  }

  test('where there is no run at all, a peer says so', async (t) => {
    const nats = await startTestNatsServer();
    t.after(() => nats.stop());
    const options = { ...optionsOf(t, []), natsUrl: nats.url, contactMs: 500 };
    await assert.rejects(runPeer(options), /no coordinator of this run; no other run either/);
  });
});
