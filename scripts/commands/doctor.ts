import { resolve } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { CodistillError } from '../../proto/errors.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { colorsOf } from '../colors.js';
import type { MemberAccess } from '../launch/member-keys.js';
import { accessOf, NATS_OPTIONS } from '../nats-settings.js';
import { stringOf, textsOf, valued } from './option.js';

/** `codistill doctor`: what is there, what is missing, and the command that mends it. */
export const doctorCommand: CommandModule = {
  command: 'doctor',
  describe: 'check this machine: Node, TensorFlow, devices, zeromq, nats-server, data, ports, disk',
  builder: (yargs: Argv) =>
    yargs
      .options({
        json: { type: 'boolean', default: false, describe: 'print the report as one JSON object' },
        'data-dir': valued('a folder to look for data sets in; may be repeated', {
          array: true,
          default: [] as string[],
        }),
        nats: valued('a nats-server of your own to try, as `launch --nats` would use it'),
        run: valued(
          'try instead every way between the peers of this run, which goes on: its directory, or its id with --nats',
        ),
        ...NATS_OPTIONS,
      })
      .example('$0 doctor', 'one screen; the exit code is 0 if everything needed is there')
      .example('$0 doctor --json --data-dir ./fashion', 'for scripts, with a data set of your own')
      .example('$0 doctor --nats nats://10.0.0.5 --nats-user ann', 'may Ann use that server?')
      .example('$0 doctor --run runs/20261122-101500-a1b2c3', 'who reaches whom, and what mends it'),
  handler: async (argv) => {
    const run = stringOf(argv.run);
    if (run !== undefined) {
      const nats = stringOf(argv.nats);
      return examineRun(
        await accessTo(run, nats === undefined ? undefined : accessOf(nats, argv)),
        argv.json === true,
      );
    }
    const { doctor, renderReport } = await import('../doctor.js');
    const url = stringOf(argv.nats);
    const report = await doctor({
      dataDirs: textsOf(argv['data-dir']),
      nats: url === undefined ? undefined : accessOf(url, argv),
    });
    process.stdout.write(
      argv.json === true
        ? `${JSON.stringify(report, null, 2)}\n`
        : renderReport(report, colorsOf(process.stdout)),
    );
    process.exitCode = report.exitCode;
  },
};

/** The run that is meant: by its id on a server of the user's own, or by its directory. */
async function accessTo(run: string, given: NatsAccess | undefined): Promise<MemberAccess> {
  const { checkId } = await import('../../proto/identity.js');
  if (given !== undefined) return { ...given, runId: checkId(run, 'run id') };
  const { launcherAccess } = await import('../join/launcher-access.js');
  return launcherAccess(resolve(run));
}

/** @throws {CodistillError} `ERR_PEER_UNREACHABLE`, after the report, where a way is broken. */
async function examineRun(access: MemberAccess, json: boolean): Promise<void> {
  const { askPeers } = await import('../net/ask-peers.js');
  const { runReport } = await import('../doctor/run-report.js');
  const { runReportText } = await import('../doctor/run-report-text.js');
  const { stdout } = process;
  const report = runReport(await askPeers(access));
  stdout.write(
    json
      ? `${JSON.stringify(report, null, 2)}\n`
      : runReportText(report, colorsOf(stdout), stdout.isTTY ? stdout.columns : undefined),
  );
  const broken = report.findings.filter(({ kind }) => kind === 'broken');
  if (broken.length === 0) return;
  throw new CodistillError(
    'ERR_PEER_UNREACHABLE',
    `${broken.length} found in run "${access.runId}"; ${broken[0]!.text}`,
    {
      fix: broken[0]!.fix,
      facts: { broken: broken.map(({ text }) => text) },
    },
  );
}
