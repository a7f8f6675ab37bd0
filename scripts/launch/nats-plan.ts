import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, isIPv6, connect as openSocket } from 'node:net';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeDirectory } from '../../peer/files/make-directory.js';
import { CodistillError } from '../../proto/errors.js';
import { isLoopback } from '../../proto/loopback.js';
import type { ServerTokens } from '../../proto/net/accounts.js';
import { programUrl } from '../../proto/program.js';
import type { RunCertificate } from '../net/run-certificate.js';
import { readSetupRecord } from '../setup-record.js';

/** The launcher gives up on a server that is not up after this long, in milliseconds. */
const READY_MS_MAX = 15_000;
const POLL_MS = 20;
const HOST = '127.0.0.1';
/** Whoever comes after so many, or two for each peer, is turned away: the store needs descriptors too, of which systems often give 1,024. */
const CONNECTIONS_MIN = 512;
/**
 * Whoever is not encrypted and known after so long is turned away, seconds. A machine that is busy takes longer than the two of
 * nats-server, and would hear of that in the clear, as of a server without encryption.
 */
const KNOWN_WITHIN_S = 10;

/**
 * Chooses the port of a run's nats-server. It stays the same when the server is restarted, so that clients
 * find it again.
 *
 * @param wanted - A certain port, or `undefined` for any free one.
 * @throws {CodistillError} `ERR_PORT_TAKEN`.
 */
export async function chooseNatsPort(wanted: number | undefined, host = HOST): Promise<number> {
  if (wanted !== undefined && !(Number.isInteger(wanted) && wanted >= 1 && wanted <= 65_535)) {
    throw new CodistillError('ERR_USAGE', `--nats-port ${wanted}: a port is a whole number from 1 to 65535`);
  }
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        new CodistillError('ERR_PORT_TAKEN', `port ${wanted ?? 0} on ${host} cannot be used: ${cause.code}`, {
          fix: 'leave --nats-port out to get a free one, or end the process that holds it',
          facts: { port: wanted ?? 0 },
          cause,
        }),
      );
    });
    server.listen(wanted ?? 0, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * Waits until something accepts connections at a port.
 *
 * @param isHopeless - Asked between tries: the server has ended for good.
 * @throws {CodistillError} `ERR_NATS_SERVER`.
 */
export async function waitForPort(
  port: number,
  logFile: string,
  isHopeless: () => boolean,
  host = HOST,
): Promise<void> {
  const deadline = performance.now() + READY_MS_MAX;
  while (!(await accepts(port, host))) {
    if (isHopeless() || performance.now() > deadline) {
      throw new CodistillError('ERR_NATS_SERVER', `nats-server does not come up on port ${port}`, {
        fix: `read ${logFile}, and run \`codistill doctor\``,
        facts: { port, logFile },
      });
    }
    await delay(POLL_MS);
  }
}

function accepts(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = openSocket({ port, host });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** `host:port` of a server. */
export function natsAddress({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

export function natsUrlOf(at: { readonly host: string; readonly port: number }): string {
  return `nats://${natsAddress(at)}`;
}

/** A run's nats-server, as it is to be. */
export interface NatsServerPlan {
  readonly port: number;
  /** The address at which it listens. @default 127.0.0.1 */
  readonly host?: string;
  /** Of the run; each has a connection. @default few */
  readonly peers?: number;
  /** Of the accounts whose users it lets in. Absent: everybody. */
  readonly tokens?: ServerTokens;
  /** Shown to clients, all of whom speak encrypted then. */
  readonly certificate?: RunCertificate;
}

/**
 * How to start a run's nats-server: under the guard, so that it ends with the launcher. Its store begins empty: it is
 * for restarts within this launch, and a run that is resumed begins with what its peers report. An earlier launch's
 * decision to stop must not end this one.
 *
 * @throws {CodistillError} `ERR_NATS_SERVER` when set-up has not found or installed one.
 */
export function natsServerCommand(
  storeDir: string,
  plan: NatsServerPlan,
): { command: string; args: string[] } {
  const binary = readSetupRecord()?.natsServer.path ?? programOnPath('nats-server');
  if (binary === undefined) {
    throw new CodistillError('ERR_NATS_SERVER', 'there is no nats-server on this machine', {
      fix: 'run `codistill setup`, or give the URL of a running one with --nats',
    });
  }
  rmSync(storeDir, { recursive: true, force: true });
  makeDirectory(storeDir, 0o700);
  const write = (name: string, text: string): string => {
    const file = join(storeDir, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const configFile = write('nats-server.conf', natsServerConfig(storeDir, plan, write));
  const guard = fileURLToPath(programUrl('scripts/guard'));
  return { command: process.execPath, args: [guard, binary, '-c', configFile] };
}

/**
 * JetStream acknowledges before it has written to disk unless told otherwise; our writes are few. Without a size of its own
 * it takes for good what is free when it starts: on a full disk nothing.
 */
function natsServerConfig(
  storeDir: string,
  { host = HOST, port, peers = 0, tokens, certificate }: NatsServerPlan,
  write: (name: string, text: string) => string,
): string {
  const isClosed = tokens !== undefined && certificate !== undefined;
  assert(
    isLoopback(host) || isClosed,
    'beyond loopback nobody is let in unknown, and nothing is said in the clear',
  );
  const lines = [
    `listen: ${JSON.stringify(natsAddress({ host, port }))}`,
    ...(tokens === undefined ? [] : operatorLines(join(storeDir, 'accounts'), tokens)),
    ...(certificate === undefined ? [] : [encryptionLine(certificate, write)]),
    `max_connections: ${Math.max(CONNECTIONS_MIN, 2 * peers)}`,
    `authorization { timeout: ${KNOWN_WITHIN_S} }`,
    `jetstream { store_dir: ${JSON.stringify(storeDir)}, max_file_store: 1TB, sync_interval: always }`,
  ];
  return `${lines.join('\n')}\n`;
}

function encryptionLine(
  { certificate, key }: RunCertificate,
  write: (name: string, text: string) => string,
): string {
  const files = [write('server.pem', certificate), write('server.key', key)].map((file) =>
    JSON.stringify(file),
  );
  return `tls { cert_file: ${files[0]}, key_file: ${files[1]}, timeout: ${KNOWN_WITHIN_S} }`;
}

/** A server asks others for an account that it does not know. There are none, and who shows it waits for as long. */
const LOOK_FOR_ACCOUNT = '100ms';

/** The server knows its accounts from the start. It keeps what is told of them later, such as a user that was cut off. */
export function operatorLines(accountsDir: string, tokens: ServerTokens): string[] {
  const { operator, systemAccount, accounts, stranger } = tokens;
  const preloaded = [...accounts].map(([account, token]) => `${account}: ${token}`);
  return [
    `operator: ${operator}`,
    `system_account: ${systemAccount}`,
    `resolver { type: full, dir: ${JSON.stringify(accountsDir)}, timeout: ${JSON.stringify(LOOK_FOR_ACCOUNT)} }`,
    `resolver_preload { ${preloaded.join(', ')} }`,
    ...(stranger === undefined ? [] : [`default_sentinel: ${stranger}`]),
  ];
}

function programOnPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
