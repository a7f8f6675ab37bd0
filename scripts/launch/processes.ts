import { join } from 'node:path';
import process from 'node:process';
import { CodistillError } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';
import type { NatsAccess } from '../../proto/nats-access.js';
import { RunAccounts } from '../../proto/net/accounts.js';
import { pause } from '../../proto/net/bounded-wait.js';
import { randomStream } from '../../proto/random.js';
import type { RunSpec } from '../../proto/run-spec.js';
import type { RunOwner } from '../join/run-owner.js';
import { type GivenNats, type NatsSettings, natsVariables, proofOf } from '../nats-settings.js';
import type { RunWatcher } from '../net/watch.js';
import type { BeginProcess, ProcessPlan } from './begun-process.js';
import { coordinatorArguments, type GuestWays, PEER_HEAP, peerArguments } from './child-arguments.js';
import { peerEnvironment, plainEnvironment } from './child-environment.js';
import { errorCodeOf, exitReason } from './exit-reason.js';
import { FullStoreWatch } from './full-store.js';
import { visibleGpus } from './gpus.js';
import type { LiveView } from './live-view.js';
import { type MemberKeys, writeMemberKeys } from './member-keys.js';
import { chooseNatsPort, natsServerCommand, natsUrlOf, waitForPort } from './nats-plan.js';
import { RESTART_POLICY } from './restart-policy.js';
import type { RunDirectory } from './run-directory.js';
import { endProcess, type ProcessOutcome, SupervisedProcess } from './supervised-process.js';
import { hasBegun, hasTrained } from './view-state.js';

/** The part of a machine in a run that another one has begun. */
export interface Guest {
  readonly runId: string;
  readonly natsUrl: string;
  /** Settings of its peers, by their ids. */
  readonly keys: ReadonlyMap<string, NatsSettings>;
  /** Its own ways: where it listens, what it computes with, the folders whose modules may be loaded. */
  readonly ways: GuestWays;
}

export interface CohortOptions {
  readonly directory: RunDirectory;
  readonly spec: RunSpec;
  readonly view: LiveView;
  readonly cores: number;
  /** Threads for each peer, whatever its share of the cores. */
  readonly threads: number | undefined;
  readonly insecure: boolean;
  readonly dataDir?: string | undefined;
  readonly nats?: GivenNats | undefined;
  readonly natsPort?: number | undefined;
  /** Keys of a run that lets other machines in: its own nats-server is reached by them. */
  readonly owner?: RunOwner | undefined;
  /** This machine's part in a run of another one. */
  readonly guest?: Guest | undefined;
  /** The peers that this machine runs. @default all of the spec */
  readonly here?: readonly string[] | undefined;
  /** Peers for which keys are left in the run directory. @default those that this machine runs */
  readonly units?: readonly string[] | undefined;
  /** How its processes are begun. @default each as one of its own */
  readonly begin?: BeginProcess | undefined;
}

/** Shares of the time to shut down after which what is left is asked more firmly, then killed. */
const TERMINATE_AFTER_MS = 0.6 * LIMITS.shutdownMs;
const KILL_AFTER_MS = 0.85 * LIMITS.shutdownMs;

/** How long peers have to write their results once the coordinator has said that the run is over. */
const HOME_MS = 2 * LIMITS.shutdownMs;
/** The coordinator answers a request in milliseconds, or not at all. */
const REQUEST_MS = 1_000;

/**
 * All processes of one run: starts them, sees which ends matter, ends them.
 *
 * A process that is given up before anything was trained ends the run with its error: the data, the device or the spec
 * is wrong, and waiting would not mend it. Later the others go on without it.
 */
export class Cohort {
  readonly #options: CohortOptions;
  readonly #interruption = new AbortController();
  readonly #peers: SupervisedProcess[] = [];
  readonly #givenUp = new Set<string>();
  #nats: SupervisedProcess | undefined;
  #coordinator: SupervisedProcess | undefined;
  #watcher: RunWatcher | undefined;
  #natsUrl = '';
  #keys: Partial<MemberKeys> | undefined;
  #failure: CodistillError | undefined;
  #loss: CodistillError | undefined;

  constructor(options: CohortOptions) {
    this.#options = options;
  }

  /** The error that kept the run from training at all. */
  get failure(): CodistillError | undefined {
    return this.#failure;
  }

  /** The first loss of a process while the others went on. */
  get loss(): CodistillError | undefined {
    return this.#loss;
  }

  get interruption(): AbortSignal {
    return this.#interruption.signal;
  }

  /** Whether all is to end soon: what its processes lose of each other then is no trouble. */
  get isEnding(): boolean {
    return this.interruption.aborted || this.#failure !== undefined;
  }

  get stoppedBy(): string {
    if (this.#failure !== undefined) return 'failed';
    return this.#options.view.state.stop?.code ?? (this.#loss === undefined ? 'steps' : 'failed');
  }

  /** @returns `undefined` of a peer that another machine runs. */
  restartsOf(peerId: string): number | undefined {
    return this.#peers.find((peer) => peer.name === peerId)?.restarts;
  }

  /** @returns The server that every process of the run connects to, and how the launcher does. */
  async startNats(): Promise<NatsAccess> {
    const { directory, natsPort, nats: given, owner, guest } = this.#options;
    if (given !== undefined) {
      this.#natsUrl = given.natsUrl;
      return { natsUrl: given.natsUrl, natsProof: proofOf(given) };
    }
    if (guest !== undefined) {
      this.#natsUrl = guest.natsUrl;
      this.#keys = { peers: guest.keys };
      const [own] = guest.keys.values();
      return { natsUrl: guest.natsUrl, natsProof: proofOf({ natsUrl: guest.natsUrl, settings: own ?? {} }) };
    }
    const { accounts = new RunAccounts(directory.runId), certificate, host = '127.0.0.1' } = owner ?? {};
    const port = owner?.port ?? (await chooseNatsPort(natsPort));
    const logFile = join(directory.logsDirectory, 'nats-server.log');
    const tokens = await accounts.serverTokens(owner !== undefined);
    const { command, args } = natsServerCommand(directory.natsDirectory, {
      ...{ port, host, tokens, peers: this.#options.spec.peers.length },
      ...(certificate === undefined ? {} : { certificate }),
    });
    const environment = plainEnvironment(process.env);
    const store = new FullStoreWatch(directory.natsDirectory, {
      say: (message) => this.#options.view.say(message),
      restart: () => nats.restart(),
    });
    const plan = { name: 'nats-server', command, args, environment, logFile };
    const nats = this.#supervise(plan, (line) => store.hear(line));
    void nats.done.then(() => store.close());
    this.#nats = nats;
    nats.start();
    this.#watchOutcome(nats, 'ERR_NATS_SERVER');
    // While the server comes up.
    const peerIds = this.#options.units ?? this.#here.map(({ id }) => id);
    const ca = certificate?.certificate;
    this.#natsUrl = natsUrlOf({ host, port });
    const server = { runId: directory.runId, natsUrl: this.#natsUrl, certificate: ca };
    this.#keys = await writeMemberKeys(directory.keysDirectory, accounts, peerIds, server);
    const creds = await accounts.credentials('launcher');
    owner?.save();
    await waitForPort(port, logFile, () => nats.isOver, host);
    return { natsUrl: this.#natsUrl, natsProof: { creds, ...(ca === undefined ? {} : { tls: { ca } }) } };
  }

  /** Of a process that talks to nats-server, with what it shows there. */
  #environmentWith(own: NatsSettings | undefined): NodeJS.ProcessEnv {
    return { ...process.env, ...natsVariables(this.#options.nats?.settings ?? own ?? {}) };
  }

  /** The peers of this machine. */
  get #here(): RunSpec['peers'] {
    const { spec, here } = this.#options;
    return spec.peers.filter(({ id }) => here === undefined || here.includes(id));
  }

  /** Whether peers run on other machines, which go on without those of this one. */
  get #hasOthers(): boolean {
    return this.#here.length < this.#options.spec.peers.length;
  }

  /** Starts what takes part in the run, once there is a server. */
  start(): void {
    if (this.#options.guest === undefined) this.#startCoordinator();
    this.#startPeers();
  }

  /** From here on the run can be asked to stop by the coordinator's word. */
  listenBy(watcher: RunWatcher): void {
    this.#watcher = watcher;
  }

  #startCoordinator(): void {
    const { directory, insecure } = this.#options;
    const coordinator = this.#supervise({
      name: 'coordinator',
      command: process.execPath,
      args: coordinatorArguments({ directory, natsUrl: this.#natsUrl, insecure }),
      environment: plainEnvironment(this.#environmentWith(this.#keys?.coordinator)),
      logFile: join(directory.logsDirectory, 'coordinator.log'),
    });
    this.#coordinator = coordinator;
    this.#watchOutcome(coordinator, 'ERR_COORDINATOR_FAILED');
    void coordinator.done.then(({ kind }) => {
      if (kind === 'finished') setTimeout(() => void this.#sendHome(), HOME_MS).unref();
    });
    if (this.interruption.aborted) coordinator.expectEnd();
    else coordinator.start();
  }

  #startPeers(): void {
    const { directory, insecure, dataDir, cores, threads, guest, spec } = this.#options;
    const gpus = visibleGpus(process.env);
    const peers = this.#here;
    const shared = { peers: peers.length, cores, gpus, threads };
    const ways = { isAlone: !this.#hasOthers, ...guest?.ways };
    peers.forEach(({ id, device, network }, index) => {
      const peer = this.#supervise({
        name: id,
        command: process.execPath,
        args: [
          ...PEER_HEAP,
          ...peerArguments({ directory, natsUrl: this.#natsUrl, insecure, peerId: id, dataDir, ...ways }),
        ],
        environment: peerEnvironment(this.#environmentWith(this.#keys?.peers?.get(id)), {
          ...{ device: guest?.ways.device ?? device, index },
          ...shared,
          work: { network, data: spec.data.name, batch: spec.training.batch },
        }),
        logFile: join(directory.logsDirectory, `${id}.log`),
      });
      this.#peers.push(peer);
      this.#watchOutcome(peer, 'ERR_PEER_FAILED');
      if (this.interruption.aborted) peer.expectEnd();
      else peer.start();
    });
  }

  /**
   * Resolves when every process of the run has ended; ends coordinator and nats-server once the peers have.
   *
   * @param gather - Called before, unless the run is to end soon.
   */
  async end(gather: () => Promise<void> = async () => {}): Promise<void> {
    await Promise.all(this.#peers.map((peer) => peer.done));
    // The peers of other machines may train on for long.
    if (this.#hasOthers && !this.isEnding) await this.#coordinator?.done;
    await endProcess(this.#coordinator, LIMITS.shutdownMs / 2);
    if (!this.isEnding) await gather();
    await this.#watcher?.close(); // otherwise the end of nats-server would be told as a loss
    await endProcess(this.#nats, 0);
  }

  /** Ends peers that are still there: they came when the run was over, and nobody will answer them. */
  async #sendHome(): Promise<void> {
    const late = this.#peers.filter((peer) => !peer.isOver);
    for (const { name } of late) {
      this.#loss ??= new CodistillError(
        'ERR_PEER_FAILED',
        `${name} was not ready before the others had ended`,
        {
          fix: `read ${join(this.#options.directory.logsDirectory, `${name}.log`)}`,
        },
      );
      this.#options.view.say(`${name} was not ready before the others had ended: it is ended too`);
    }
    await Promise.all(late.map((peer) => endProcess(peer, 0)));
  }

  /** Ends the run soon: all peers stop at one step near by, within {@link LIMITS.shutdownMs}. */
  interrupt(): void {
    this.#interruption.abort();
    for (const one of this.#everyProcess()) one.expectEnd();
    // A guest leaves alone, the others train on.
    const isWhole =
      this.#options.guest === undefined && (this.#hasOthers || hasBegun(this.#options.view.state));
    const atStep = isWhole ? this.#watcher?.requestStop(REQUEST_MS) : undefined;
    void (atStep ?? Promise.resolve(false)).then((agreed) => {
      if (!agreed) this.#signalPeers('SIGTERM');
    });
    setTimeout(() => this.#signalPeers('SIGTERM'), TERMINATE_AFTER_MS).unref();
    setTimeout(() => this.killAll(), KILL_AFTER_MS).unref();
    if (this.#peers.length === 0 && !this.#hasOthers) this.killAll();
  }

  /** Ends the run at once, with this error. */
  fail(error: CodistillError): void {
    this.#failure ??= error;
    this.#abort();
  }

  /** Notes what was lost while the others went on. */
  lose(error: CodistillError): void {
    this.#loss ??= error;
  }

  /** Tells the coordinator, as soon as it hears, that nobody need wait for a peer. */
  async expel(peerId: string): Promise<void> {
    while (!this.isEnding && (await this.#watcher?.expel(peerId, REQUEST_MS)) !== true)
      await pause(REQUEST_MS / 4, this.interruption);
  }

  /** Starts the peers of this machine anew, from their last checkpoints: its address is another one. */
  restartPeers(): void {
    for (const peer of this.#peers) peer.restart();
  }

  killAll(): void {
    for (const one of this.#everyProcess()) {
      one.expectEnd();
      one.signal('SIGKILL');
    }
  }

  #supervise(plan: ProcessPlan, onLine: (line: string) => void = () => {}): SupervisedProcess {
    const { spec, view, begin } = this.#options;
    const random = randomStream(spec.training.seed, 'jitter', [...this.#everyProcess()].length);
    return new SupervisedProcess(plan, {
      policy: RESTART_POLICY,
      random,
      begin,
      onEvent: (event) => view.show(event),
      warn: (message) => view.say(message),
      onLine,
    });
  }

  #watchOutcome(
    one: SupervisedProcess,
    code: 'ERR_NATS_SERVER' | 'ERR_COORDINATOR_FAILED' | 'ERR_PEER_FAILED',
  ): void {
    void one.done.then((outcome) => {
      if (outcome.kind !== 'given-up' || this.interruption.aborted) return;
      const { view, directory, guest } = this.#options;
      const reported = errorOf(one.name, outcome, code, directory);
      this.#givenUp.add(one.name);
      const others = this.#peers.map(({ name }) => name).filter((name) => !this.#givenUp.has(name));
      if (hasTrained(view.state) && (others.length > 0 || (this.#hasOthers && guest === undefined))) {
        this.#loss ??= new CodistillError(code, `${one.name} was given up: ${exitReason(outcome.exit)}`, {
          fix: reported.fix,
        });
        view.say(`the run goes on without ${one.name}${others.length === 0 ? '' : `: ${others.join(', ')}`}`);
        return;
      }
      this.fail(reported);
    });
  }

  /** Nothing is left to be gained: ends everything within a second. */
  #abort(): void {
    for (const one of this.#everyProcess()) {
      one.expectEnd();
      if (one !== this.#nats) one.signal('SIGTERM');
    }
    setTimeout(() => this.killAll(), 1_000).unref();
  }

  #signalPeers(signal: NodeJS.Signals): void {
    for (const peer of this.#peers) peer.signal(signal);
  }

  *#everyProcess(): Iterable<SupervisedProcess> {
    yield* this.#peers;
    if (this.#coordinator !== undefined) yield this.#coordinator;
    if (this.#nats !== undefined) yield this.#nats;
  }
}

/** The child's own error where it left one: it knows what was wrong and what to do. */
function errorOf(
  name: string,
  { exit }: ProcessOutcome,
  fallback: CodistillError['code'],
  directory: RunDirectory,
): CodistillError {
  const logFile = join(directory.logsDirectory, `${name}.log`);
  const facts = { process: name, logFile };
  // An internal error is the child's own; here it is a process that failed, and its log has the stack.
  const ownCode = errorCodeOf(exit);
  const code = ownCode === undefined || ownCode === 'ERR_INTERNAL' ? fallback : ownCode;
  const fix = ownCode === 'ERR_INTERNAL' ? '' : (exit.error?.fix ?? '');
  return new CodistillError(code, `${name}: ${exit.error?.message ?? exitReason(exit)}`, {
    fix: fix === '' ? `read ${logFile}` : fix,
    facts,
  });
}
