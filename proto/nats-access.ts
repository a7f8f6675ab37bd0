import { CodistillError } from './errors.js';

/** The proofs that a NATS client gives, as texts and never as names of files; whoever shows one breaks a secret. */
export interface NatsProof {
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
  /** Content of a creds file: a JWT and the seed that it belongs to. */
  readonly creds?: string;
  /** Content of a file with the seed of an nkey. */
  readonly nkey?: string;
  /** Demands encryption. `ca` stands in for the system's authorities; `cert` and `key` are this client's own, in PEM. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

/** Where nats-server is, and how it lets a client in. */
export interface NatsAccess {
  /** Holds no secret: it may be printed, logged and stand in arguments. */
  readonly natsUrl: string;
  readonly natsProof: NatsProof;
}

const EXAMPLE = 'write for example nats://127.0.0.1:4222, or tls://nats.lab.example';

/** Fewer servers lose their majority with the first of them. */
const CLUSTER_MIN = 3;

/** The servers at an address: one, or those of a cluster, any of which will do. */
export function serversOf(natsUrl: string): readonly string[] {
  return natsUrl.split(',');
}

/** Copies that JetStream keeps of each stream of a run: three in a cluster, so that it outlives any server. */
export function replicasOf(natsUrl: string): number {
  return serversOf(natsUrl).length < CLUSTER_MIN ? 1 : 3;
}

/**
 * Takes the credentials out of a URL: `nats://user:password@host:4222`, or `nats://token@host`; `tls://` demands
 * encryption. A cluster's servers stand side by side with commas between, and let a client in by the same credentials.
 *
 * @param text - The scheme and the port may be missing.
 * @throws {CodistillError} `ERR_USAGE`, without what stands before the `@`, when it is no such URL, or no cluster.
 */
export function splitNatsUrl(text: string): NatsAccess {
  const servers = text.split(',').map((one) => splitOne(one.trim()));
  const urls = servers.map(({ natsUrl }) => natsUrl);
  const proofs = new Set(servers.map(({ natsProof }) => JSON.stringify(natsProof)));
  const refused = (what: string, fix: string): CodistillError =>
    new CodistillError('ERR_USAGE', `--nats ${urls.join(',')}: ${what}`, { fix });
  if (new Set(urls).size < urls.length) throw refused('a server is named twice', 'name each once');
  if (urls.length === 2) {
    throw refused('a cluster of two servers stops with either of them', 'name three, or one');
  }
  if (proofs.size > 1) {
    throw refused('its servers differ in credentials or encryption', 'write the same before each host');
  }
  return { natsUrl: urls.join(','), natsProof: servers[0]!.natsProof };
}

function splitOne(text: string): NatsAccess {
  const refused = (what: string): CodistillError =>
    new CodistillError('ERR_USAGE', `--nats ${shownUrl(text)}: ${what}`, { fix: EXAMPLE });
  const whole = text.includes('://') ? text : `nats://${text}`;
  if (!URL.canParse(whole)) throw refused('not an address');
  const { protocol, username, password, host, pathname, search } = new URL(whole);
  if (protocol !== 'nats:' && protocol !== 'tls:') throw refused('only nats:// and tls:// are spoken');
  if (host === '' || !/^\/?$/.test(pathname) || search !== '') throw refused('not an address');
  const [user, secret] = [decoded(username), decoded(password)];
  return {
    natsUrl: `${protocol}//${host}`,
    natsProof: {
      ...(user === '' ? {} : password === '' ? { token: user } : { user, password: secret }),
      ...(protocol === 'tls:' ? { tls: {} } : {}),
    },
  };
}

/** A URL in which stars stand for whatever is before the `@`. */
export function shownUrl(text: string): string {
  return text.replace(/^([a-z]+:\/\/)?.*@/i, '$1***@');
}

/** How the client shows who it is, for an error: never the secret. */
export function shownProof({ user, token, creds, nkey }: NatsProof): string {
  if (creds !== undefined) return 'with the given creds file';
  if (nkey !== undefined) return 'with the given nkey';
  if (user !== undefined) return `as user "${user}"`;
  return token === undefined ? 'without credentials' : 'with the given token';
}

/** A URL's part with its percent signs resolved; as it is where they are meant literally. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
