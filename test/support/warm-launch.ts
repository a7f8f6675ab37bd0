import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import yargs from 'yargs';
import { LAUNCH_OPTIONS, typedLaunch } from '../../scripts/commands/launch-arguments.js';
import { PARSER_CONFIGURATION } from '../../scripts/commands/option.js';
import { withSpecOptions } from '../../scripts/commands/spec-options.js';
import { launchInStudy } from '../../scripts/compare/launched-run.js';
import { WarmScorer } from '../../scripts/compare/warm-scorer.js';
import { SharedServer } from '../../scripts/launch/shared-server.js';
import { WarmProcesses } from '../../scripts/launch/warm-processes.js';
import { usableCores } from '../../scripts/usable-cores.js';
import { temporaryDirectory } from './launch.js';

/** Those of the launches of a test file, as a study has them: to start a peer takes longer than what it does there. */
const processes = new WarmProcesses();
/** Those that go on with a run which the others have begun: they know nothing of it but its files. */
const otherProcesses = new WarmProcesses();
const scorer = new WarmScorer();
const directory = mkdtempSync(join(tmpdir(), 'codistill-test-'));
const server = new SharedServer(directory, 8);
after(async () => {
  processes.close();
  otherProcesses.close();
  scorer.close();
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A run that ended as it should. */
export interface WarmLaunch {
  readonly runDir: string;
  /** Every line that the launcher had to say. */
  readonly said: string;
}

/**
 * Runs a launch to its end, and fails the test unless it ends as it should; its processes are lent to the next one.
 *
 * @param begun - The directory of a run that one has begun, to go on with it in other processes. @default none: a new run
 */
export async function launchWarm(
  t: TestContext,
  args: readonly string[],
  begun?: string,
): Promise<WarmLaunch> {
  const runDir = begun ?? temporaryDirectory(t);
  const argv = withSpecOptions(yargs(['--run-dir', runDir, ...args]))
    .options(LAUNCH_OPTIONS)
    .parserConfiguration(PARSER_CONFIGURATION)
    .strict()
    .fail(false)
    .parseSync();
  const { spec, dataDir, cores = usableCores(), scores, allowUntaught } = await typedLaunch(argv);
  const place = {
    run: { variant: 'one', seed: spec.training.seed, spec },
    ...{ directory: runDir, logFile: join(runDir, 'said.log') },
  };
  const lines: string[] = [];
  const settings = {
    dataDir,
    cores,
    scores,
    scorer,
    processes: begun === undefined ? processes : otherProcesses,
    server,
  };
  const { ended } = launchInStudy(place, settings, (line) => lines.push(line));
  const failure = await ended;
  if (allowUntaught !== true || failure?.code !== 'ERR_UNTAUGHT')
    assert.equal(failure, null, lines.join('\n'));
  return { runDir, said: lines.join('\n') };
}
