import { type LatencyFigures, measureLatency } from './exchange-latency.js';
import { measurePrice } from './exchange-price.js';
import { latencyTable, type PriceResult, priceTable } from './exchange-table.js';
import { mergeRows } from './merge.js';
import type { BenchOptions } from './options.js';
import type { Json, Section } from './section.js';
import { spreadOf, spreadText } from './spread.js';
import type { Cohort } from './trained-cohort.js';

const NETWORKS = ['mlp', 'cnn', 'resnet20'];
const BATCHES = [128];
/** Peers beside each network; four of ResNet's cost on two cores take longer than they tell. */
const PEERS: Readonly<Record<string, readonly number[]>> = { mlp: [2, 4], cnn: [2, 4], resnet20: [2] };

/** How long each training lasts, about, milliseconds. */
const SLICE_MS = 8_000;
const QUICK_SLICE_MS = 1_000;

/** Numbers of classes, each with the batch sizes that are exchanged. */
const SHAPES = [
  { classes: 10, batches: [32, 128] },
  { classes: 100, batches: [512] },
  { classes: 1_000, batches: [128] },
];
const WARM_UPS = 300;
const EXCHANGES = 1_000;

const TEXT = `What the exchange costs, measured in two ways.

**In training.** \`codistill launch\` with its defaults on synthetic data of 10 classes, in lockstep and with
\`--exchange none\`: the same peers, at the same time, on the same cores, but nobody teaches (the trainer's thread
still goes to the I/O thread and back once a step). The two modes take turns of
about ${SLICE_MS / 1000} s. Rates are those between a quarter of the run and its end, without evaluations. "More time a step" is
alone ÷ lockstep − 1 within each repeat; it holds the exchange, waiting for the slower peer, the soft targets, and that a
step is two runs of TensorFlow instead of one. "More with TLS" is the same cohort once more in the same turn, started by
\`codistill up\` with all peers here: its control plane is encrypted as for other machines; links between peers of one run directory are not ([security.md](security.md#within-a-run-directory)). "Waiting" is the share of the time that the trainer's thread stands in an
exchange. "Bytes a step" is all that one peer received on the data plane; payload is batch × classes × 4 × teachers.

**Alone.** Everything as in the product (the trainer's thread with its mailbox, the I/O thread, the protocol's core,
ZeroMQ over loopback, each peer a process), but trainers that only exchange, step after step. A span is that from the
trainer's call to its return, so it holds waiting for the other peer too; ${WARM_UPS} exchanges warm up first. p50 and p99 are
over all exchanges of a repeat, the table shows their median and quartiles over the repeats. The tail of the large
payloads is garbage collection: ZeroMQ's buffers are freed by it, and their size makes it run every few dozen exchanges.

**Copies.** One prediction on its way from one TensorFlow to the other's is copied seven times, two of them by the kernel:

1. TensorFlow → array;
2. array → outbox in shared memory: the trainer's thread hands it to the I/O thread;
3. outbox → message: ZeroMQ may read it after the next step has overwritten the outbox;
4. message → kernel, and 5. kernel → message: the socket. ZeroMQ itself copies at most 8 KiB at either end;
6. message → inbox in shared memory, once everything about it was checked;
7. soft targets → TensorFlow, unless they happen to be aligned to 64 bytes. That they are computed from the inbox is
   arithmetic, not a copy.`;

interface ExchangeData {
  readonly price: readonly PriceResult[];
  readonly latency: readonly LatencyFigures[];
}

/** Item 3 of the benchmark: the price of exchange. */
export async function measureExchange(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<Section> {
  const known = options.known as unknown as ExchangeData | undefined;
  const price: PriceResult[] = [];
  for (const cohort of pricedCohorts(options)) {
    const result = await measurePrice(cohort, {
      repeats: options.repeats,
      sliceMs: options.quick ? QUICK_SLICE_MS : SLICE_MS,
    });
    price.push(result);
    progress(`${cohort.peers} peers, ${cohort.network}, ${cohort.batch}: ${priceText(result)}`);
  }
  // Networks play no part in it: whoever names some has measured it before.
  const latency =
    options.networks !== undefined && known !== undefined
      ? known.latency
      : await latencies(options, progress);
  const data: ExchangeData = { price: mergeRows(known?.price ?? [], price, NETWORKS), latency };
  return {
    id: 'exchange',
    title: 'The price of exchange',
    text: TEXT,
    tables: [priceTable(data.price), latencyTable(data.latency)],
    data: data as unknown as Json,
  };
}

function pricedCohorts({ networks, batches, peers, quick }: BenchOptions): readonly Cohort[] {
  return (networks ?? (quick ? ['mlp'] : NETWORKS)).flatMap((network) =>
    (batches ?? BATCHES).flatMap((batch) =>
      (peers ?? (quick ? [2] : (PEERS[network] ?? [2]))).map((count) => ({ network, batch, peers: count })),
    ),
  );
}

function priceText({ aloneSamplesPerSecond, lockstepSamplesPerSecond }: PriceResult): string {
  const rates = [aloneSamplesPerSecond, lockstepSamplesPerSecond].map((one) => spreadText(spreadOf(one), 0));
  return `${rates.join(' alone, ')} in lockstep`;
}

async function latencies(
  options: BenchOptions,
  progress: (line: string) => void,
): Promise<readonly LatencyFigures[]> {
  const figures: LatencyFigures[] = [];
  for (let repeat = 0; repeat < options.repeats; repeat++) {
    for (const { classes, batches } of SHAPES) {
      const stages = batches.map((rows) => ({ rows, warmUps: WARM_UPS, exchanges: EXCHANGES }));
      figures.push(...(await measureLatency(2, classes, stages)));
    }
    const p50s = figures
      .slice(-4)
      .map(({ rows, classes, p50Ms }) => `${rows}×${classes} ${p50Ms.toFixed(2)}`);
    progress(`repeat ${repeat + 1}, p50 ms: ${p50s.join(', ')}`);
  }
  return figures;
}
