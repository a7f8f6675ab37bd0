import { CodistillError } from '../proto/errors.js';

/** Our scripts that hand on options, and how a command line of theirs begins. */
const SCRIPTS: Readonly<Record<string, string>> = {
  start: 'npm start --',
  codistill: 'npm run codistill -- COMMAND',
};

/**
 * Options that npm took for itself. It hands on what stands behind a `--`, warns of all others in a line above ours, and tells
 * its child of them in the environment.
 *
 * @param names - Options of the command that runs.
 */
export function swallowedOptions(
  names: readonly string[],
  environment: NodeJS.ProcessEnv,
): CodistillError | undefined {
  const begin = SCRIPTS[environment.npm_lifecycle_event ?? ''];
  if (begin === undefined) return undefined;
  // npm has a --json of its own.
  const taken = names.filter(
    (name) => name !== 'json' && environment[`npm_config_${name.replaceAll('-', '_')}`] !== undefined,
  );
  if (taken.length === 0) return undefined;
  const options = taken.map((name) => `--${name}`);
  return new CodistillError('ERR_USAGE', `npm took ${options.join(', ')} for itself`, {
    fix: `write all options behind a "--", as in ${begin} ${options[0]} …`,
    facts: { options },
  });
}

/** The first option that was given an empty value, as a shell does of a variable that is not set. */
export function emptyOption(
  names: readonly string[],
  parsed: Readonly<Record<string, unknown>>,
): CodistillError | undefined {
  const name = names.find((option) => [parsed[option]].flat().includes(''));
  if (name === undefined) return undefined;
  return new CodistillError('ERR_USAGE', `--${name} is given nothing`, {
    fix: 'give it a value, or leave it out; a shell variable that is not set gives none',
    facts: { option: name },
  });
}
