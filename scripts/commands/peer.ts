import { join, resolve } from 'node:path';
import process from 'node:process';
import type { Logger } from 'pino';
import type { Argv, CommandModule } from 'yargs';
import { EXIT_CODES } from '../../proto/errors.js';
import { accessOf, NATS_OPTIONS } from '../nats-settings.js';
import { isSupervised } from '../parent-watch.js';
import type { Unit } from '../units/unit.js';
import { CONNECT_TIMEOUT, contactMsOf, flag, lastOf, numeric, stringOf, textsOf, valued } from './option.js';
import { warmPlaceOf } from './serve-commands.js';

/** Told to a peer on its command line, unless a scheduler's variables say it. */
const NEEDED = ['run', 'id', 'nats'] as const;

/** `codistill peer`: one peer alone, against a nats-server and a coordinator that run already. */
export const peerCommand: CommandModule = {
  command: 'peer',
  describe: 'start one peer, against a nats-server and a coordinator',
  builder: (yargs: Argv) =>
    yargs
      .options({
        run: valued('id of the run'),
        id: valued("this peer's id, one of the run spec's"),
        nats: valued('URL of nats-server'),
        'from-env': flag(
          "take what is not given of run, id, nats, cores and GPU from a scheduler's variables, and from the --run-dir that its units share",
        ),
        'run-dir': valued('where checkpoints and results are written', { defaultDescription: 'runs/<run>' }),
        'data-dir': valued("folder with the data set's files"),
        bind: valued('address on which other peers reach this one; * is any free port', {
          defaultDescription: "this machine's address on the way to NATS",
        }),
        advertise: valued('host name or address that other peers are told', {
          defaultDescription: 'the bound one',
        }),
        threads: numeric(
          'threads that TensorFlow computes with; say so where several peers share this machine',
          { defaultDescription: 'as many as there are cores' },
        ),
        device: valued('cpu, gpu, gpu:N or auto, of this machine', { defaultDescription: "the run spec's" }),
        insecure: flag('allow addresses beyond this machine without TLS or credentials'),
        'allow-untaught': flag('end well even where teaching was asked for and hardly happened'),
        'leave-test-logits': { ...flag('predict the test split for who scores the run'), hidden: true },
        config: valued('the whole run spec, as YAML', { defaultDescription: "the coordinator's" }),
        'allow-modules': valued(
          "folder whose modules, texts and teachers' weights the coordinator's run spec may name",
          { defaultDescription: 'none', array: true },
        ),
        json: flag('report errors as JSON'),
        'connect-timeout': CONNECT_TIMEOUT,
        ...NATS_OPTIONS,
      })
      .check((argv) => {
        const missing = argv['from-env'] === true ? [] : NEEDED.filter((name) => argv[name] === undefined);
        if (missing.length === 0) return true;
        throw new Error(`Missing required arguments: ${missing.join(', ')}`);
      })
      .example(
        '$0 peer --run demo --id peer-0 --nats nats://127.0.0.1:4222',
        'on the machine of the coordinator',
      )
      .example('$0 peer --run lab --id peer-1 --nats nats://10.0.0.5:4222 --insecure', 'on another machine')
      .example(
        '$0 peer --from-env --run-dir runs/lab',
        'as a task of a job array, where `up --units` coordinates',
      )
      .example('CODISTILL_RANK=1 CODISTILL_RUN=lab $0 peer --from-env --nats tls://lab.example', 'anywhere'),
  handler: async (argv) => {
    const { specFromArguments } = await import('./spec-arguments.js');
    const { isClosed, openText, requireLoopback } = await import('../loopback.js');
    const { checkId } = await import('../../proto/identity.js');
    const { cacheDirectory } = await import('../cache-directory.js');
    const { threadsAsked, withThreads } = await import('../thread-environment.js');
    const { usableCores } = await import('../usable-cores.js');
    const { packageVersion } = await import('../project-root.js');
    const contactMs = contactMsOf(argv['connect-timeout'], isSupervised());
    const typedDir = stringOf(argv['run-dir']);
    const unit = argv['from-env'] === true ? await unitOf(argv, contactMs) : undefined;
    const runId = checkId(unit?.runId ?? stringOf(argv.run) ?? '', 'run id');
    const peerId = checkId(unit?.peerId ?? stringOf(argv.id) ?? '', 'peer id');
    const access = unit ?? accessOf(stringOf(argv.nats) ?? '', argv);
    const bind = stringOf(argv.bind);
    const advertiseHost = stringOf(argv.advertise);
    const dataDir = stringOf(argv['data-dir']);
    const allowModules = textsOf(argv['allow-modules']).map((folder) => resolve(folder));
    const beyondLoopback = argv.insecure === true || isClosed(access.natsProof);
    requireLoopback(access.natsUrl, '--nats', beyondLoopback);
    if (bind !== undefined) requireLoopback(bind, '--bind', beyondLoopback);
    if (advertiseHost !== undefined) requireLoopback(advertiseHost, '--advertise', beyondLoopback);
    const asked = threadsAsked(lastOf(argv.threads));
    // Before the trainer loads TensorFlow, which reads the environment of the process itself.
    Object.assign(process.env, withThreads(process.env, { share: unit?.cores ?? usableCores(), asked }));
    const config = stringOf(argv.config);
    const spec = config === undefined ? unit?.spec : specFromArguments({ config });
    if (spec !== undefined) {
      const { checkNames } = await import('../launch/check-names.js');
      checkNames(spec);
    }
    const runDir = resolve(typedDir ?? join('runs', runId));
    const { runChild } = await import('../child-process.js');
    const { keepRunSpec } = await import('../launch/run-directory.js');
    const place = warmPlaceOf(argv);
    const work = async (log: Logger, signal: AbortSignal): Promise<void> => {
      const open = openText(access);
      if (open !== undefined) log.warn(open);
      const { runPeer } = await import('../../peer/main.js');
      const release = await holdPeer(runDir, peerId, log);
      const running = runPeer({
        runId,
        peerId,
        natsUrl: access.natsUrl,
        natsProof: access.natsProof,
        whereNow: unit?.whereNow,
        version: packageVersion(),
        contactMs,
        runDir,
        cacheDir: cacheDirectory(process.env),
        bind,
        beyondLoopback,
        device: stringOf(argv.device),
        allowModules,
        allowUntaught: argv['allow-untaught'] === true,
        leavesTestLogits: argv['leave-test-logits'] === true,
        log,
        signal,
        spec,
        onSpec: (given) => keepRunSpec(runDir, peerId, given, (message) => log.warn(message)),
        dataDir: dataDir === undefined ? undefined : resolve(dataDir),
        advertiseHost,
        trainerRest: place?.trainerRest,
      });
      await running.finally(release);
    };
    await runChild(peerId, runDir, work, place);
  },
};

/** A scheduler's unit: this peer as its variables say. A signal ends its wait in good order, a second one at once. */
async function unitOf(argv: Readonly<Record<string, unknown>>, boundMs: number): Promise<Unit> {
  const { unitFromEnvironment } = await import('../units/unit.js');
  const { onStopSignals } = await import('../launch/stop-signals.js');
  const runDir = stringOf(argv['run-dir']);
  const stop = new AbortController();
  const signals = onStopSignals({
    first: () => stop.abort(),
    second: () => process.exit(EXIT_CODES.ERR_INTERRUPTED),
  });
  const unit = unitFromEnvironment({
    ...{ runId: stringOf(argv.run), peerId: stringOf(argv.id), nats: stringOf(argv.nats), natsOptions: argv },
    runDir: runDir === undefined ? undefined : resolve(runDir),
    boundMs,
    signal: stop.signal,
    say: (line) => process.stderr.write(`${line}\n`),
  });
  return unit.finally(() => signals.release());
}

/**
 * Holds the folder of a peer that was started by hand, so that the same command typed once more does not take it over from
 * the one that trains. A launcher holds the whole run directory.
 *
 * @returns Gives the folder back.
 */
async function holdPeer(runDir: string, peerId: string, log: Logger): Promise<() => void> {
  const { lockDirectory } = await import('../directory-lock.js');
  const { makePeerDirectory } = await import('../../peer/files/life.js');
  const { CodistillError } = await import('../../proto/errors.js');
  if (isSupervised()) return () => {};
  const listener = {
    onTrouble: (message: string) => log.warn(message),
    onTaken: (error: Error) => log.error(error.message),
  };
  const directory = makePeerDirectory(runDir, peerId);
  try {
    return lockDirectory(directory, '--run-dir', listener, 'process.json');
  } catch (error) {
    if (!(error instanceof CodistillError) || error.code !== 'ERR_DISK') throw error;
    log.warn(`${error.message}: nothing keeps this peer from being started here once more`);
    return () => {};
  }
}
