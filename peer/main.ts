import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { CodistillError } from '../proto/errors.js';
import { checkId } from '../proto/identity.js';
import { LIMITS } from '../proto/limits.js';
import { checkNamedFiles, moduleDigests } from '../proto/named-files.js';
import type { NatsProof } from '../proto/nats-access.js';
import { programUrl } from '../proto/program.js';
import { isFrozen, parseRunSpec, type RunSpec, runSpecHash, trainingHash } from '../proto/run-spec.js';
import { schemeOf } from '../proto/scheme.js';
import { Waits } from '../proto/waits.js';
import { beginLife, type Life, peerDirectory, writeLife } from './files/life.js';
import { MetricsFile } from './files/metrics-file.js';
import { CacheKeeper } from './io/cache-keeper.js';
import { explained } from './io/explanation.js';
import { FirstContact } from './io/first-contact.js';
import type { PeerLog } from './io/peer-log.js';
import { type PeerResult, peerResult, resultAfterAll, writeResult } from './io/peer-result.js';
import { type OwnState, ProbeDesk } from './io/probe-desk.js';
import { PeerSession, type ReadyMessage } from './io/session.js';
import {
  startTrainer,
  type TrainerHandlers,
  type TrainerRest,
  type TrainerThread,
} from './io/trainer-thread.js';
import { untaughtError } from './io/untaught.js';
import type { TrainingResult } from './mailbox/messages.js';
import { type ControlPlane, type ControlPlaneOptions, openControlPlane } from './net/control-plane.js';
import { type DataAddress, dataAddress } from './net/data-address.js';
import { type DataPlane, openDataPlane } from './net/data-plane.js';
import { LinkKeys } from './net/link-keys.js';
import { LocalSockets } from './net/local-sockets.js';
import { awaitAddressTowards } from './net/route.js';

export interface PeerOptions extends Pick<ControlPlaneOptions, 'whereNow'> {
  readonly runId: string;
  readonly peerId: string;
  readonly natsUrl: string;
  readonly natsProof?: NatsProof | undefined;
  /** How long nats-server, and after it the coordinator, may take to come. @default {@link LIMITS.contactMs} */
  readonly contactMs?: number | undefined;
  readonly runDir: string;
  /** Per-user cache: downloads and decoded data sets. */
  readonly cacheDir: string;
  /** Where the user keeps the data set's files. */
  readonly dataDir?: string | undefined;
  /** Absent: the coordinator is asked for it. */
  readonly spec?: RunSpec | undefined;
  /** Told the coordinator's spec, once it is checked. */
  readonly onSpec?: (spec: RunSpec) => void;
  /** Folders whose files the coordinator's spec may name. @default none */
  readonly allowModules?: readonly string[];
  /** Where teachers connect to, such as `tcp://127.0.0.1:*`; absent: this machine's address on the way to NATS. */
  readonly bind?: string | undefined;
  /** Host that others reach this peer by; absent: the bound one. */
  readonly advertiseHost?: string | undefined;
  /** Of codistill, told to whoever asks how this run stands. @default none */
  readonly version?: string;
  /** Allows addresses that other machines can reach. */
  readonly beyondLoopback: boolean;
  /** `auto`, `cpu`, `gpu` or `gpu:N`, of this machine. Absent: the run spec's. */
  readonly device?: string | undefined;
  /** Ends well even where teaching was asked for and hardly happened. @default false */
  readonly allowUntaught?: boolean | undefined;
  /** Whether it leaves its test logits for those who score the run. @default false */
  readonly leavesTestLogits?: boolean | undefined;
  readonly log: PeerLog;
  /** Ends the run in good order: the current step, a checkpoint, goodbye. */
  readonly signal: AbortSignal;
  /** The compiled trainer. @default `trainer.js` beside this file */
  readonly trainerUrl?: URL;
  /** Keeps the trainer's thread for another run of this process. @default it ends with this one */
  readonly trainerRest?: TrainerRest | undefined;
}

/** How a peer that did not fail ended. */
export interface PeerOutcome {
  readonly stoppedBy: 'finished' | 'interrupted';
  /** `null` when it was interrupted before there was anything to tell. */
  readonly result: PeerResult | null;
}

/** How the session ended, whichever part of it noticed first. */
type Ending =
  | { readonly kind: 'finished'; readonly step: number; readonly training: TrainingResult }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'failed'; readonly error: CodistillError };

/** The trainer thread ends by itself after its last message. */
const TRAINER_END_MS = 2_000;

/**
 * Runs one peer to its end: I/O on this thread, training on a worker thread.
 *
 * @throws {CodistillError} Whatever ended it other than the end of the run or `signal`: the code of the trainer's
 *   failure, `ERR_NATS_…`, `ERR_COORDINATOR_UNREACHABLE`, `ERR_JOIN_REFUSED`, `ERR_SUPERSEDED`, `ERR_TRAINER_STALLED`, `ERR_PORT_TAKEN`, `ERR_INSECURE_BIND` …
 *   Everything it started has ended by then.
 */
export async function runPeer(options: PeerOptions): Promise<PeerOutcome> {
  checkId(options.runId, 'run id');
  checkId(options.peerId, 'peer id');
  const { natsUrl, signal, log } = options;
  const waits = new Waits({
    ...{ signal, nowMs: () => performance.now(), say: (line: string) => log.warn({}, line) },
    boundMs: options.contactMs ?? LIMITS.contactMs,
  });
  const towardsNats = await awaitAddressTowards(natsUrl, waits.signal, (error) => waits.nats.trouble(error));
  if (waits.failure !== undefined) throw waits.failure;
  if (towardsNats === undefined) return { stoppedBy: 'interrupted', result: null };
  const address = dataAddress(options, towardsNats);
  const life = beginLife(options.runDir, options.peerId, (error) =>
    log.warn({ error: String(error) }, 'this start cannot be noted: the disk is full'),
  );
  return new PeerProcess(options, waits, address, life).run();
}

class PeerProcess {
  readonly #options: PeerOptions;
  readonly #address: DataAddress;
  readonly #control: ControlPlane;
  readonly #waits: Waits;
  readonly #contact: FirstContact;
  readonly #probes: ProbeDesk;
  readonly #metrics: MetricsFile;
  readonly #ending: Promise<Ending>;
  readonly #end: (ending: Ending) => void;
  readonly #keys = new LinkKeys();
  readonly #linkToken = randomBytes(16).toString('hex');
  #life: Life;
  #data: DataPlane | null = null;
  #trainer: TrainerThread | null = null;
  #session: PeerSession | null = null;
  #ready: ReadyMessage | null = null;
  /** Of the trainer, before it was ready. */
  readonly #warnings: string[] = [];

  constructor(options: PeerOptions, waits: Waits, address: DataAddress, life: Life) {
    const { runId, peerId, natsUrl, natsProof = {}, whereNow, runDir, log } = options;
    this.#options = options;
    this.#waits = waits;
    waits.signal.addEventListener('abort', () => this.#failIfInVain(), { once: true });
    this.#address = address;
    this.#life = life;
    let end!: (ending: Ending) => void;
    this.#ending = new Promise((resolve) => {
      end = resolve;
    });
    this.#end = end;
    this.#metrics = new MetricsFile(join(runDir, 'metrics.jsonl'), (message) =>
      log.warn({ toUser: true }, message),
    );
    this.#control = openControlPlane({
      ...{ natsUrl, natsProof, whereNow, runId, peerId, random: Math.random },
      onTrouble: (error) => waits.nats.trouble(error),
      onProbe: (request) => this.#probes.answer(request),
      onAnnouncement: (announcement) => {
        this.#contact.hear(announcement);
        this.#probes.hear(announcement);
        this.#session?.feed({ kind: 'announcement', announcement });
      },
      onConnection: (connected) => {
        waits.nats.renew();
        if (connected) log.info({ natsUrl }, 'connected to NATS');
        else log.warn({ natsUrl }, 'lost NATS; training goes on, connecting again');
      },
    });
    const nowMs = (): number => performance.now();
    this.#contact = new FirstContact({ runId, natsUrl, control: this.#control, waits, nowMs });
    const { version = '' } = options;
    const own = (): OwnState => ({ ready: this.#ready, data: this.#data, exchange: this.#session?.exchange });
    this.#probes = new ProbeDesk({ ...{ runId, peerId, version, own, nowMs }, unixMs: Date.now });
  }

  async run(): Promise<PeerOutcome> {
    const { signal } = this.#options;
    const onAbort = (): void => this.#interrupt();
    signal.addEventListener('abort', onAbort);
    try {
      if (signal.aborted) return { stoppedBy: 'interrupted', result: null };
      const spec = await this.#spec();
      if (this.#waits.failure !== undefined) throw this.#waits.failure;
      if (spec === null) return { stoppedBy: 'interrupted', result: null };
      await this.#begin(spec);
      return await this.#conclude(await this.#ending, spec);
    } finally {
      signal.removeEventListener('abort', onAbort);
      await this.#close();
    }
  }

  /** The run spec, asked for until it is there; `null` when interrupted meanwhile. */
  async #spec(): Promise<RunSpec | null> {
    const given = this.#options.spec;
    if (given !== undefined) return this.#knownIn(given);
    const reply = await this.#contact.spec(this.#waits.signal);
    if (reply === null) return null;
    const spec = parseRunSpec(reply.spec);
    checkNamedFiles(spec, reply.modules, this.#options);
    this.#options.onSpec?.(spec);
    return this.#knownIn(spec);
  }

  /** Ends a peer that nobody answers before it has begun. */
  #failIfInVain(): void {
    const { failure } = this.#waits;
    if (failure !== undefined) this.#end({ kind: 'failed', error: failure });
  }

  #knownIn(spec: RunSpec): RunSpec {
    const { peerId } = this.#options;
    if (spec.peers.some((peer) => peer.id === peerId)) return spec;
    throw new CodistillError('ERR_CONFIG', `the run has no peer "${peerId}"`, {
      fix: `use one of ${spec.peers.map((peer) => peer.id).join(', ')}`,
      facts: { peerId },
    });
  }

  /** Opens the data plane, starts the trainer and, once it is ready, the session. */
  async #begin(spec: RunSpec): Promise<void> {
    const options = this.#options;
    this.#data = await openDataPlane(
      this.#address,
      { peerId: options.peerId, keys: this.#keys, local: this.#localSockets() },
      {
        onEvent: (event) => {
          this.#probes.note(event);
          this.#session?.feed(event);
        },
        onLinkFailure: (student, error) =>
          options.log.error({ student, error: String(error) }, 'the link to a student failed'),
        onLinkOutage: (text) => options.log.warn({ toUser: true }, text),
        onPortFailure: (error) =>
          this.#end({ kind: 'failed', error: internal('the data port failed', error) }),
      },
    );
    const { peerId, runDir, cacheDir, dataDir, device, leavesTestLogits } = options;
    const places = { runDir, cacheDir, dataDir, device };
    const workerOptions = { spec, peerId, ...places, leavesTestLogits, threadStartedAtMs: Date.now() };
    const url = options.trainerUrl ?? programUrl('peer/trainer');
    const handlers: TrainerHandlers = {
      onMessage: (message) => {
        if (message.kind === 'ready') {
          if (this.#waits.signal.aborted) return; // it comes too late
          this.#ready = message;
          const session = this.#openSession(spec, message);
          this.#session = session;
          void this.#contact.watch(() => session.started, this.#waits.signal);
        } else if (this.#session !== null) {
          this.#session.receive(message);
        } else if (message.kind === 'warning') {
          options.log.warn({}, message.message);
          this.#warnings.push(message.message);
        } else if (message.kind === 'failed') {
          const { code, fix, facts } = message;
          this.#end({ kind: 'failed', error: new CodistillError(code, message.message, { fix, facts }) });
        }
      },
      onDeath: (error) => this.#end({ kind: 'failed', error }),
    };
    this.#trainer = startTrainer(url, workerOptions, handlers, options.trainerRest);
  }

  #localSockets(): LocalSockets {
    const { runDir, peerId } = this.#options;
    const own = { peerId, linkToken: this.#linkToken };
    return new LocalSockets(own, (id) => join(peerDirectory(runDir, id), 'links'));
  }

  #openSession(spec: RunSpec, ready: ReadyMessage): PeerSession {
    const { runId, peerId, runDir, log } = this.#options;
    const { dataDigest, classNames, classes, stepsTotal, device, numerics, parameters, step } = ready;
    const data = this.#data!;
    const scheme = schemeOf(spec);
    log.info({ device, numerics, parameters, step, endpoint: data.advertised }, 'ready to train');
    return new PeerSession(
      {
        spec,
        scheme,
        log,
        control: this.#control,
        data,
        nowMs: () => performance.now(),
        cache: new CacheKeeper(runDir, peerId, trainingHash(spec), log),
        tellTrainer: (message) => this.#trainer?.tell(message),
        persistIncarnation: (incarnation) => {
          this.#life = { ...this.#life, incarnation };
          this.#noteLife();
        },
        record: (record) => this.#metrics.append(record),
        onFinished: (at, training) => this.#end({ kind: 'finished', step: at, training }),
        onFailure: (error) => this.#end({ kind: 'failed', error }),
      },
      ready,
      {
        runId,
        peerId,
        publicKey: this.#keys.publicKey,
        linkToken: this.#linkToken,
        holderSecret: this.#life.holderSecret,
        runSpecHash: runSpecHash(spec),
        dataDigest,
        classNames,
        classes,
        stepsTotal,
        modules: moduleDigests(spec),
        dataAddress: data.advertised,
        device,
        numerics,
        strict: scheme.strict,
        inStep: scheme.inStep,
        frozen: isFrozen(spec, peerId),
        restarts: this.#life.restarts,
      },
      this.#life.incarnation,
    );
  }

  /** A disk that is full for a while is no reason to leave: the coordinator knows the incarnation too. */
  #noteLife(): void {
    const { runDir, peerId, log } = this.#options;
    try {
      writeLife(runDir, peerId, this.#life);
    } catch (error) {
      log.warn({ error: String(error) }, 'the incarnation of this peer cannot be noted');
    }
  }

  /** The trainer gets until `LIMITS.shutdownMs` to finish its step and save; before it began there is nothing to. */
  #interrupt(): void {
    this.#options.log.info({}, 'stops after the current step');
    if (this.#session?.started !== true) {
      this.#end({ kind: 'interrupted' });
      return;
    }
    this.#session.interrupt();
    const timer = setTimeout(() => this.#end({ kind: 'interrupted' }), LIMITS.shutdownMs - TRAINER_END_MS);
    void this.#ending.finally(() => clearTimeout(timer));
  }

  async #conclude(ending: Ending, spec: RunSpec): Promise<PeerOutcome> {
    const { signal, runDir, peerId, log } = this.#options;
    switch (ending.kind) {
      case 'interrupted':
        this.#session?.leave('interrupted');
        return { stoppedBy: 'interrupted', result: null };
      case 'failed':
        // A strict peer leaves out the step in which it was interrupted, so there is no result.
        if (ending.error.code === 'ERR_INTERRUPTED') return this.#conclude({ kind: 'interrupted' }, spec);
        this.#session?.leave(ending.error.code);
        throw await explained(ending.error, spec, {
          control: this.#control,
          missing: this.#session?.lastMissing ?? [],
        });
      case 'finished': {
        const { device, numerics, parameters } = this.#ready!;
        const { network } = spec.peers.find((peer) => peer.id === peerId)!;
        const facts = { id: peerId, network, restarts: this.#life.restarts, device, numerics, parameters };
        const told = { ...facts, warnings: this.#warnings };
        const { beganAt, exchange, absences } = this.#session!;
        const own = peerResult(told, ending.training, exchange, absences);
        const cameLate = own.steps > 0 && beganAt >= own.steps;
        const result = cameLate ? resultAfterAll(runDir, own) : own;
        for (const warning of result.warnings) if (!this.#warnings.includes(warning)) log.warn({}, warning);
        await writeResult(runDir, result);
        const stoppedBy = signal.aborted ? 'interrupted' : 'finished';
        this.#session!.leave(stoppedBy);
        const untaught = this.#options.allowUntaught ? undefined : untaughtError(result, schemeOf(spec));
        if (stoppedBy === 'finished' && untaught !== undefined) throw untaught;
        return { stoppedBy, result };
      }
    }
  }

  async #close(): Promise<void> {
    this.#waits.end();
    await this.#trainer?.end(TRAINER_END_MS);
    await this.#data?.close();
    await this.#control.close();
    this.#metrics.close();
  }
}

function internal(what: string, cause: unknown): CodistillError {
  return new CodistillError('ERR_INTERNAL', `${what}: ${String((cause as Error)?.stack ?? cause)}`, {
    cause,
  });
}
