import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { ErrorCode } from '../../proto/errors.js';
import type { NatsAccess, NatsProof } from '../../proto/nats-access.js';
import { dialNats } from '../../proto/net/dial.js';
import { hasOpenssl, makeCertificates } from './certificates.js';
import { temporaryDirectory } from './launch.js';
import { LAB_TOKENS, NKEY } from './nats-accounts.js';
import { type ServerWishes, startTestNatsServer } from './nats-server.js';

/** The end of a test, or of whatever else wants a server. */
export interface Ends {
  after(hook: () => void | Promise<void>): void;
}

/** A server, or what is taken for one, that will never let somebody do what a run needs. */
export interface Refusal {
  readonly name: string;
  readonly code: ErrorCode;
  /** Who notices: peers that send no weights need no JetStream. */
  readonly noticedBy: 'all' | 'coordinator';
  readonly skip?: string | false;
  /** Starts it for one test. */
  readonly start: (t: Ends) => Promise<NatsAccess>;
}

/** A nats-server that listens as wished. */
function server(wishes: ServerWishes, natsProof: NatsAccess['natsProof'] = {}): Refusal['start'] {
  return async (t) => {
    const started = await startTestNatsServer(wishes);
    t.after(() => started.stop());
    return { natsUrl: `nats://127.0.0.1:${started.port}`, natsProof };
  };
}

/** Something else that listens; each connection is handed over. */
export async function listening(t: Ends, serve: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const other = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    serve(socket);
  }).listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    other.close();
  });
  return `nats://127.0.0.1:${(other.address() as AddressInfo).port}`;
}

const USER = { user: 'u', password: 's3cret' } as const;
const user = (permissions: string): ServerWishes => ({
  lines: [`authorization { users: [{ user: u, password: s3cret, permissions: { ${permissions} } }] }`],
});

/** Every way in which a server says no for good. */
export const REFUSALS: readonly Refusal[] = [
  {
    name: 'a server without JetStream',
    code: 'ERR_NATS_JETSTREAM',
    noticedBy: 'coordinator',
    start: server({ jetstream: false }),
  },
  {
    name: 'an account without JetStream',
    code: 'ERR_NATS_JETSTREAM',
    noticedBy: 'coordinator',
    start: server({ lines: ['accounts { A: { users: [{ user: u, password: s3cret }] } }'] }, USER),
  },
  {
    name: 'a user who may not use JetStream',
    code: 'ERR_NATS_PERMISSION',
    noticedBy: 'coordinator',
    start: server(user('publish: { deny: "$JS.>" }'), USER),
  },
  {
    name: 'a user who may not hear the run',
    code: 'ERR_NATS_PERMISSION',
    noticedBy: 'all',
    start: server(user('subscribe: { deny: "codistill.>" }'), USER),
  },
  {
    name: 'a user who may not speak to the run',
    code: 'ERR_NATS_PERMISSION',
    noticedBy: 'all',
    start: server(user('publish: { deny: "codistill.>" }'), USER),
  },
  {
    name: 'a user who gets no answers',
    code: 'ERR_NATS_PERMISSION',
    noticedBy: 'all',
    start: server(user('subscribe: { deny: "_INBOX.>" }'), USER),
  },
  {
    name: 'a server that wants a user',
    code: 'ERR_NATS_LOGIN',
    noticedBy: 'all',
    start: server(user('publish: ">"'), { ...USER, password: 'other' }),
  },
  {
    name: 'a server that wants a token',
    code: 'ERR_NATS_LOGIN',
    noticedBy: 'all',
    start: server({ lines: ['authorization { token: t0ken }'] }),
  },
  {
    name: 'a server that wants an nkey',
    code: 'ERR_NATS_LOGIN',
    noticedBy: 'all',
    start: server({ lines: [`authorization { users: [{ nkey: ${NKEY.key} }] }`] }),
  },
  {
    name: 'a server that wants a creds file',
    code: 'ERR_NATS_LOGIN',
    noticedBy: 'all',
    start: server({ tokens: LAB_TOKENS }, { nkey: NKEY.seed }),
  },
  {
    name: 'a server whose certificate nobody knows',
    code: 'ERR_NATS_TLS',
    noticedBy: 'all',
    skip: hasOpenssl() ? false : 'no openssl on this machine',
    async start(t: Ends): Promise<NatsAccess> {
      const { cert, key } = makeCertificates(temporaryDirectory(t)).server;
      return server({ lines: [`tls { cert_file: "${cert}", key_file: "${key}" }`] })(t);
    },
  },
  {
    name: 'a name that does not resolve',
    code: 'ERR_NATS_NAME',
    noticedBy: 'all',
    start: () => Promise.resolve({ natsUrl: 'nats://no-such-host.invalid:4222', natsProof: {} }),
  },
  {
    name: 'a server of another protocol',
    code: 'ERR_NATS_PROTOCOL',
    noticedBy: 'all',
    async start(t: Ends): Promise<NatsAccess> {
      return { natsUrl: await listening(t, (socket) => socket.write('SSH-2.0-test\r\n')), natsProof: {} };
    },
  },
];

/** Connects and closes again. */
export async function dial(natsUrl: string, natsProof: NatsProof): Promise<void> {
  const connection = await dialNats({
    natsUrl,
    natsProof,
    party: 'peer',
    name: 'test',
    inbox: '_INBOX.test',
  });
  await connection.close();
}
