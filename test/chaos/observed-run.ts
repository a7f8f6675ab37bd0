import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RESTART_POLICY } from '../../scripts/launch/restart-policy.js';
import { Running } from '../support/launch.js';
import { onSmallDisk, seenBy } from '../support/small-disk.js';
import { familyOf, isRunning, type Role, signal } from './family.js';
import { RecordTail } from './record-tail.js';

const LOOK_MS = 200;
/** A run of some hundred events takes less. */
const LIFE_MS_MAX = 24 * 60 * 60 * 1_000;
/** No wait of a chaos run lasts longer. */
export const WAIT_MS_MAX = 180_000;
/** Restarts within the window of the restart policy that leave one for chance. */
const RESTARTS_MAX = RESTART_POLICY.restartsMax - 1;
const RESTARTS_WINDOW_MS = RESTART_POLICY.windowMs + 5_000;

/** The parts of a run that a chaos run looks at. */
export interface RunPlan {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly peers: readonly string[];
  /** An empty directory for the run. */
  readonly directory: string;
  /** Size of a disk of its own in memory; absent: the directory is an ordinary one. */
  readonly diskMegabytes?: number;
}

/** A run of real processes as it is seen from outside: who of it lives, and what it has recorded so far. */
export class ObservedRun {
  readonly peers: readonly string[];
  readonly running: Running;
  /** The directory of the run as we reach it, also when its disk has gone with its processes. */
  readonly disk: string;
  readonly records: RecordTail;
  #family: ReadonlyMap<Role, number> = new Map();
  /** When each process of a role was first seen, by pid. */
  readonly #births = new Map<Role, Map<number, number>>();
  readonly #timer: NodeJS.Timeout;

  /** Launches a run and returns when its first peer has joined. */
  static async launch(plan: RunPlan): Promise<ObservedRun> {
    const { args, env, directory, diskMegabytes } = plan;
    const prefix = diskMegabytes === undefined ? [] : onSmallDisk(directory, diskMegabytes);
    const launch = ['launch', '--run-dir', join(directory, 'run'), ...args];
    const running = new Running(launch, { prefix, env, lifeMsMax: LIFE_MS_MAX });
    await running.seen(/^peer-0: joins/m);
    // A disk lives as long as somebody has something of it open.
    const disk =
      diskMegabytes === undefined
        ? directory
        : `/proc/self/fd/${openSync(seenBy(running.child.pid!, directory), 'r')}`;
    return new ObservedRun(running, disk, plan.peers);
  }

  private constructor(running: Running, disk: string, peers: readonly string[]) {
    this.running = running;
    this.disk = disk;
    this.peers = peers;
    this.records = new RecordTail(join(this.runDir, 'metrics.jsonl'));
    this.#look();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
    void running.finished.then(() => clearInterval(this.#timer));
  }

  get runDir(): string {
    return join(this.disk, 'run');
  }

  get launcher(): number {
    return this.running.child.pid!;
  }

  get isOver(): boolean {
    return this.running.child.exitCode !== null || this.running.child.signalCode !== null;
  }

  /** The furthest step that a peer has recorded. */
  get step(): number {
    return this.records.steps.reduce((furthest, { step }) => Math.max(furthest, step), 0);
  }

  /** Every process of it. */
  get pids(): readonly number[] {
    this.#look();
    return [this.launcher, ...this.#family.values()];
  }

  /** How often a role's process was seen to be replaced. */
  replacementsOf(role: Role): number {
    return (this.#births.get(role)?.size ?? 1) - 1;
  }

  #look(): void {
    const nowMs = Date.now();
    this.#family = familyOf(this.launcher);
    for (const [role, pid] of this.#family) {
      const births = this.#births.get(role) ?? new Map<number, number>();
      if (!births.has(pid)) births.set(pid, nowMs);
      this.#births.set(role, births);
    }
    this.records.read(nowMs);
  }

  /** The process of a role, as soon as there is one. */
  async pidOf(role: Role): Promise<number> {
    await this.until(() => this.#family.has(role), `there is ${role}`);
    return this.#family.get(role)!;
  }

  /** Waits until one more death would not make the launcher give a process up. */
  async untilMayDie(role: Role): Promise<void> {
    const recent = (): number =>
      [...(this.#births.get(role)?.values() ?? [])]
        .slice(1)
        .filter((atMs) => atMs > Date.now() - RESTARTS_WINDOW_MS).length;
    await this.until(() => recent() < RESTARTS_MAX, `${role} may die again`);
  }

  /**
   * Waits until everybody runs, and has since been in a new round, taught by all others.
   *
   * @returns Whether that came in time.
   */
  async wholeAgain(): Promise<boolean> {
    const sinceMs = Date.now();
    const round = Math.max(0, ...this.records.rounds.map((record) => record.round));
    const roles: readonly Role[] = ['coordinator', 'nats-server', ...this.peers];
    const isWhole = (): boolean =>
      roles.every((role) => isRunning(this.#family.get(role) ?? 0)) &&
      this.peers.every((id) => this.#isTaught(id, sinceMs) && this.#isInRoundAfter(id, round, sinceMs));
    return this.until(isWhole, 'the run is whole').then(
      () => true,
      (error: unknown) => {
        if (this.isOver) throw error;
        return false;
      },
    );
  }

  #isTaught(id: string, sinceMs: number): boolean {
    return this.records.steps.some(
      ({ peer, seenAtMs, teachers }) =>
        peer === id && seenAtMs > sinceMs && teachers === this.peers.length - 1,
    );
  }

  #isInRoundAfter(id: string, round: number, sinceMs: number): boolean {
    return this.records.rounds.some(
      (record) => record.peer === id && record.seenAtMs > sinceMs && record.round > round,
    );
  }

  /** Waits for what the run brings about. */
  async until(condition: () => boolean, what: string): Promise<void> {
    const deadlineMs = Date.now() + WAIT_MS_MAX;
    while (!condition()) {
      if (this.isOver) throw new Error(`the run ended before ${what}:\n${this.running.output.slice(-4_000)}`);
      if (Date.now() > deadlineMs) throw new Error(`not within ${WAIT_MS_MAX} ms: ${what}`);
      await delay(LOOK_MS);
      this.#look();
    }
  }

  /** Ends everything, also what stands still. */
  destroy(): void {
    clearInterval(this.#timer);
    if (this.isOver) return;
    for (const pid of this.pids) signal(pid, 'SIGCONT');
    signal(this.launcher, 'SIGKILL'); // what it started ends with it
  }
}
