import { randomFillSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CIFAR10 } from '../peer/data/cifar10.js';
import { launchToFirstStep } from './first-step.js';
import { inTurns } from './interleaved.js';
import type { BenchOptions } from './options.js';
import type { Json, Section } from './section.js';
import { spreadOf, spreadText } from './spread.js';
import { graphTable, type StartUpFigures, startUpTable } from './start-up-table.js';

const NETWORKS = ['mlp', 'cnn', 'resnet20'];
const PEERS = 2;

const TEXT = `From \`codistill launch\` to the end of the first step of both of its two peers, everything installed, files in the page
cache: seconds, median (quartiles) for the whole and medians for the parts of the peer that was last. \`mlp\` on \`mnist\` is
\`npm start\`; \`resnet20\` reads files as large as CIFAR-10's, of noise. "made": the graph cache is empty, each peer traces its
step; "cached": the graph of an earlier launch is found. The parts: *launcher*, until the peer's process exists (Node,
nats-server); *process*, until its trainer's thread does (Node, NATS, the run spec); *TensorFlow*, the library and the
trainer's code; *data*; *network*, with optimizer and checkpoint; *graph*; *warm-up*, its first run, in which TensorFlow
optimizes it; *join*, until the coordinator opens the first round; *first step*, with the exchange. The two peers share the
cores, as everywhere in this document.`;

interface Case {
  readonly network: string;
  readonly data: string;
  readonly graphs: StartUpFigures['graphs'];
  readonly args: readonly string[];
  readonly cacheDir: string;
}

/** Item 5 of the benchmark: launch to first step, and what it is made of. */
export async function measureStartUp(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const networks = options.networks ?? (options.quick ? ['mlp'] : NETWORKS);
  const folder = await mkdtemp(join(tmpdir(), 'codistill-bench-start-up-'));
  try {
    const cifar = join(folder, 'cifar10');
    if (networks.some((network) => dataOf(network) === 'cifar10')) await writeNoise(cifar);
    const cases = networks.flatMap((network) => casesOf(network, folder, cifar));
    for (const one of cases) await launched(one); // fills page cache, data cache and graph cache
    const measured = await inTurns(cases, options.repeats, async (one) => {
      const start = await launched(one);
      progress(`${one.network}, ${one.graphs}: ${(start.totalMs / 1000).toFixed(2)} s`);
      return start;
    });
    const figures = cases.map(({ network, data, graphs }, i) => ({
      network,
      data,
      graphs,
      starts: measured[i]!,
    }));
    for (const { network, graphs, starts } of figures) {
      progress(
        `${network}, ${graphs}: ${spreadText(spreadOf(starts.map(({ totalMs }) => totalMs / 1000)), 2)} s`,
      );
    }
    return {
      id: 'start-up',
      title: 'Start-up',
      text: TEXT,
      tables: [startUpTable(figures), graphTable(figures)],
      data: figures as unknown as Json,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each case has a cache of its own, so that neither fills nor empties another's. */
function casesOf(network: string, folder: string, cifar: string): Case[] {
  const data = dataOf(network);
  const args = ['--network', network, '--data', data, ...(data === 'mnist' ? [] : ['--data-dir', cifar])];
  return (['made', 'cached'] as const).map((graphs) => {
    return { network, data, graphs, args, cacheDir: join(folder, `${network}-${graphs}`) };
  });
}

function dataOf(network: string): string {
  return network === 'mlp' || network === 'cnn' ? 'mnist' : 'cifar10';
}

async function launched({ graphs, args, cacheDir }: Case): ReturnType<typeof launchToFirstStep> {
  if (graphs === 'made') await rm(join(cacheDir, 'graphs'), { recursive: true, force: true });
  return launchToFirstStep(['--peers', String(PEERS), ...args], PEERS, cacheDir);
}

/** Files that read like CIFAR-10's: to load them takes as long. */
async function writeNoise(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const record = CIFAR10.labelBytes + 32 * 32 * 3;
  for (const name of [...CIFAR10.trainFiles, CIFAR10.testFile]) {
    const bytes = randomFillSync(new Uint8Array(CIFAR10.trainFileCount * record));
    for (let label = CIFAR10.labelBytes - 1; label < bytes.length; label += record) bytes[label]! %= 10;
    await writeFile(join(folder, name), bytes);
  }
}
