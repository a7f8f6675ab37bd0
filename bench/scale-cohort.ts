import process from 'node:process';
import { median } from 'simple-statistics';
import { runExchangeCohort } from './exchange-cohort.js';
import type { ExchangeSpans } from './exchange-trainer.js';

const SAMPLE_MS = 250;

/** One cohort that exchanges at a certain rate. */
export interface ScaleCohort {
  readonly peers: number;
  readonly teachers: number;
  readonly stepMs: number;
  /** How long it is measured, after a third as long to warm up, milliseconds. */
  readonly spanMs: number;
}

/** Its price while all of its peers exchanged. */
export interface ScaleFigures {
  readonly peers: number;
  readonly stepsPerSecond: number;
  /** Of one core: the coordinator's process. */
  readonly coordinatorShare: number;
  /** Of one core: main thread of a peer, the median one and the busiest. */
  readonly mainThreadShare: number;
  readonly mainThreadShareMax: number;
  /** Through nats-server, in and out. */
  readonly natsMessagesPerSecond: number;
  readonly natsBytesPerSecond: number;
}

interface Sample {
  readonly atMs: number;
  readonly cpuMs: number;
  readonly messages: number;
  readonly bytes: number;
}

/** Counts that nats-server tells at `/varz`. */
interface Varz {
  readonly in_msgs: number;
  readonly out_msgs: number;
  readonly in_bytes: number;
  readonly out_bytes: number;
}

/** Runs the cohort with its coordinator in this process, which does nothing else but ask nats-server for its counts. */
export async function measureScaleCohort({
  peers,
  teachers,
  stepMs,
  spanMs,
}: ScaleCohort): Promise<ScaleFigures> {
  const exchanges = Math.round(spanMs / stepMs);
  const work = {
    ...{ classes: 10, stepMs, teachers },
    stages: [{ rows: 128, warmUps: Math.ceil(exchanges / 3), exchanges }],
  };
  const samples: Sample[] = [];
  const ending = new AbortController();
  let watching = Promise.resolve();
  try {
    const spans = await runExchangeCohort(peers, work, {
      graph: `random:${teachers}`,
      roundSteps: Math.max(20, Math.round(5_000 / stepMs)),
      watch: (port) => {
        watching = sample(port, samples, ending.signal);
      },
    });
    ending.abort();
    await watching;
    return scaleFigures(spans, samples);
  } finally {
    ending.abort();
  }
}

async function sample(port: number, samples: Sample[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const reply = await fetch(`http://127.0.0.1:${port}/varz`, { signal }).catch(() => undefined);
    if (reply !== undefined) {
      const { in_msgs, out_msgs, in_bytes, out_bytes } = (await reply.json()) as Varz;
      const { user, system } = process.cpuUsage();
      samples.push({
        atMs: performance.timeOrigin + performance.now(),
        cpuMs: (user + system) / 1_000,
        messages: in_msgs + out_msgs,
        bytes: in_bytes + out_bytes,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
  }
}

/**
 * The figures of the time in which every peer noted its exchanges.
 *
 * @throws {RangeError} When there is none, or nobody looked during it.
 */
export function scaleFigures(spans: readonly ExchangeSpans[], samples: readonly Sample[]): ScaleFigures {
  const fromMs = Math.max(...spans.map((one) => one.fromMs));
  const untilMs = Math.min(...spans.map((one) => one.fromMs + one.elapsedMs));
  const within = samples.filter(({ atMs }) => atMs >= fromMs && atMs <= untilMs);
  const [first, last] = [within[0], within.at(-1)];
  if (first === undefined || last === undefined || first === last) {
    throw new RangeError(
      `${within.length} samples in ${Math.round(untilMs - fromMs)} ms: measure for longer`,
    );
  }
  const tookMs = last.atMs - first.atMs;
  const shares = spans.map(({ mainThreadMs, elapsedMs }) => (mainThreadMs ?? Number.NaN) / elapsedMs);
  return {
    peers: spans.length,
    stepsPerSecond: median(spans.map(({ spansMs, elapsedMs }) => (1_000 * spansMs.length) / elapsedMs)),
    coordinatorShare: (last.cpuMs - first.cpuMs) / tookMs,
    mainThreadShare: median(shares),
    mainThreadShareMax: Math.max(...shares),
    natsMessagesPerSecond: (1_000 * (last.messages - first.messages)) / tookMs,
    natsBytesPerSecond: (1_000 * (last.bytes - first.bytes)) / tookMs,
  };
}
