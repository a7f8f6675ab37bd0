import type { CommandModule } from 'yargs';

type DoctorArguments = { json: boolean; 'data-dir': string[] };

/** `codistill doctor`: what is there, what is missing, and the command that mends it. */
export const doctorCommand: CommandModule<object, DoctorArguments> = {
  command: 'doctor',
  describe: 'check this machine: Node, TensorFlow, devices, zeromq, nats-server, data, ports, disk',
  builder: (yargs) =>
    yargs
      .option('json', {
        type: 'boolean',
        default: false,
        describe: 'print the report as one JSON object',
      })
      .option('data-dir', {
        type: 'string',
        array: true,
        default: [] as string[],
        describe: 'a folder to look for data sets in; may be repeated',
      })
      .example('$0 doctor', 'one screen; the exit code is 0 if everything needed is there')
      .example('$0 doctor --json --data-dir ./fashion', 'for scripts, with a data set of your own'),
  handler: async (args) => {
    const { doctor, renderReport } = await import('../doctor.js');
    const report = await doctor({ dataDirs: args['data-dir'] });
    process.stdout.write(args.json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report));
    process.exitCode = report.exitCode;
  },
};
