import type { Argv, CommandModule } from 'yargs';
import { colorsOf } from '../colors.js';
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
        ...NATS_OPTIONS,
      })
      .example('$0 doctor', 'one screen; the exit code is 0 if everything needed is there')
      .example('$0 doctor --json --data-dir ./fashion', 'for scripts, with a data set of your own')
      .example('$0 doctor --nats nats://10.0.0.5 --nats-user ann', 'may Ann use that server?'),
  handler: async (argv) => {
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
