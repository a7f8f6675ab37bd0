import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerTokens } from '../../proto/net/accounts.js';
import { operatorLines } from '../../scripts/launch/nats-plan.js';
import { readSetupRecord } from '../../scripts/setup-record.js';

const START_MS_MAX = 60_000;
const POLL_MS = 10;

/** A real nats-server with JetStream on a loopback port of its own, for one test. */
export interface TestNatsServer {
  readonly url: string;
  readonly port: number;
  /** Ends it without warning (SIGKILL). */
  kill(): Promise<void>;
  /** Starts it again on the same port; `wipe` loses its store. */
  restart(options?: { readonly wipe: boolean }): Promise<void>;
  pid(): number;
  /** Ends it and removes its store. */
  stop(): Promise<void>;
}

/** How it differs from a server that lets everybody in. */
export interface ServerWishes {
  /** @default true */
  readonly jetstream?: boolean;
  /** Of the accounts whose users it lets in. */
  readonly tokens?: ServerTokens;
  /** Further lines of its configuration. */
  readonly lines?: readonly string[];
}

/**
 * Starts nats-server as set-up found or installed it (the one on the PATH without set-up). The system chooses the port;
 * the server tells it in its ports file.
 */
export async function startTestNatsServer(wishes: ServerWishes = {}): Promise<TestNatsServer> {
  const directory = await mkdtemp(join(tmpdir(), 'codistill-nats-'));
  const storeDir = join(directory, 'store');
  let child = await launch(directory, storeDir, -1, wishes);
  const port = await portOf(directory, child);
  const kill = async (): Promise<void> => end(child, 'SIGKILL');
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    kill,
    pid: () => child.pid!,
    async restart(options = { wipe: false }) {
      await kill();
      if (options.wipe) await rm(storeDir, { recursive: true, force: true });
      child = await launch(directory, storeDir, port, wishes);
      await portOf(directory, child);
    },
    async stop() {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function launch(
  directory: string,
  storeDir: string,
  port: number,
  { jetstream = true, tokens, lines = [] }: ServerWishes,
): Promise<ChildProcess> {
  const config = [
    `listen: "127.0.0.1:${port}"`,
    `ports_file_dir: ${JSON.stringify(directory)}`,
    // Otherwise JetStream acknowledges before it has written to disk.
    ...(jetstream ? [`jetstream { store_dir: ${JSON.stringify(storeDir)}, sync_interval: always }`] : []),
    ...(tokens === undefined ? [] : operatorLines(join(storeDir, 'accounts'), tokens)),
    ...lines,
  ].join('\n');
  const configFile = join(directory, 'nats-server.conf');
  await writeFile(configFile, config);
  const binary = readSetupRecord()?.natsServer.path ?? 'nats-server';
  return spawn(binary, ['-c', configFile], { stdio: 'ignore' });
}

/** Waits until the server has written where it listens, which it does once it is ready. */
async function portOf(directory: string, child: ChildProcess): Promise<number> {
  const deadline = performance.now() + START_MS_MAX;
  while (performance.now() < deadline && child.exitCode === null) {
    const file = (await readdir(directory)).find((name) => name.endsWith(`_${child.pid}.ports`));
    const text = file === undefined ? '' : await readFile(join(directory, file), 'utf8');
    const port = /(?:nats|tls):\/\/[^:"]+:(\d+)/.exec(text)?.[1];
    if (port !== undefined) return Number(port);
    await delay(POLL_MS);
  }
  throw new Error(`nats-server did not start (exit code ${child.exitCode})`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  await ended;
}
