import yargs from 'yargs';
import type { RunSpec } from '../../proto/run-spec-schema.js';
import { PARSER_CONFIGURATION } from '../../scripts/commands/option.js';
import { specFromArguments } from '../../scripts/commands/spec-arguments.js';
import { withSpecOptions } from '../../scripts/commands/spec-options.js';

/** The run spec that these options ask for, as if they were typed. */
export const typedSpec = async (...args: string[]): Promise<RunSpec> =>
  specFromArguments(
    await withSpecOptions(yargs(args))
      .parserConfiguration(PARSER_CONFIGURATION)
      .strict()
      .fail(false)
      .parseAsync(),
  );
