import process from 'node:process';
import type { RunAccounts } from '../../proto/net/accounts.js';
import type { RunCertificate } from '../net/run-certificate.js';
import type { ProcessPlan } from './begun-process.js';
import { plainEnvironment } from './child-environment.js';
import { FullStoreWatch } from './full-store.js';
import { natsServerCommand, natsUrlOf, waitForPort } from './nats-plan.js';
import type { SupervisedProcess } from './supervised-process.js';

/** A nats-server that we start, as it is to be. */
export interface OwnServerPlan {
  readonly accounts: RunAccounts;
  /** Whether somebody without credentials may connect to ask for admission. @default false */
  readonly welcomes?: boolean;
  readonly port: number;
  /** The address at which it listens. @default 127.0.0.1 */
  readonly host?: string | undefined;
  readonly certificate?: RunCertificate | undefined;
  /** Each has a connection. */
  readonly peers: number;
  readonly storeDir: string;
  readonly logFile: string;
}

/** A nats-server that we have started: it is started again when it dies, and when its disk has space again. */
export interface OwnServer {
  readonly natsUrl: string;
  readonly process: SupervisedProcess;
  /**
   * Waits until it accepts connections.
   *
   * @throws {CodistillError} `ERR_NATS_SERVER`.
   */
  up(): Promise<void>;
}

/**
 * @param supervise - Makes a process of a plan, and has its lines heard.
 * @param say - Hears of its full disk.
 * @throws {CodistillError} `ERR_NATS_SERVER` when there is no such program.
 */
export async function startOwnServer(
  {
    accounts,
    welcomes = false,
    certificate,
    port,
    host = '127.0.0.1',
    peers,
    storeDir,
    logFile,
  }: OwnServerPlan,
  supervise: (plan: ProcessPlan, onLine: (line: string) => void) => SupervisedProcess,
  say: (message: string) => void,
): Promise<OwnServer> {
  const tokens = await accounts.serverTokens(welcomes);
  const { command, args } = natsServerCommand(storeDir, {
    ...{ port, host, tokens, peers },
    ...(certificate === undefined ? {} : { certificate }),
  });
  const environment = plainEnvironment(process.env);
  const store = new FullStoreWatch(storeDir, { say, restart: () => server.restart() });
  const plan = { name: 'nats-server', command, args, environment, logFile };
  const server = supervise(plan, (line) => store.hear(line));
  void server.done.then(() => store.close());
  server.start();
  return {
    process: server,
    natsUrl: natsUrlOf({ host, port }),
    up: () => waitForPort(port, logFile, () => server.isOver, host),
  };
}
