import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process that trains when told to and is idle in between. */
export interface ContenderPlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** A contender's first message, once it is built and warm. */
export interface ContenderFacts {
  /** Trainable parameters; the harness compares them between contenders. */
  readonly parameters: number;
  /** Version of the library it trains with. */
  readonly version: string;
}

/** Building may mean compiling C++, as PyTorch's compiler does. */
const READY_MS_MAX = 15 * 60_000;
const RUN_MS_MAX = 10 * 60_000;
const END_MS_MAX = 10_000;
const TAIL_CHARACTERS_MAX = 4_000;

/**
 * One competitor of a comparison, as a process of its own that lives through all repeats: what it builds and learns
 * about the machine at the start (graphs, memory pools, threads) it keeps, and while it waits for the next line on its
 * standard input it takes no processor time from the others.
 *
 * It speaks as `bench/python/protocol.py` does: one JSON object a line on standard output, the first with its
 * {@link ContenderFacts}, then `{"ms": …}` for each line `run WARM MEASURED`.
 */
export class Contender {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  #tail = '';
  #facts: ContenderFacts | undefined;

  private constructor(plan: ContenderPlan) {
    this.name = plan.name;
    const { command, args, environment } = plan;
    this.#child = spawn(command, args, { env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stdin!.on('error', () => {}); // a broken pipe is its death, which the next answer reports
    this.#child.on('error', (error) => {
      this.#tail += error.message;
    });
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#tail = (this.#tail + text).slice(-TAIL_CHARACTERS_MAX);
    });
    this.#answers = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  /** Starts the process and waits until it is warm. */
  static async start(plan: ContenderPlan): Promise<Contender> {
    const contender = new Contender(plan);
    contender.#facts = (await contender.#answer(READY_MS_MAX)) as ContenderFacts;
    return contender;
  }

  get facts(): ContenderFacts {
    return this.#facts!;
  }

  /**
   * Trains.
   *
   * @param warm - Steps that are not measured: caches and threads wake up.
   * @returns Milliseconds a measured step.
   */
  async run(warm: number, measured: number): Promise<number> {
    this.#child.stdin!.write(`run ${warm} ${measured}\n`);
    const { ms } = (await this.#answer(RUN_MS_MAX)) as { readonly ms: number };
    return ms / measured;
  }

  /** Ends the process: its standard input ends, and soon so does it. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.stdin!.end();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), END_MS_MAX);
    await ended;
    clearTimeout(timer);
  }

  /** @throws {Error} With its last words, when it ended or was silent for too long; it is then gone. */
  async #answer(msMax: number): Promise<unknown> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), msMax);
    const { value, done } = await this.#answers.next();
    clearTimeout(timer);
    if (done !== true) return JSON.parse(value) as unknown;
    if (this.#child.exitCode === null && this.#child.signalCode === null && this.#child.pid !== undefined) {
      await once(this.#child, 'exit');
    }
    const end = this.#child.signalCode ?? `code ${this.#child.exitCode}`;
    throw new Error(`${this.name} ended with ${end}:\n${this.#tail}`);
  }
}

/** Starts contenders one after the other, hands them to `work`, and ends them whatever happens. */
export async function withContenders<R>(
  plans: readonly ContenderPlan[],
  work: (contenders: readonly Contender[]) => Promise<R>,
): Promise<R> {
  const contenders: Contender[] = [];
  try {
    for (const plan of plans) contenders.push(await Contender.start(plan));
    return await work(contenders);
  } finally {
    await Promise.all(contenders.map((contender) => contender.close()));
  }
}
