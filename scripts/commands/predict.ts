import { resolve } from 'node:path';
import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';
import type { Prediction } from '../../peer/export/predict-inputs.js';
import { flag, stringOf, valued } from './option.js';

/** Classes that are shown of an input. */
const SHOWN = 5;

/** `codistill predict`: classes of pictures, or of what follows a text, by a run or an exported model. */
export const predictCommand: CommandModule = {
  command: 'predict <model> <inputs..>',
  describe: 'predict classes of pictures, or what follows a text, by a run or an exported model',
  builder: (yargs: Argv) =>
    yargs
      .positional('model', {
        type: 'string',
        describe: 'directory of the run, for the ensemble, RUN_DIR/PEER, or a folder that `export` made',
        demandOption: true,
      })
      .positional('inputs', {
        type: 'string',
        array: true,
        describe: 'pictures, folders of pictures, or texts',
        demandOption: true,
      })
      .options({
        checkpoint: {
          choices: ['best', 'last'] as const,
          default: 'best' as const,
          describe: 'of a run: the checkpoint with the best validation loss, or the newest',
        },
        python: valued('of safetensors: the Python that predicts, by its torch or keras', {
          defaultDescription: 'python3',
        }),
        json: flag('print every class with its probability as JSON'),
      })
      .example('$0 predict runs/20261122-101500-a1b2c3 cat.png photos/', 'by the ensemble'),
  handler: async (argv) => {
    const model = resolve(stringOf(argv.model) ?? '');
    const given = (argv.inputs as unknown[]).map(String);
    const { savedRun } = await import('../launch/saved-run.js');
    const { isModelFolder } = await import('../../peer/export/model-folder.js');
    const run = isModelFolder(model) ? undefined : savedRun(model);
    const { openModel, openRun } = await import('../../peer/export/predictor.js');
    const { predictInputs } = await import('../../peer/export/predict-inputs.js');
    const warn = (message: string): void => {
      process.stderr.write(`${message}\n`);
    };
    const checkpoint = argv.checkpoint === 'last' ? 'last' : 'best';
    const predictor = await (run === undefined
      ? openModel(model, stringOf(argv.python))
      : openRun({ ...run, checkpoint }, warn));
    try {
      const print = argv.json === true ? printJson : printLines;
      await print(predictInputs(predictor, given));
    } finally {
      await predictor.close();
    }
  },
};

async function printLines(predictions: AsyncIterable<Prediction>): Promise<void> {
  for await (const { input, classes } of predictions) {
    const shown = classes.slice(0, SHOWN);
    const list = shown.map(({ name, probability }) => `${name} ${(100 * probability).toFixed(1)} %`);
    process.stdout.write(`${input}: ${list.join(', ')}\n`);
  }
}

/** One array, a line each. */
async function printJson(predictions: AsyncIterable<Prediction>): Promise<void> {
  let before = '[';
  for await (const prediction of predictions) {
    process.stdout.write(`${before}${JSON.stringify(prediction)}`);
    before = ',\n';
  }
  process.stdout.write(']\n');
}
