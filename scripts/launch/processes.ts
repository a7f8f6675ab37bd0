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
import { coordinatorArguments, PEER_HEAP, peerArguments } from './child-arguments.js';
import { peerEnvironment, plainEnvironment } from './child-environment.js';
import { errorOf, exitReason } from './exit-reason.js';
import type { Guest } from './guest.js';
import type { LiveView } from './live-view.js';
import { type MemberKeys, writeMemberKeys } from './member-keys.js';
import { chooseNatsPort } from './nats-plan.js';
import { startOwnServer } from './own-server.js';
import { RESTART_POLICY } from './restart-policy.js';
import type { RunDirectory } from './run-directory.js';
import type { ServerPlace, SharedServer } from './shared-server.js';
import { endProcess, type ProcessOutcome, SupervisedProcess } from './supervised-process.js';
import { hasBegun, hasTrained } from './view-state.js';

export interface CohortOptions {
  readonly directory: RunDirectory;
  readonly spec: RunSpec;
  readonly view: LiveView;
  readonly cores: number;
  /** GPUs of this machine, as CUDA names them. */
  readonly gpus: readonly string[];
  /** Threads for each peer, whatever its share of the cores. */
  readonly threads: number | undefined;
  readonly insecure: boolean;
  readonly dataDir?: string | undefined;
  readonly nats?: GivenNats | undefined;
  readonly natsPort?: number | undefined;
  /** A server of ours that other runs use, too. @default one of its own */
  readonly server?: SharedServer | undefined;
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

/** The error of a run that lost a process for good, unless the process left one of its own. */
type LostCode = 'ERR_NATS_SERVER' | 'ERR_COORDINATOR_FAILED' | 'ERR_PEER_FAILED';

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
  #place: ServerPlace | undefined;
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
    const { nats: given, guest } = this.#options;
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
    return this.#options.server === undefined ? this.#startOwnServer() : this.#enter(this.#options.server);
  }

  async #startOwnServer(): Promise<NatsAccess> {
    const { directory, natsPort, owner, spec, view } = this.#options;
    const { accounts = new RunAccounts(directory.runId), certificate, host } = owner ?? {};
    const server = await startOwnServer(
      {
        ...{ accounts, certificate, host, welcomes: owner !== undefined, peers: spec.peers.length },
        port: owner?.port ?? (await chooseNatsPort(natsPort)),
        storeDir: directory.natsDirectory,
        logFile: this.#logOf('nats-server'),
      },
      (plan, onLine) => this.#supervise(plan, onLine),
      (message) => view.say(message),
    );
    this.#nats = server.process;
    this.#watchOutcome(server.process, 'ERR_NATS_SERVER');
    // While the server comes up.
    const access = await this.#writeKeys(accounts, server.natsUrl, certificate?.certificate);
    owner?.save();
    await server.up();
    return access;
  }

  /** Gets a place at a server that other runs use, too. */
  async #enter(server: SharedServer): Promise<NatsAccess> {
    const { directory, view } = this.#options;
    this.#place = await server.admit(directory.runId, {
      show: (event) => view.show(event),
      say: (message) => view.say(message),
      onGivenUp: (outcome, logFile) => {
        const hasEnded = this.#peers.length > 0 && this.#peers.every(({ isOver }) => isOver);
        if (!hasEnded) this.#ended('nats-server', outcome, 'ERR_NATS_SERVER', logFile);
      },
    });
    return this.#writeKeys(this.#place.accounts, this.#place.natsUrl);
  }

  /**
   * Writes what each process shows to the server.
   *
   * @param ca - The certificate of an encrypted one.
   * @returns How the launcher connects.
   */
  async #writeKeys(accounts: RunAccounts, natsUrl: string, ca?: string): Promise<NatsAccess> {
    const { directory, units } = this.#options;
    const peerIds = units ?? this.#here.map(({ id }) => id);
    this.#natsUrl = natsUrl;
    const server = { runId: directory.runId, natsUrl, certificate: ca };
    this.#keys = await writeMemberKeys(directory.keysDirectory, accounts, peerIds, server);
    const creds = await accounts.credentials('launcher');
    return { natsUrl, natsProof: { creds, ...(ca === undefined ? {} : { tls: { ca } }) } };
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
      logFile: this.#logOf('coordinator'),
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
    const { directory, insecure, dataDir, cores, gpus, threads, guest, spec } = this.#options;
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
        logFile: this.#logOf(id),
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
        { fix: `read ${this.#logOf(name)}` },
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

  /** Ends whatever is left of the run, and gives its place at a server of several runs back. */
  async close(): Promise<void> {
    this.killAll();
    await this.#place?.release();
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

  #watchOutcome(one: SupervisedProcess, code: LostCode): void {
    void one.done.then((outcome) => this.#ended(one.name, outcome, code));
  }

  #ended(name: string, { kind, exit }: ProcessOutcome, code: LostCode, logFile = this.#logOf(name)): void {
    if (kind !== 'given-up' || this.interruption.aborted) return;
    const { view, guest } = this.#options;
    const reported = errorOf(name, exit, code, logFile);
    this.#givenUp.add(name);
    const others = this.#peers.map((peer) => peer.name).filter((id) => !this.#givenUp.has(id));
    if (hasTrained(view.state) && (others.length > 0 || (this.#hasOthers && guest === undefined))) {
      this.#loss ??= new CodistillError(code, `${name} was given up: ${exitReason(exit)}`, {
        fix: reported.fix,
      });
      view.say(`the run goes on without ${name}${others.length === 0 ? '' : `: ${others.join(', ')}`}`);
      return;
    }
    this.fail(reported);
  }

  /** Of a process of this run. */
  #logOf(name: string): string {
    return join(this.#options.directory.logsDirectory, `${name}.log`);
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
