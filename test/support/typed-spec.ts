import yargs from 'yargs';
import type { RunSpec } from '../../proto/run-spec-schema.js';
import { specFromArguments } from '../../scripts/commands/spec-arguments.js';
import { withSpecOptions } from '../../scripts/commands/spec-options.js';

/** The run spec that these options ask for, as if they were typed. */
export const typedSpec = async (...args: string[]): Promise<RunSpec> =>
  specFromArguments(
    await withSpecOptions(yargs(args))
      .parserConfiguration({ 'dot-notation': false, 'greedy-arrays': false })
      .strict()
      .fail(false)
      .parseAsync(),
  );
