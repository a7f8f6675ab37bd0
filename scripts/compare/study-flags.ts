import { createHash } from 'node:crypto';
import yargs from 'yargs';
import { CodistillError } from '../../proto/errors.js';
import { runSpecHash } from '../../proto/run-spec.js';
import { PARSER_CONFIGURATION, textsOf } from '../commands/option.js';
import { type SpecArguments, specFromArguments } from '../commands/spec-arguments.js';
import { withSpecOptions } from '../commands/spec-options.js';
import { usageError } from '../error-report.js';
import { knownOptions, wrongNumber } from '../number-options.js';
import { checkStudy, type Study, seedsOf, type Variant } from './study.js';

/** A study as a command line gives it. */
export interface StudyFlags {
  /** The part that all variants share: the options of `codistill launch`. */
  readonly shared: SpecArguments;
  /** `NAME: OPTIONS`, the first one the baseline unless another is named. */
  readonly variants: readonly string[];
  /** `OPTION=VALUE VALUE …`: a variant for each combination. */
  readonly vary: readonly string[];
  readonly baseline?: string | undefined;
  readonly name?: string | undefined;
  readonly seeds: number | readonly number[];
}

/**
 * A study from flags. Without a name it is called after what it compares, so that the same command finds its runs again.
 *
 * @throws {CodistillError} `ERR_USAGE` or `ERR_CONFIG`.
 */
export function studyFromFlags(flags: StudyFlags): Study {
  const { shared, baseline } = flags;
  const listed = flags.variants.map((text) => readVariant(text));
  const first = baseline ?? listed[0]?.name ?? '';
  const arms = [
    ...listed.map(({ name, options }) => ({ name, options, against: first })),
    ...combinations(flags.vary, baseline),
  ];
  if (arms.length === 0) {
    throw new CodistillError('ERR_USAGE', 'there is nothing to compare', {
      fix: "give a study file, some --variant 'NAME: OPTIONS', or --vary 'exchange=none lockstep'",
    });
  }
  const variants = arms.map(({ name, options, against }): Variant => {
    const spec = specFromArguments(overlaid(shared, readOptions(name, options)));
    return { name, about: options, against, spec };
  });
  const seeds = seedsOf(flags.seeds);
  const name = flags.name ?? `compare-${digest(variants)}`;
  return checkStudy({
    name,
    about: '',
    variants,
    seeds,
    seedsPerData: 1,
    target: undefined,
    gates: [],
    hypotheses: [],
  });
}

function readVariant(text: string): { name: string; options: string } {
  const at = text.search(/:|\s--/);
  const name = (at < 0 ? text : text.slice(0, at)).trim();
  if (name === '') {
    throw new CodistillError('ERR_USAGE', `--variant "${text}" has no name`, {
      fix: "write for example --variant 'mutual: --exchange lockstep'",
    });
  }
  return { name, options: at < 0 ? '' : text.slice(at).replace(/^:/, '').trim() };
}

/** Compared is along the first option: each combination to the one with that option's first value. */
function combinations(vary: readonly string[], baseline: string | undefined) {
  const axes = vary.map((text) => {
    const [, option = '', values = ''] = /^(?:--)?([a-z-]+)=(.*)$/.exec(text.trim()) ?? [];
    const list = values.split(/\s+/).filter((value) => value !== '');
    if (list.length === 0) {
      throw new CodistillError('ERR_USAGE', `--vary "${text}": not of the form OPTION=VALUE VALUE …`, {
        fix: "write for example --vary 'exchange=none lockstep stale:50'",
      });
    }
    return { option, list };
  });
  if (axes.length === 0) return [];
  let chosen: readonly (readonly string[])[] = [[]];
  for (const { list } of axes) chosen = chosen.flatMap((before) => list.map((value) => [...before, value]));
  return chosen.map((values) => ({
    name: values.join(' '),
    options: values.map((value, i) => `--${axes[i]!.option} ${value}`).join(' '),
    against: baseline ?? [axes[0]!.list[0]!, ...values.slice(1)].join(' '),
  }));
}

/** A variant's options, read as `codistill launch` reads its own. */
function readOptions(name: string, options: string): SpecArguments {
  const parser = withSpecOptions(yargs([]))
    .locale('en')
    .parserConfiguration(PARSER_CONFIGURATION)
    .help(false)
    .version(false)
    .strict()
    .exitProcess(false)
    .fail(false);
  const known = knownOptions(parser);
  const typed = options.split(/\s+/);
  const refused = ({ message, fix }: CodistillError, cause?: unknown): CodistillError =>
    new CodistillError('ERR_USAGE', `variant "${name}": ${message}`, { fix, cause });
  let parsed: SpecArguments;
  try {
    parsed = parser.parseSync(options) as SpecArguments;
  } catch (cause) {
    const fix = '`codistill launch --help` lists the options that a variant may have';
    const { message } = usageError(cause, typed, { usages: [], options: known.names });
    throw refused(new CodistillError('ERR_USAGE', message, { fix }), cause);
  }
  const wrong = wrongNumber(known.numbers, parsed, typed);
  if (wrong !== undefined) throw refused(wrong);
  return parsed;
}

/** A variant that says who the peers are says it for all of them; its `--set` come after the shared ones. */
function overlaid(shared: SpecArguments, own: SpecArguments): SpecArguments {
  const namesPeers = own.peer !== undefined || own.peers !== undefined;
  const { peer, peers, ...others } = shared;
  const sets = [...textsOf(shared.set), ...textsOf(own.set)];
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return {
    ...others,
    ...(namesPeers ? {} : { peer, peers }),
    ...given,
    ...(sets.length === 0 ? {} : { set: sets }),
  };
}

function digest(variants: readonly Variant[]): string {
  const hash = createHash('sha256');
  for (const { name, against, spec } of variants) hash.update(`${name}\0${against}\0${runSpecHash(spec)}\0`);
  return hash.digest('hex').slice(0, 8);
}
