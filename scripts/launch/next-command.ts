import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';
import { isCheckout, typedCommand } from '../project-root.js';
import { shellWords } from '../shell-words.js';

/** Options of a launch that are of this one run alone, or not of its training. */
const OF_ONE_RUN = [
  ...['--run-dir', '--json', '--nats', '--nats-port', '--generations'],
  ...['--port', '--here', '--no-peer', '--units', '--uses', '--hours'],
];
/** Options of a launch on several machines; a study is on one. */
const OF_HOSTS = ['--hosts', '--on'];
/** Options in which a run that is taught and one that is not may differ. */
const OF_TEACHING = ['--exchange', '--distillation-weight'];

/**
 * The command that answers the question a run leaves: the same peers, each alone; or, where nobody taught anybody, both
 * ways over several seeds.
 *
 * @param args - The options of the launch, as typed.
 * @returns The command, and what it is for.
 */
export function nextCommand(
  spec: RunSpec,
  args: readonly string[],
): readonly [command: string, purpose: string] {
  const isOnHosts = args.some((arg) => /^--hosts(=|$)/.test(arg));
  const own = without(args, isOnHosts ? OF_ONE_RUN : [...OF_ONE_RUN, ...OF_HOSTS]);
  if (teaches(spec) && canBeAlone(spec)) {
    const alone = shellWords([...without(own, OF_TEACHING), '--exchange', 'none']);
    return [
      isCheckout() ? `npm start -- ${alone}` : typedCommand(`launch ${alone}`),
      'the same peers, each alone: what did teaching bring?',
    ];
  }
  const mode = teaches(spec) ? spec.exchange.mode : 'lockstep';
  const varied = ['compare', '--vary', `exchange=none ${mode}`];
  return [
    typedCommand(shellWords([...varied, ...without(own, [...OF_TEACHING, ...OF_HOSTS])])),
    'alone and taught, over 5 seeds',
  ];
}

/** Whether a run has somebody who teaches somebody. */
export function teaches(spec: RunSpec): boolean {
  const { taught, hasTeachers, linked, handsOutWeights, graph } = schemeOf(spec);
  const travels = linked || handsOutWeights;
  return taught && hasTeachers && travels && !(graph.kind === 'edges' && graph.edges.length === 0);
}

/** A frozen teacher makes no sense where nobody hears it. */
function canBeAlone(spec: RunSpec): boolean {
  try {
    parseRunSpec({ ...spec, exchange: { ...spec.exchange, mode: 'none' } });
    return spec.peers.every(({ role }) => role === 'learner');
  } catch {
    return false;
  }
}

/** A command line without some options and their values. */
function without(args: readonly string[], options: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [name] = args[i]!.split('=', 1) as [string];
    if (!options.includes(name)) kept.push(args[i]!);
    else if (!args[i]!.includes('=') && args[i + 1]?.startsWith('-') === false) i++;
  }
  return kept;
}
