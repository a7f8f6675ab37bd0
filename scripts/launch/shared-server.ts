import { join } from 'node:path';
import { RunAccounts } from '../../proto/net/accounts.js';
import { randomStream } from '../../proto/random.js';
import { sweepRun } from '../net/sweep-run.js';
import { chooseNatsPort } from './nats-plan.js';
import { type OwnServer, startOwnServer } from './own-server.js';
import { RESTART_POLICY, type RestartPolicy } from './restart-policy.js';
import {
  endProcess,
  type ProcessEvent,
  type ProcessOutcome,
  SupervisedProcess,
  type SupervisorOptions,
} from './supervised-process.js';

/** A run that uses a server which is not its own, as that server sees it. */
export interface ServerUser {
  /** Hears of the server's process. */
  show(event: ProcessEvent): void;
  /** Hears of trouble with its disk. */
  say(message: string): void;
  /** Told when it has died too often to be started again. */
  onGivenUp(outcome: ProcessOutcome, logFile: string): void;
}

/** A run's place at the server. */
export interface ServerPlace {
  readonly natsUrl: string;
  /** Whoever they let in may do at the server what belongs to this run, and nothing else. */
  readonly accounts: RunAccounts;
  /** Gives the place back and removes what the run has left there. Never rejects. */
  release(): Promise<void>;
}

/**
 * One nats-server for the runs of a study, one after the other or several at once: to start and end one takes as long as a
 * small network trains. Their ids keep runs apart, as on a server of the user's own, and each process of a run has the rights
 * of that run alone.
 *
 * It begins with the first run. One that dies is started again at the same port with its store; one that was given up is
 * replaced for the next run.
 */
export class SharedServer {
  readonly #directory: string;
  readonly #peers: number;
  readonly #policy: RestartPolicy;
  readonly #accounts = new RunAccounts('study');
  readonly #users = new Set<ServerUser>();
  #server: Promise<OwnServer> | undefined;
  #started: ProcessEvent | undefined;

  /**
   * @param directory - Where its store and its log lie.
   * @param peers - At most at once.
   */
  constructor(directory: string, peers: number, policy: RestartPolicy = RESTART_POLICY) {
    this.#directory = directory;
    this.#peers = peers;
    this.#policy = policy;
  }

  /**
   * Lets a run in once the server is up.
   *
   * @throws {CodistillError} `ERR_NATS_SERVER` when it does not come up.
   */
  async admit(runId: string, user: ServerUser): Promise<ServerPlace> {
    this.#users.add(user);
    if (this.#started !== undefined) user.show(this.#started);
    try {
      this.#server ??= this.#start();
      const server = await this.#server;
      await server.up();
      const { natsUrl } = server;
      const accounts = new RunAccounts(runId, this.#accounts.saved());
      return { natsUrl, accounts, release: () => this.#release(runId, user, server) };
    } catch (error) {
      this.#users.delete(user);
      throw error;
    }
  }

  /** Ends it, whoever uses it. */
  async close(): Promise<void> {
    const server = await this.#server?.catch(() => undefined);
    await endProcess(server?.process, 0);
  }

  async #release(runId: string, user: ServerUser, { natsUrl, process }: OwnServer): Promise<void> {
    this.#users.delete(user);
    if (process.isOver) return;
    try {
      const creds = await this.#accounts.sweeperCredentials();
      await sweepRun({ natsUrl, natsProof: { creds } }, runId);
    } catch (error) {
      user.say(`what the run left at nats-server stays there until that ends: ${String(error)}`);
    }
  }

  #start(): Promise<OwnServer> {
    const logFile = join(this.#directory, 'nats-server.log');
    const begin = async (): Promise<OwnServer> =>
      startOwnServer(
        {
          ...{ accounts: this.#accounts, port: await chooseNatsPort(undefined), peers: this.#peers },
          ...{ storeDir: join(this.#directory, 'nats'), logFile },
        },
        (plan, onLine) => new SupervisedProcess(plan, { ...this.#supervision(), onLine }),
        (message) => this.#say(message),
      );
    const starting = begin();
    const forget = (): void => {
      this.#server = undefined;
      this.#started = undefined;
    };
    void starting.then(async ({ process }) => {
      const outcome = await process.done;
      forget();
      if (outcome.kind === 'given-up') for (const user of this.#users) user.onGivenUp(outcome, logFile);
    }, forget);
    return starting;
  }

  #supervision(): SupervisorOptions {
    return {
      policy: this.#policy,
      random: randomStream(0, 'jitter', 0),
      warn: (message) => this.#say(message),
      onEvent: (event) => {
        if (event.kind === 'started') this.#started = event;
        for (const user of this.#users) user.show(event);
      },
    };
  }

  #say(message: string): void {
    for (const user of this.#users) user.say(message);
  }
}
