import { resolve } from 'node:path';
import process from 'node:process';
import type { Options } from 'yargs';
import { type NatsAccess, type NatsProof, splitNatsUrl } from '../proto/nats-access.js';
import { under, valued } from './commands/option.js';
import { readNamedFile, readSecretFile } from './secret-file.js';

/**
 * The environment variables that prove to nats-server who connects. Arguments are visible to every user of a machine, the
 * environment of a process to its own user alone, so a launcher hands its children these and never an argument.
 */
const VARIABLES = {
  user: 'CODISTILL_NATS_USER',
  password: 'CODISTILL_NATS_PASSWORD',
  token: 'CODISTILL_NATS_TOKEN',
  creds: 'CODISTILL_NATS_CREDS',
  nkey: 'CODISTILL_NATS_NKEY',
  ca: 'CODISTILL_NATS_CA',
  cert: 'CODISTILL_NATS_CERT',
  key: 'CODISTILL_NATS_KEY',
} as const;

type Setting = keyof typeof VARIABLES;

/** How a client lets nats-server know it, as the environment says it: `creds`, `nkey`, `ca`, `cert` and `key` name files. */
export type NatsSettings = { readonly [K in Setting]?: string };

const SETTINGS = Object.keys(VARIABLES) as readonly Setting[];
const FILES = ['creds', 'nkey', 'ca', 'cert', 'key'] as const;
/** Files that others may read. */
const PUBLIC: readonly Setting[] = ['ca', 'cert'];

/** Options of every command that connects to a nats-server of the user's own. */
export const NATS_OPTIONS: Readonly<Record<string, Options>> = under('NATS:', {
  'nats-user': valued('user for nats-server; the password comes from CODISTILL_NATS_PASSWORD or a file', {
    defaultDescription: 'CODISTILL_NATS_USER',
  }),
  'nats-password-file': valued('file with the password', { defaultDescription: 'CODISTILL_NATS_PASSWORD' }),
  'nats-token-file': valued('file with the token', { defaultDescription: 'CODISTILL_NATS_TOKEN' }),
  'nats-creds': valued('creds file of a user', { defaultDescription: 'CODISTILL_NATS_CREDS' }),
  'nats-nkey': valued("file with the seed of a user's nkey", { defaultDescription: 'CODISTILL_NATS_NKEY' }),
  'nats-ca': valued('PEM file of the authority that signed its certificate', {
    defaultDescription: 'CODISTILL_NATS_CA',
  }),
  'nats-cert': valued("PEM file of this client's certificate", { defaultDescription: 'CODISTILL_NATS_CERT' }),
  'nats-key': valued('PEM file of the key to it', { defaultDescription: 'CODISTILL_NATS_KEY' }),
});

/** A nats-server of the user's own, and what lets this run in. */
export interface GivenNats {
  /** Without credentials. */
  readonly natsUrl: string;
  readonly settings: NatsSettings;
}

/**
 * Reads how to connect from a command line and the environment. An option wins over the URL, the URL over the environment.
 *
 * @param url - As typed, perhaps with credentials.
 * @param options - The values of {@link NATS_OPTIONS}.
 * @throws {CodistillError} `ERR_USAGE` for what is no URL, `ERR_CONFIG` for a file that cannot be read, or a secret that
 *   others can read.
 */
export function givenNats(
  url: string,
  options: Readonly<Record<string, unknown>>,
  environment: NodeJS.ProcessEnv = process.env,
): GivenNats {
  const { natsUrl, natsProof } = splitNatsUrl(url);
  const { user, password, token } = natsProof;
  // The arguments of a process are for all to see; under this title they are not.
  if (user !== undefined || token !== undefined) process.title = 'codistill';
  const given = (name: string): string | undefined => {
    const value = options[`nats-${name}`];
    return typeof value === 'string' ? value : undefined;
  };
  const file = (name: Setting): string | undefined => {
    const path = given(name) ?? environment[VARIABLES[name]];
    return path === undefined || path === '' ? undefined : resolve(path);
  };
  const secret = (name: 'password' | 'token'): string | undefined => {
    const path = given(`${name}-file`);
    if (path !== undefined) return readSecretFile(path, `--nats-${name}-file`).trim();
    return environment[VARIABLES[name]];
  };
  const inUrl = user !== undefined || token !== undefined;
  const settings = {
    user: given('user') ?? user ?? (inUrl ? undefined : environment[VARIABLES.user]),
    password: given('password-file') === undefined && inUrl ? password : secret('password'),
    token: given('token-file') === undefined && inUrl ? token : secret('token'),
    ...Object.fromEntries(FILES.map((name) => [name, file(name)])),
  };
  const isSet = ([, value]: [string, unknown]): boolean => value !== undefined && value !== '';
  return { natsUrl, settings: Object.fromEntries(Object.entries(settings).filter(isSet)) };
}

/**
 * The proofs themselves: what the named files hold.
 *
 * @throws {CodistillError} `ERR_CONFIG` for a file that cannot be read, or a secret that others can read.
 */
export function proofOf({ natsUrl, settings }: GivenNats): NatsProof {
  const { user, password, token } = settings;
  const read = (name: (typeof FILES)[number]): object => {
    const path = settings[name];
    if (path === undefined) return {};
    const text = PUBLIC.includes(name) ? readNamedFile : readSecretFile;
    return { [name]: text(path, `--nats-${name}`) };
  };
  const tls = { ...read('ca'), ...read('cert'), ...read('key') };
  return {
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(token === undefined ? {} : { token }),
    ...read('creds'),
    ...read('nkey'),
    ...(natsUrl.startsWith('tls:') || Object.keys(tls).length > 0 ? { tls } : {}),
  };
}

/** Where and how a command connects, by its command line and the environment. */
export function accessOf(url: string, options: Readonly<Record<string, unknown>>): NatsAccess {
  const given = givenNats(url, options);
  return { natsUrl: given.natsUrl, natsProof: proofOf(given) };
}

/** An environment without what shows who connects. */
export function withoutNatsVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names: readonly string[] = Object.values(VARIABLES);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)));
}

/** The variables for a child: these settings, and none of this process's own. */
export function natsVariables(settings: NatsSettings): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(SETTINGS.map((name) => [VARIABLES[name], settings[name]]));
}
