import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';
import { givenNats, proofOf } from '../nats-settings.js';
import { LAUNCH_OPTIONS, typedLaunch } from './launch-arguments.js';
import { checkNoHosts, HOSTS_OPTIONS, launchOnHosts } from './launch-hosts.js';
import { numberOf, stringOf } from './option.js';

/** `codistill launch`: the whole cluster, on this machine or on those of a file, watched until it ends. */
export const launchCommand: CommandModule = {
  command: 'launch',
  describe: 'train a cohort, here or on machines of yours: starts nats-server, the coordinator and the peers',
  builder: async (yargs: Argv) => {
    const { withSpecOptions } = await import('./spec-options.js');
    return withSpecOptions(yargs)
      .options(LAUNCH_OPTIONS)
      .options(HOSTS_OPTIONS)
      .example('$0 launch', 'two MLPs teach each other MNIST')
      .example('$0 launch --peers 3 --network cnn --data fashion-mnist --data-dir DIR', 'three CNNs')
      .example('$0 launch --peer network=mlp --peer network=resnet20 --epochs 1', 'a mixed cohort')
      .example('$0 launch --hosts hosts.yaml', 'peers on the machines of that file, started by ssh')
      .example('$0 launch --config run.yaml --set training.lr=0.05', 'from a file, one field changed')
      .example('$0 launch --distillation-weight 0', 'the baseline: the same peers, each alone');
  },
  handler: async (argv) => {
    const { dieWithLauncher } = await import('../parent-watch.js');
    dieWithLauncher(); // that of a study
    const hosts = stringOf(argv.hosts);
    if (hosts !== undefined) {
      process.exitCode = await launchOnHosts(argv, hosts);
      return;
    }
    checkNoHosts(argv);
    const { isClosed, requireLoopback } = await import('../loopback.js');
    const url = stringOf(argv.nats);
    const nats = url === undefined ? undefined : givenNats(url, argv);
    if (nats !== undefined)
      requireLoopback(nats.natsUrl, '--nats', argv.insecure === true || isClosed(proofOf(nats)));
    const typed = await typedLaunch(argv);
    const { natsPort } = typed;
    if (natsPort !== undefined) {
      const { chooseNatsPort } = await import('../launch/nats-plan.js');
      await chooseNatsPort(natsPort);
    }
    if (nats !== undefined) {
      const { examineNats } = await import('../net/watch.js');
      await examineNats({ natsUrl: nats.natsUrl, natsProof: proofOf(nats) });
    }
    const { launchRun } = await import('../launch/terminal-stage.js');
    const { launchGenerations } = await import('../launch/generations.js');
    const generations = numberOf(argv.generations);
    const options = { ...typed, nats };
    process.exitCode =
      generations === undefined ? await launchRun(options) : await launchGenerations(options, generations);
  },
};
