import { CodistillError } from '../../proto/errors.js';

/** The variables by which an engine tells a process which of its units it is. */
interface Engine {
  readonly name: string;
  /** Which unit this is, from 0 on. Whether it is set tells whether the engine is there. */
  readonly rank: string;
  /** How many units there are. */
  readonly size?: string;
  /** The least and the largest unit that were asked for. */
  readonly range?: readonly [least: string, largest: string];
  /** The address of the first unit, or a line for each unit's. */
  readonly head?: string;
  /** Cores of this unit. */
  readonly cores?: string;
  /** Which of its machine's units this is, and how many there are: they share its cores and its GPUs. */
  readonly local?: readonly [rank: string, size: string];
  /** Where this is set, the rank counts something else. */
  readonly unless?: string;
  /** Processes of one unit: more than one, and nobody knows which of them is the peer. */
  readonly processes?: string;
}

/** The user's own word, for an engine that is not among the others, or where two of them contradict each other. */
const OWN: Engine = { name: 'codistill', rank: 'CODISTILL_RANK' };

/**
 * The words of each engine, by its own documents. A job array's index is the peer's as it stands: counted from the array's least it
 * would change where one task alone is submitted again.
 */
const ENGINES: readonly Engine[] = [
  {
    name: 'a job array of Slurm',
    rank: 'SLURM_ARRAY_TASK_ID',
    range: ['SLURM_ARRAY_TASK_MIN', 'SLURM_ARRAY_TASK_MAX'],
    cores: 'SLURM_CPUS_PER_TASK',
    processes: 'SLURM_NTASKS',
  },
  {
    name: 'a step of Slurm',
    rank: 'SLURM_PROCID',
    size: 'SLURM_NTASKS',
    cores: 'SLURM_CPUS_PER_TASK',
    local: ['SLURM_LOCALID', 'SLURM_NTASKS_PER_NODE'],
    unless: 'SLURM_ARRAY_TASK_ID',
  },
  { name: 'an Indexed Job of Kubernetes', rank: 'JOB_COMPLETION_INDEX' },
  {
    name: 'torchrun and its kind',
    rank: 'RANK',
    size: 'WORLD_SIZE',
    head: 'MASTER_ADDR',
    local: ['LOCAL_RANK', 'LOCAL_WORLD_SIZE'],
  },
  {
    name: 'SkyPilot',
    rank: 'SKYPILOT_NODE_RANK',
    size: 'SKYPILOT_NUM_NODES',
    head: 'SKYPILOT_NODE_IPS',
  },
  { name: 'dstack', rank: 'DSTACK_NODE_RANK', size: 'DSTACK_NODES_NUM', head: 'DSTACK_MASTER_NODE_IP' },
];

/** The parts of this machine, for all its units together. */
export interface MachineParts {
  readonly cores: number;
  /** As CUDA names them. */
  readonly gpus: readonly string[];
}

/** The place of this process in a cohort. */
export interface Place {
  readonly peerId: string;
  /** The variable or option that says so, with its value. */
  readonly source: string;
  /** Host of the first unit, where the engine tells it. */
  readonly head: string | undefined;
  /** Cores that are this peer's own. */
  readonly cores: number;
  /** The one GPU that is this peer's own; `undefined` where all that are seen are. */
  readonly gpu: string | undefined;
}

/**
 * The place that the environment gives this process: one table for every engine. Pure.
 *
 * @param typedId - The peer that was named, whatever an engine counts.
 * @throws {CodistillError} `ERR_FROM_ENV` where nobody says which peer it is, a value is no number, lies beyond its range, or
 *   two of them contradict each other.
 */
export function placeOf(environment: NodeJS.ProcessEnv, machine: MachineParts, typedId?: string): Place {
  const values = new Values(environment);
  const there = [OWN, ...ENGINES].filter(
    ({ rank, unless }) => values.has(rank) && (unless === undefined || !values.has(unless)),
  );
  const told = there[0] === OWN ? [OWN] : there;
  const [first] = told;
  if (first === undefined && typedId === undefined) throw noEngine();
  const ranks = told.map((engine) => rankOf(engine, values));
  told.forEach((engine, i) => {
    if (ranks[i] !== ranks[0]) throw contradiction(values, told[0]!.rank, engine.rank);
  });
  const headed = told.find(({ head }) => head !== undefined && values.has(head));
  const cored = told.find(({ cores }) => cores !== undefined && values.has(cores));
  const local = told.map((engine) => localOf(engine, values)).find((found) => found !== undefined);
  const own = cored === undefined ? undefined : values.count(cored.cores!, 1);
  const share = Math.max(1, Math.floor(machine.cores / (local?.size ?? 1)));
  return {
    peerId: typedId ?? `peer-${ranks[0]}`,
    source: typedId === undefined ? values.said(first!.rank) : `--id ${typedId}`,
    head: headed === undefined ? undefined : values.firstLine(headed.head!),
    cores: Math.min(own ?? share, machine.cores),
    gpu: local === undefined ? undefined : gpuOf(local, machine.gpus),
  };
}

function rankOf({ rank, size, range, processes }: Engine, values: Values): number {
  const value = values.count(rank, 0);
  if (size !== undefined && values.has(size) && value >= values.count(size, 1))
    throw contradiction(values, rank, size);
  if (range?.every((name) => values.has(name))) {
    const [least, largest] = range;
    if (value < values.count(least, 0)) throw contradiction(values, rank, least);
    if (value > values.count(largest, 0)) throw contradiction(values, rank, largest);
  }
  if (processes !== undefined && values.has(processes) && values.count(processes, 1) > 1) {
    throw new CodistillError(
      'ERR_FROM_ENV',
      `${values.said(rank)} is one peer, and ${values.said(processes)} processes would all be it`,
      { fix: 'start one process a unit (--ntasks=1)', facts: { rank: value } },
    );
  }
  return value;
}

/** A unit among those of its machine. */
interface Local {
  readonly rank: number;
  readonly size: number;
  readonly source: string;
}

function localOf({ local }: Engine, values: Values): Local | undefined {
  if (local === undefined || !local.every((name) => values.has(name))) return undefined;
  const [rank, size] = [values.count(local[0], 0), values.count(local[1], 1)];
  if (rank >= size) throw contradiction(values, local[0], local[1]);
  return { rank, size, source: values.said(local[0]) };
}

/** The GPU of one unit of several; with a single one in sight the engine has chosen already. */
function gpuOf({ rank, size, source }: Local, gpus: readonly string[]): string | undefined {
  if (size === 1 || gpus.length <= 1) return undefined;
  const gpu = gpus[rank];
  if (gpu !== undefined) return gpu;
  throw new CodistillError('ERR_FROM_ENV', `${source}: this machine shows ${gpus.length} GPUs`, {
    fix: 'start no more units on a machine than it has GPUs, or hide them all (CUDA_VISIBLE_DEVICES=-1)',
    facts: { gpus },
  });
}

/** Variables as an engine sets them. One that is empty is not set. */
class Values {
  readonly #environment: NodeJS.ProcessEnv;

  constructor(environment: NodeJS.ProcessEnv) {
    this.#environment = environment;
  }

  has(name: string): boolean {
    return this.#text(name) !== '';
  }

  said(name: string): string {
    return `${name}=${this.#text(name)}`;
  }

  firstLine(name: string): string {
    return this.#text(name).split('\n')[0]!.trim();
  }

  count(name: string, least: number): number {
    const text = this.#text(name);
    if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
    throw new CodistillError('ERR_FROM_ENV', `${this.said(name)}: no whole number from ${least} on`, {
      fix: `unset ${name}, or set CODISTILL_RANK`,
      facts: { name, value: text },
    });
  }

  #text(name: string): string {
    return (this.#environment[name] ?? '').trim();
  }
}

function noEngine(): CodistillError {
  return new CodistillError(
    'ERR_FROM_ENV',
    `no engine says which peer this is: none of ${[OWN, ...ENGINES].map(({ rank }) => rank).join(', ')} is set`,
    { fix: 'set CODISTILL_RANK to 0, 1, …, or give --id' },
  );
}

function contradiction(values: Values, one: string, other: string): CodistillError {
  return new CodistillError(
    'ERR_FROM_ENV',
    `${values.said(one)} and ${values.said(other)} contradict each other`,
    {
      fix: 'set CODISTILL_RANK, which counts alone, or unset what another engine has left',
      facts: { variables: [values.said(one), values.said(other)] },
    },
  );
}
