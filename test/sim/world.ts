import assert from 'node:assert/strict';
import { step } from '../../coordinator/core/coordinator.js';
import type { CoordinatorEffect, CoordinatorEvent } from '../../coordinator/core/events.js';
import { type CoreOptions, coreOptions } from '../../coordinator/core/options.js';
import type { ExchangeOptions } from '../../peer/core/exchange/options.js';
import type { PeerEffect, PeerEvent } from '../../peer/core/peer-events.js';
import type { JoinReply } from '../../proto/codec.js';
import { type RandomStream, randomStream } from '../../proto/random.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { type Scheme, schemeOf } from '../../proto/scheme.js';
import { boundsChecker } from './checkers/bounds.js';
import type { Checker } from './checkers/checker.js';
import { edgesChecker } from './checkers/edges.js';
import { learningChecker } from './checkers/learning.js';
import { leaseChecker } from './checkers/leases.js';
import { numberingChecker } from './checkers/numbering.js';
import { repetitionChecker } from './checkers/repetition.js';
import { skippingChecker } from './checkers/skipping.js';
import { stopChecker } from './checkers/stopping.js';
import { weightsChecker } from './checkers/weights.js';
import { Clock } from './clock.js';
import { CoordinatorProcess, type CoordinatorStep, type Store } from './coordinator-process.js';
import { Disk } from './disk.js';
import { Links } from './links.js';
import { Network } from './network.js';
import { PeerProcess, type PeerWorld } from './peer-process.js';
import { type Regime, regimeOf, specOfRegime, turningGraph } from './regime.js';
import { WeightsBoard } from './weights-board.js';

/** What one world is like; all of it follows from the seed. */
export interface WorldOptions {
  readonly seed: number;
  readonly stepsTotal: number;
  /** From then on nothing goes wrong any more. */
  readonly faultsEndMs: number;
  /** Faults that are not drawn. */
  readonly without?: readonly string[];
  /** Deliberately wrong versions, which the checkers must catch. */
  readonly coordinatorStep?: CoordinatorStep;
  readonly receive?: (peer: PeerProcess, event: PeerEvent) => PeerEvent;
  readonly believe?: (options: ExchangeOptions) => ExchangeOptions;
  /** Who else watches. */
  readonly watch?: Checker;
  /** A certain world instead of one that is drawn from the seed. */
  readonly regime?: Regime;
  readonly learners?: number;
  /** Told of every event that a core takes, with its effects. */
  readonly transcript?: Transcript;
}

/** Takes down what a core does. */
export interface Transcript {
  peer(id: string, event: PeerEvent, effects: readonly PeerEffect[]): void;
  coordinator(event: CoordinatorEvent, effects: readonly CoordinatorEffect[]): void;
}

const RUN_ID = 'sim';
const COORDINATOR = 'coordinator';
const TICK_MS = 200;
const LINK_NOTICED_MS = 20;

/** A whole cluster in one thread under a virtual clock: the two real cores, everything else simulated. */
export class World {
  readonly clock = new Clock();
  readonly random: RandomStream;
  readonly network: Network;
  readonly links: Links;
  readonly regime: Regime;
  readonly spec: RunSpec;
  readonly scheme: Scheme;
  readonly weights = new WeightsBoard();
  readonly options: WorldOptions;
  readonly store: Store = { snapshot: null };
  readonly disks: readonly Disk[];
  /** The living process of each peer, or its last one. */
  readonly peers: PeerProcess[] = [];
  /** Processes of other run directories under the id of a peer. */
  readonly rivals: PeerProcess[] = [];
  /** Normally one; a rival makes two. */
  coordinators: CoordinatorProcess[] = [];
  /** How the run ended, as the coordinator says. */
  stoppedBy: string | undefined;
  readonly #core: CoreOptions;
  readonly #checkers: readonly Checker[];
  readonly #processes = new Map<string, PeerProcess>();
  readonly #requests = new Map<number, (reply: JoinReply) => void>();
  readonly #peerWorld: PeerWorld;
  #requestId = 0;
  #lives = 0;

  constructor(options: WorldOptions) {
    this.options = options;
    this.random = randomStream(options.seed, 'jitter', 0);
    this.network = new Network(this.clock, randomStream(options.seed, 'jitter', 1));
    this.links = new Links(this.clock, this.network, (address) => this.#processes.get(address));
    const drawn = this.random.integer(2, 4);
    const learners = options.learners ?? drawn;
    const wantsTarget = this.random.uniform() < 0.3;
    this.regime = options.regime ?? regimeOf(options.seed);
    this.links.doubles = this.regime.gentle !== true;
    this.spec = specOfRegime(this.regime, learners, {
      rounds: { steps: this.random.integer(3, 12), joinTimeoutMs: 5_000 },
      convergence: { targetAccuracy: wantsTarget ? 0.6 : 0 },
    });
    this.scheme = schemeOf(this.spec);
    this.disks = this.spec.peers.map(({ id }) => new Disk(`${id} of the run`));
    this.#core = { ...coreOptions(RUN_ID, this.spec), drawGraph: turningGraph, stallMsMin: 12_000 };
    this.#checkers = [
      numberingChecker(),
      leaseChecker(),
      learningChecker(this.spec, this.scheme),
      edgesChecker(this.scheme),
      repetitionChecker(this.scheme),
      weightsChecker(this.scheme),
      boundsChecker(this.spec.peers.length, this.scheme),
      stopChecker(options.faultsEndMs, this.clock),
      skippingChecker(this.scheme),
      options.watch ?? {},
    ];
    this.#peerWorld = this.#worldOfPeers();
  }

  /** Starts everything, as the launcher does. */
  start(): void {
    this.startCoordinator();
    this.spec.peers.forEach((_, index) => {
      this.clock.after(this.random.uniform() * 300, () => this.startPeer(index));
    });
    this.#repeatTicks();
  }

  startPeer(index: number): void {
    this.peers[index] = this.#startProcess(index, this.disks[index]!);
  }

  /** Somebody starts a peer of this id once more, in a run directory of its own. */
  startRival(index: number, disk: Disk): void {
    this.rivals.push(this.#startProcess(index, disk));
  }

  #startProcess(index: number, disk: Disk): PeerProcess {
    const stepMs = 150 + 80 * this.random.uniform();
    const peer = new PeerProcess(this.#peerWorld, { index, life: ++this.#lives, disk, stepMs });
    this.#processes.set(peer.address, peer);
    return peer;
  }

  /** Kills a peer; the launcher brings it back. */
  crashPeer(index: number, startUpMs = this.random.uniform() * 1_500): void {
    if (this.losePeer(index)) this.clock.after(300 + startUpMs, () => this.startPeer(index));
  }

  /** Kills a peer for good; false: it was dead already. */
  losePeer(index: number): boolean {
    const peer = this.peers[index];
    if (peer?.alive !== true) return false;
    peer.kill();
    this.#onPeerEnd(peer);
    return true;
  }

  /** Kills everything, and starts it all again as the launcher does: with an empty store. */
  crashAll(): void {
    for (const index of this.spec.peers.keys()) this.crashPeer(index);
    this.wipeStore();
    this.crashCoordinator();
  }

  startCoordinator(): void {
    // Its predecessor may have spoken without having written since the store was lost.
    if (this.store.snapshot === null) this.#check((checker) => checker.onWipe?.());
    const process = new CoordinatorProcess({
      store: this.store,
      options: this.#core,
      step: this.options.coordinatorStep ?? step,
      nowMs: () => this.clock.nowMs,
      natsUp: () => this.network.natsUp,
      publish: (announcement) => {
        if (!this.network.natsUp) return;
        this.#check((checker) => checker.onAnnouncement?.(announcement, this.clock.nowMs));
        for (const peer of [...this.peers, ...this.rivals].filter((one) => one?.alive)) {
          this.network.control(COORDINATOR, peer.id, () =>
            peer.receive({ kind: 'announcement', announcement }),
          );
        }
        for (const rival of this.coordinators.filter((one) => one !== process)) {
          this.network.control(COORDINATOR, COORDINATOR, () =>
            rival.push({ kind: 'rivalSeen', term: announcement.term }),
          );
        }
      },
      reply: (requestId, reply) => this.#requests.get(requestId)?.(reply),
      observe: (before, after, event, effects) => {
        this.options.transcript?.coordinator(event, effects);
        this.#check((checker) => checker.onCoordinator?.(before, after, this.clock.nowMs));
      },
      onFinished: (code) => {
        this.stoppedBy = code;
      },
      onDied: () => this.#restartCoordinator(),
    });
    this.coordinators = [...this.coordinators.filter((one) => one.alive), process];
    process.start();
  }

  crashCoordinator(): void {
    for (const process of this.coordinators) process.kill();
    this.#restartCoordinator();
  }

  /** Nobody starts a second one while another lives; a fenced one's successor is already there. */
  #restartCoordinator(): void {
    this.clock.after(300 + this.random.uniform() * 1_500, () => {
      if (this.stoppedBy === undefined && !this.coordinators.some((one) => one.alive))
        this.startCoordinator();
    });
  }

  /** nats-server goes away and comes back, perhaps without its store. */
  stopNats(forMs: number, wipe: boolean): void {
    if (!this.network.natsUp) return;
    this.network.natsUp = false;
    this.clock.after(LINK_NOTICED_MS, () => this.toCoordinators({ kind: 'linkLost' }));
    this.clock.after(forMs, () => {
      if (wipe) this.wipeStore();
      this.startNats();
    });
  }

  startNats(): void {
    this.network.natsUp = true;
    this.clock.after(LINK_NOTICED_MS, () => {
      this.toCoordinators({ kind: 'linkBack' });
      for (const process of this.coordinators) process.work();
    });
  }

  wipeStore(): void {
    this.store.snapshot = null;
    this.#check((checker) => checker.onWipe?.());
  }

  toCoordinators(event: CoordinatorEvent): void {
    for (const process of this.coordinators) process.push(event);
  }

  /** The run is over: what only its end tells is checked. */
  end(): void {
    this.#check((checker) => checker.onOver?.());
  }

  livePeers(): readonly PeerProcess[] {
    return this.peers.filter((peer) => peer.alive);
  }

  #repeatTicks(): void {
    this.clock.after(TICK_MS, () => {
      this.toCoordinators({ kind: 'tick' });
      this.#repeatTicks();
    });
  }

  #check(ask: (checker: Checker) => void): void {
    for (const checker of this.#checkers) ask(checker);
  }

  #onPeerEnd(peer: PeerProcess): void {
    this.links.onDeath(peer);
  }

  #worldOfPeers(): PeerWorld {
    const { clock, network, links } = this;
    const say = (peer: PeerProcess, event: CoordinatorEvent): void =>
      network.control(peer.id, COORDINATOR, () => this.toCoordinators(event));
    return {
      clock,
      spec: this.spec,
      scheme: this.scheme,
      oneCall: this.regime.oneCall ?? false,
      weights: this.weights,
      reachesStore: (peer) => network.reachesNats(peer.id),
      runId: RUN_ID,
      stepsTotal: this.options.stepsTotal,
      join: (peer, request, answer) => {
        const requestId = ++this.#requestId;
        this.#requests.set(requestId, (reply) => {
          this.#requests.delete(requestId);
          network.control(COORDINATOR, peer.id, () => answer(reply));
        });
        say(peer, { kind: 'join', requestId, request });
      },
      heartbeat: (peer, heartbeat) => say(peer, { kind: 'heartbeat', heartbeat }),
      report: (peer, report) => say(peer, { kind: 'report', report }),
      leave: (peer, leave) => say(peer, { kind: 'leave', leave }),
      setLinks: (peer, students, incarnation) => links.set(peer, students, incarnation),
      relink: (peer, student) => links.relink(peer, student),
      send: (peer, student, parts) => links.send(peer, student, parts),
      sendBack: (peer, to, parts) => links.sendBack(peer, to, parts),
      observeStep: (peer, event, effects) => {
        this.options.transcript?.peer(peer.id, event, effects);
        this.#check((checker) => checker.onExchange?.(peer, peer.exchange!));
      },
      observeAnswer: (peer, offer, answer) =>
        this.#check((checker) => checker.onAnswer?.(peer, offer, answer)),
      observeTrained: (peer, at) => this.#check((checker) => checker.onTrained?.(peer, at)),
      observeWeights: (peer, at, circle, weights) =>
        this.#check((checker) => checker.onWeights?.(peer, at, circle, weights)),
      onFinished: (peer, at) => {
        this.#onPeerEnd(peer);
        this.#check((checker) => checker.onFinished?.(peer, at, clock.nowMs));
      },
      onFailed: (peer, code) => {
        this.#onPeerEnd(peer);
        if (this.rivals.includes(peer)) return;
        const isStrict = code === 'ERR_STRICT_TIMEOUT' || code === 'ERR_STRICT_RESUME';
        const expected = isStrict && this.scheme.strict && !this.regime.gentle;
        assert.ok(expected, `${peer.id} failed with ${code} at step ${peer.step}`);
        this.stoppedBy = 'strict timeout';
      },
      receive: this.options.receive ?? ((_, event) => event),
      believe: this.options.believe ?? ((options) => options),
    };
  }
}
