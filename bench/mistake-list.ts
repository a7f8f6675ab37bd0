import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { CIFAR10 } from '../peer/data/cifar10.js';
import type { ErrorCode } from '../proto/errors.js';
import { lockDirectory } from '../scripts/directory-lock.js';
import { natsVariables } from '../scripts/nats-settings.js';
import { REFUSALS } from '../test/support/nats-refusals.js';
import { startTestNatsServer } from '../test/support/nats-server.js';
import type { Mistake, Workplace } from './mistake.js';

/** A run whose data and networks cost nothing; an option that comes again wins. */
const TINY = [
  ...['--data', 'synthetic:classes=3,size=4x4x1,train=90,test=30', '--network', 'mlp:8', '--batch', '16'],
  ...['--epochs', '1', '--peers', '2'],
];

/** Errors that answer no mistake of a user, or whose time follows from something else, with the reason. */
export const NO_MISTAKE: Readonly<Partial<Record<ErrorCode, string>>> = {
  ERR_INTERNAL: 'a fault of codistill',
  ERR_NATIVE_LIBRARY: 'an installation that is broken: set-up and the doctor find it',
  ERR_DISK: 'a disk that is full or broken; while it trains, a run goes on without',
  ERR_PEER_UNREACHABLE: 'found by asking the peers of a run; after the longest wait for a connection',
  ERR_SUPERSEDED: 'ends the process that is replaced, not the one that was typed',
  ERR_NATS_CLUSTER: 'needs servers that are no cluster; tried one after the other',
  ERR_STRICT_TIMEOUT: 'a teacher that is lost; after --wait-max',
  ERR_HOST_FAILED: 'a machine that ssh does not reach, after as long as ssh takes; the others go on',
  ERR_PEER_FAILED: 'a peer that died again and again, while the others finished',
  ERR_COORDINATOR_FAILED: 'a coordinator that died again and again',
  ERR_TRAINER_STALLED: 'a trainer without progress; after the longest step that is allowed',
  ERR_STRICT_RESUME: 'a peer of a strict run that was lost, and came back',
  ERR_UNTAUGHT: 'known when the run is over, with all its results',
  ERR_OUTPUT_EXISTS: 'needs a trained run to export; looked for before anything is loaded',
  ERR_EXPORT_LAYER: 'needs a trained run whose network the format cannot hold',
  ERR_EXPORT_DIFFERS: 'a fault of a runtime or of codistill; after the proof',
  ERR_SETUP: 'needs an installed package, and a machine without a compiler, Python or network',
  ERR_EXPORT_RUNTIME: 'needs a trained run, and an installation without the package',
  ERR_REPORT_DIFFERS: 'needs a report that another build made',
  ERR_DECODE: 'bytes of another process; counted, ends nothing',
  ERR_INTERRUPTED: 'Ctrl-C',
};

const typed =
  (known: Mistake['known']) =>
  (code: ErrorCode, ...args: readonly string[]): Mistake => ({
    ...{ code, known, what: `codistill ${args.join(' ')}` },
    prepare: () => ({ args: args[0] === 'launch' ? ['launch', ...TINY, ...args.slice(1)] : args }),
  });

const COMPARE = ['compare', '--vary', 'exchange=none lockstep'];
const PEER = ['peer', '--run', 'r', '--id', 'peer-0', '--nats', 'nats://127.0.0.1:1'];
const TEACHER = ['--peer', 'network=mlp:8', '--peer'];

/** Refused by the words alone. */
const WORDS: readonly Mistake[] = (
  [
    ['ERR_USAGE', 'lunch'],
    ['ERR_USAGE', 'evaluate'],
    ['ERR_USAGE', 'launch', '--epcohs', '3'],
    ['ERR_USAGE', 'launch', '--peers', 'two'],
    ['ERR_USAGE', 'launch', '--lr', '0,05'],
    ['ERR_USAGE', 'launch', '--nats-port', '99999'],
    ['ERR_USAGE', ...COMPARE, '--seeds', 'two'],
    ['ERR_CONFIG', 'launch', '--epochs', '0'],
    ['ERR_CONFIG', 'launch', '--exchange', 'stale:x'],
    ['ERR_CONFIG', 'launch', '--graph', 'peer-0>peer-7'],
    ['ERR_CONFIG', 'launch', '--device', 'gpu:x'],
    ['ERR_CONFIG', 'launch', '--data', 'synthetic:clases=3'],
    ['ERR_CONFIG', 'launch', '--config', 'none.yaml'],
    ['ERR_NETWORK_UNKNOWN', 'launch', '--network', 'resnet21'],
    ['ERR_NETWORK_UNKNOWN', 'launch', '--network', 'mlp:abc'],
    ['ERR_NETWORK_UNKNOWN', ...COMPARE, '--network', 'cnn:16-x'],
    ['ERR_DATA_UNKNOWN', 'launch', '--data', 'mnits'],
    ['ERR_DATA_MISSING', 'launch', '--data', 'cifar10', '--data-dir', 'none'],
    ['ERR_DATA_MISSING', 'launch', '--data', 'images', '--data-dir', 'none'],
    ['ERR_DATA_MISSING', 'launch', '--data', 'text:none.txt', '--network', 'gru'],
    ['ERR_DATA_MISSING', 'launch', '--data', './none.js'],
    ['ERR_DATA_MISSING', 'launch', ...TEACHER, 'role=teacher,source=none'],
    ['ERR_SHAPE', 'launch', '--network', 'gru'],
    ['ERR_NETWORK_MODULE', 'launch', '--network', './none.js'],
    ['ERR_MODULE', 'launch', '--distillation-loss', './none.js'],
    ['ERR_DEVICE_MISSING', 'launch', '--device', 'gpu:63'],
    ['ERR_INSECURE_BIND', 'launch', '--nats', 'nats://192.0.2.1'],
    ['ERR_INSECURE_BIND', ...PEER, '--bind', 'tcp://0.0.0.0:*'],
    ['ERR_USAGE', 'up', '--on', '192.0.2.1'],
    ['ERR_USAGE', 'join'],
    ['ERR_JOIN_TOKEN', 'join', 'codistill1pg8nzv3h9cczuvpwxyargdp5xcu3ygr547nake2hhsykw5'],
    ['ERR_RUN_DIR', 'join', '--run-dir', 'none'],
    ['ERR_RUN_DIR', 'members'],
    ['ERR_FROM_ENV', 'peer', '--from-env'],
    ['ERR_NATS_SERVER', 'launch', '--nats', 'nats://127.0.0.1:1'],
    ['ERR_RUN_DIR', 'evaluate', 'given'],
  ] as const
).map(([code, ...args]) => typed('before')(code, ...args));

const DIVERGING = typed('later')('ERR_NON_FINITE', 'launch', '--optimizer', 'sgd', '--lr', '1e30');

/** The module of a user's own that is wrong: what it is for, and its text. */
const MODULES: readonly (readonly [ErrorCode, string, string, string])[] = [
  ['ERR_NETWORK_MODULE', '--network', 'that throws', "export default () => { throw new Error('no'); };"],
  ['ERR_NETWORK_MODULE', '--network', 'with a word too many', 'export default = 3;'],
  [
    'ERR_CLASS_COUNT',
    '--network',
    'with five outputs for three classes',
    'export default ({ tf, inputShape }) => tf.sequential({ layers: [tf.layers.flatten({ inputShape }), tf.layers.dense({ units: 5 })] });',
  ],
  [
    'ERR_SHAPE',
    '--network',
    'for pictures of another size',
    'export default ({ tf, classes }) => tf.sequential({ layers: [tf.layers.flatten({ inputShape: [9, 9, 1] }), tf.layers.dense({ units: classes })] });',
  ],
  ['ERR_MODULE', '--distillation-loss', 'that throws', "export default () => { throw new Error('no'); };"],
  ['ERR_MODULE', '--graph', 'that names nobody', "export default () => [{ teacher: 'x', student: 'y' }];"],
  ['ERR_DATA_CORRUPT', '--data', 'that returns nothing', 'export default () => ({});'],
];

const OF_MODULES: readonly Mistake[] = MODULES.map(([code, option, what, text]) => ({
  ...{ code, known: 'later', what: `codistill launch ${option} of a module ${what}` },
  prepare: ({ folder }) => {
    const file = join(folder, 'mine.mjs');
    writeFileSync(file, text);
    return { args: ['launch', ...TINY, option, file] };
  },
}));

/** Servers that say no, to a launch and to a peer that was started by hand. */
const OF_SERVERS: readonly Mistake[] = REFUSALS.filter(({ skip = false }) => skip === false).flatMap(
  ({ name, code, noticedBy, start }) =>
    (noticedBy === 'all' ? (['launch', 'peer'] as const) : (['launch'] as const)).map(
      (command): Mistake => ({
        ...{ code, known: command === 'launch' ? 'before' : 'later', what: `codistill ${command}, ${name}` },
        async prepare(place) {
          const { natsUrl, natsProof } = await start(place);
          const { user, password, nkey } = natsProof;
          const file = join(place.folder, 'seed.nk');
          if (nkey !== undefined) writeFileSync(file, nkey, { mode: 0o600 });
          const env = natsVariables({
            ...(user === undefined ? {} : { user }),
            ...(password === undefined ? {} : { password }),
            ...(nkey === undefined ? {} : { nkey: file }),
          });
          const words = command === 'launch' ? ['launch', ...TINY] : PEER.slice(0, -2);
          return { args: [...words, '--insecure', '--nats', natsUrl], env };
        },
      }),
    ),
);

/** Mistakes that need something to be there. */
const OF_CIRCUMSTANCES: readonly Mistake[] = [
  {
    ...{ code: 'ERR_DESCRIPTORS', known: 'before', what: 'codistill launch, after ulimit -n 64' },
    prepare: () => ({ args: ['launch', ...TINY], prefix: ['sh', '-c', 'ulimit -n 64; exec "$@"', 'sh'] }),
  },
  {
    ...{
      code: 'ERR_RUN_DIR_BUSY',
      known: 'before',
      what: 'codistill launch, in the directory of a run that goes on',
    },
    prepare(place) {
      const release = lockDirectory(place.folder, '--run-dir', { onTrouble: () => {}, onTaken: () => {} });
      place.after(release);
      return { args: ['launch', ...TINY, '--run-dir', place.folder] };
    },
  },
  {
    ...{ code: 'ERR_RUN_DIR', known: 'before', what: 'codistill launch --run-dir below a file' },
    prepare({ folder }) {
      writeFileSync(join(folder, 'file'), '');
      return { args: ['launch', ...TINY, '--run-dir', join(folder, 'file', 'run')] };
    },
  },
  {
    ...{ code: 'ERR_RUN_DIR', known: 'before', what: 'codistill launch, in the directory of another run' },
    async prepare(place) {
      return { args: ['launch', ...TINY, '--run-dir', await finishedRun(place), '--lr', '0.01'] };
    },
  },
  {
    ...{ code: 'ERR_PORT_TAKEN', known: 'before', what: 'codistill launch --nats-port of another program' },
    prepare: async (place) => ({ args: ['launch', ...TINY, '--nats-port', String(await takenPort(place))] }),
  },
  {
    ...{ code: 'ERR_PORT_TAKEN', known: 'later', what: 'codistill peer --bind of another program' },
    async prepare(place) {
      const spec = join(place.folder, 'spec.yaml');
      writeFileSync(spec, 'peers: [{ id: peer-0, network: "mlp:8" }]\n');
      return { args: [...PEER, '--config', spec, '--bind', `tcp://127.0.0.1:${await takenPort(place)}`] };
    },
  },
  {
    ...{
      code: 'ERR_DATA_CORRUPT',
      known: 'before',
      what: 'codistill launch --data images, one of them damaged',
    },
    prepare({ folder }) {
      for (const name of ['cat', 'dog']) {
        mkdirSync(join(folder, name));
        for (const one of ['1.png', '2.png']) writeFileSync(join(folder, name, one), 'no picture');
      }
      return { args: ['launch', ...TINY, '--data', 'images', '--data-dir', folder], env: cacheIn(folder) };
    },
  },
  {
    ...{ code: 'ERR_DATA_CORRUPT', known: 'later', what: 'codistill launch --data cifar10, files cut short' },
    prepare({ folder }) {
      for (const name of [...CIFAR10.trainFiles, CIFAR10.testFile])
        writeFileSync(join(folder, name), 'short');
      return { args: ['launch', ...TINY, '--data', 'cifar10', '--data-dir', folder] };
    },
  },
  {
    ...{ code: 'ERR_CLASS_NAMES', known: 'later', what: 'codistill launch, a teacher of other classes' },
    async prepare(place) {
      const teacher = `network=mlp:8,role=teacher,source=${join(await finishedRun(place), 'peer-0')}`;
      return { args: ['launch', ...TINY.slice(0, -2), '--seed', '2', ...TEACHER, teacher] };
    },
  },
  {
    ...{
      code: 'ERR_CHECKPOINT_CORRUPT',
      known: 'later',
      what: 'codistill launch, every checkpoint of a peer damaged',
    },
    async prepare(place) {
      const run = await finishedRun(place);
      for (const file of checkpointsIn(join(run, 'peers', 'peer-0', 'checkpoints')))
        writeFileSync(file, 'no weights');
      return { args: ['launch', ...TINY, '--run-dir', run] };
    },
  },
  {
    ...{
      code: 'ERR_MODULE_NOT_ALLOWED',
      known: 'later',
      what: 'codistill peer, the run names a module that nobody allowed',
    },
    async prepare(place) {
      const file = join(place.folder, 'mine.mjs');
      writeFileSync(file, 'export default () => undefined;\n');
      return {
        args: [...(await byHand(place, ['--network', file])), '--run-dir', join(place.folder, 'run')],
      };
    },
  },
  {
    ...{ code: 'ERR_JOIN_REFUSED', known: 'later', what: 'codistill peer --config of another run' },
    async prepare(place) {
      const spec = join(place.folder, 'spec.yaml');
      writeFileSync(spec, `peers: [{ id: peer-0, network: "mlp:8" }]\ndata:\n  name: ${TINY[1]}\n`);
      return {
        args: [...(await byHand(place, TINY)), '--config', spec, '--run-dir', join(place.folder, 'run')],
      };
    },
  },
  {
    ...{
      code: 'ERR_COORDINATOR_UNREACHABLE',
      known: 'later',
      what: 'codistill peer --connect-timeout 1000, no such run',
    },
    prepare: async (place) => ({ args: [...(await ofServer(place, PEER)), '--connect-timeout', '1000'] }),
  },
  {
    ...{
      code: 'ERR_NO_PEERS',
      known: 'later',
      what: 'codistill coordinator --connect-timeout 1000, nobody comes',
    },
    prepare: async (place) => ({
      args: [
        ...(await ofServer(place, ['coordinator', '--run', 'r', ...TINY, '--nats', ''])),
        '--connect-timeout',
        '1000',
      ],
    }),
  },
];

/** Every mistake that is timed. */
export const MISTAKES: readonly Mistake[] = [
  ...WORDS,
  ...OF_CIRCUMSTANCES.filter(({ code }) => process.platform === 'linux' || code !== 'ERR_DESCRIPTORS'),
  ...OF_SERVERS,
  ...OF_MODULES,
  DIVERGING,
];

/** The directory of a run that has ended well. */
async function finishedRun(place: Workplace): Promise<string> {
  const directory = join(place.folder, 'run');
  await place.ran(['launch', ...TINY, '--run-dir', directory]);
  return directory;
}

/** A peer of a run whose coordinator was started by hand. */
async function byHand(place: Workplace, spec: readonly string[]): Promise<readonly string[]> {
  const args = await ofServer(place, PEER);
  await place.started(['coordinator', '--run', 'r', '--nats', args.at(-1)!, ...spec], /waiting for/);
  return args;
}

/** A command whose last word is the URL of a server of its own. */
async function ofServer(place: Workplace, args: readonly string[]): Promise<readonly string[]> {
  const server = await startTestNatsServer();
  place.after(() => server.stop());
  return [...args.slice(0, -1), server.url];
}

async function takenPort(place: Workplace): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  place.after(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return (server.address() as AddressInfo).port;
}

function checkpointsIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A cache of its own: a refusal that is remembered would cost nothing. */
function cacheIn(folder: string): NodeJS.ProcessEnv {
  return { CODISTILL_CACHE: join(folder, 'cache') };
}
