import { chooseNatsPort } from '../../scripts/launch/nats-plan.js';
import { startTestNatsServer, type TestNatsServer } from './nats-server.js';

/** Three real nats-servers with JetStream on loopback, each under its own name. */
export interface TestNatsCluster {
  /** All three, as `--nats` takes them. */
  readonly url: string;
  readonly servers: readonly TestNatsServer[];
  /** The server of this name. */
  named(name: string): TestNatsServer;
  stop(): Promise<void>;
}

/** @param wishes - Further lines of each configuration. */
export async function startTestNatsCluster(wishes: readonly string[] = []): Promise<TestNatsCluster> {
  const routes = await Promise.all([0, 1, 2].map(() => chooseNatsPort(undefined)));
  const list = routes.map((port) => `nats://127.0.0.1:${port}`).join(', ');
  const servers = await Promise.all(
    routes.map((port, i) =>
      startTestNatsServer({
        lines: [
          `server_name: node-${i}`,
          `cluster { name: lab, listen: "127.0.0.1:${port}", routes: [${list}] }`,
          ...wishes,
        ],
      }),
    ),
  );
  return {
    url: servers.map(({ url }) => url).join(','),
    servers,
    named: (name) => servers[Number(name.replace('node-', ''))]!,
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
