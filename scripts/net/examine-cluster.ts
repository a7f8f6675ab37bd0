import { CodistillError } from '../../proto/errors.js';
import { type NatsAccess, serversOf } from '../../proto/nats-access.js';
import { dialNats } from '../../proto/net/dial.js';

/** The words of a server about itself. */
interface ServerInfo {
  readonly natsUrl: string;
  readonly version: string;
  /** Absent: it is in none. */
  readonly cluster: string | undefined;
}

/**
 * Looks whether the servers at an address are one cluster that can outlive one of them: more than half answer, and those are
 * of one cluster and one version.
 *
 * @returns Those that do not answer: the cluster does without them.
 * @throws {CodistillError} `ERR_NATS_CLUSTER` saying what is wrong; another one of `natsRefusal` where none answers or one
 *   refuses this user.
 */
export async function examineCluster(access: NatsAccess): Promise<readonly string[]> {
  const servers = serversOf(access.natsUrl);
  if (servers.length === 1) return [];
  const infos: ServerInfo[] = [];
  const away: CodistillError[] = [];
  for (const natsUrl of servers) {
    try {
      infos.push(await infoOf({ ...access, natsUrl }));
    } catch (error) {
      if (!(error instanceof CodistillError) || error.code !== 'ERR_NATS_SERVER') throw error;
      away.push(error);
    }
  }
  if (infos.length === 0) throw away[0]!;
  const silent = servers.filter((server) => !infos.some(({ natsUrl }) => natsUrl === server));
  const fault = faultOf(infos, silent, servers.length);
  if (fault !== undefined) {
    const [problem, fix] = fault;
    throw new CodistillError('ERR_NATS_CLUSTER', `the cluster at ${access.natsUrl}: ${problem}`, { fix });
  }
  return silent;
}

async function infoOf(access: NatsAccess): Promise<ServerInfo> {
  const connection = await dialNats({
    ...access,
    party: 'launcher',
    name: 'launcher',
    inbox: '_INBOX.examined',
  });
  const { version = 'unknown', cluster } = (connection.info ?? {}) as { version?: string; cluster?: string };
  await connection.close();
  return { natsUrl: access.natsUrl, version, cluster };
}

function faultOf(
  infos: readonly ServerInfo[],
  silent: readonly string[],
  servers: number,
): readonly [problem: string, fix: string] | undefined {
  if (2 * infos.length <= servers) {
    return [
      `only ${infos.length} of ${servers} servers answer, which is no majority; silent: ${silent.join(', ')}`,
      'start the others, or see why they are not reached from here',
    ];
  }
  const alone = infos.find(({ cluster }) => cluster === undefined);
  if (alone !== undefined) {
    return [`${alone.natsUrl} is in no cluster`, 'give all servers the same cluster { name, routes }'];
  }
  const differ = (of: (info: ServerInfo) => string): string | undefined =>
    new Set(infos.map(of)).size > 1
      ? infos.map((info) => `${info.natsUrl} ${of(info)}`).join(', ')
      : undefined;
  const clusters = differ(({ cluster }) => cluster ?? '');
  if (clusters !== undefined)
    return [`its servers are of several clusters: ${clusters}`, 'name those of one'];
  const versions = differ(({ version }) => version);
  if (versions !== undefined)
    return [`its servers differ in version: ${versions}`, 'install one version on all'];
  return undefined;
}
