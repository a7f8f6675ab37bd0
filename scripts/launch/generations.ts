import { join, resolve } from 'node:path';
import process from 'node:process';
import { CodistillError } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';
import { streamSeed } from '../../proto/random.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';
import type { LaunchOptions } from './launch-run.js';
import { isLonger } from './longer-run.js';
import { begunSpec } from './run-directory.js';
import { launchRun, type TerminalWishes } from './terminal-stage.js';

/** Ids of last generation's peers, as teachers of the next. */
const BEFORE = '-before';

/**
 * The run of one generation (born-again networks, Furlanello et al. 2018, arXiv 1805.04770): the same learners with
 * freshly drawn weights, taught by what became of them in the generation before.
 *
 * @param generation - 0: the run as it was asked for.
 * @param before - Run directory of the generation before.
 */
export function generationSpec(spec: RunSpec, generation: number, before: string): RunSpec {
  if (generation === 0) return spec;
  const learners = spec.peers.filter((peer) => peer.role === 'learner');
  const born = spec.peers.map((peer, position) => ({
    ...peer,
    initSeed: streamSeed(spec.training.seed, 'init', position, generation),
    weights: '',
  }));
  const teachers = learners.map(({ id, network, device, view }) => ({
    id: `${id}${BEFORE}`,
    network,
    device,
    view,
    role: 'teacher' as const,
    source: join(before, id),
  }));
  const { graph, linked, handsOutWeights } = schemeOf(spec);
  const named = [spec.exchange.graph, ...learners.map(({ id }) => `${id}${BEFORE}>${id}`)].join(',');
  return parseRunSpec({
    ...spec,
    peers: [...born, ...teachers],
    exchange: {
      ...spec.exchange,
      ...(graph.kind === 'edges' ? { graph: named } : {}),
      ...(linked || handsOutWeights ? {} : { mode: 'lockstep' }),
    },
  });
}

/**
 * Launches one generation after the other, each in a directory of its own; a summary each.
 *
 * @returns The exit code of the first that did not end well, or 0.
 * @throws {CodistillError} `ERR_USAGE` for a number of generations that makes no sense, or too many peers; `ERR_CONFIG` where its
 *   graph has no room for their teachers.
 */
export async function launchGenerations(
  options: LaunchOptions & TerminalWishes,
  generations: number,
): Promise<number> {
  const { spec, runDir } = options;
  if (!Number.isInteger(generations) || generations < 1 || generations > 100) {
    throw new CodistillError('ERR_USAGE', `--generations ${generations}: give a whole number from 1 to 100`);
  }
  const learners = spec.peers.filter((peer) => peer.role === 'learner').length;
  if (spec.peers.length + learners > LIMITS.peersMax) {
    throw new CodistillError('ERR_USAGE', `${learners} learners and as many teachers are too many peers`, {
      fix: `a run has at most ${LIMITS.peersMax} peers`,
    });
  }
  if (runDir === undefined) {
    throw new CodistillError('ERR_USAGE', '--generations wants a --run-dir, in which each gets a directory');
  }
  const directory = (generation: number): string => join(resolve(runDir), `generation-${generation}`);
  generationSpec(spec, generations - 1, directory(0)); // a graph may have no room for as many teachers more
  checkLength(spec, [0, 1, generations - 1].map(directory));
  for (let generation = 0; generation < generations; generation++) {
    const say = `generation ${generation + 1} of ${generations}\n`;
    (options.json ? process.stderr : process.stdout).write(say);
    const code = await launchRun({
      ...options,
      spec: generationSpec(spec, generation, directory(generation - 1)),
      runDir: directory(generation),
    });
    if (code !== 0) return code;
  }
  return 0;
}

/** A generation that has taught the next one stays as it ended: the first cannot become longer under the others. */
function checkLength(spec: RunSpec, [first, second, last]: readonly string[]): void {
  const begun = begunSpec(first!);
  if (begun === undefined || !isLonger(begun, spec, first!) || begunSpec(second!) === undefined) return;
  throw new CodistillError(
    'ERR_RUN_DIR',
    `${first} was to be shorter, and the next learns from it as it ended`,
    {
      fix: `train the last one longer, without --generations: --run-dir ${last}; or give another --run-dir`,
      facts: { directory: first! },
    },
  );
}
