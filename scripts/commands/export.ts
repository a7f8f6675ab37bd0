import { join, resolve } from 'node:path';
import process from 'node:process';
import type { Argv, CommandModule } from 'yargs';
import type { Format } from '../../peer/export/other-runtime.js';
import { flag, stringOf, valued } from './option.js';

/** `codistill export`: writes a saved peer, or the ensemble, in a form that other programs read. */
export const exportCommand: CommandModule = {
  command: 'export <run>',
  describe:
    'write a saved peer of a run, or the ensemble, as a SavedModel, for TensorFlow.js, as ONNX or safetensors',
  builder: (yargs: Argv) =>
    yargs
      .positional('run', {
        type: 'string',
        describe: 'directory of the run, for the ensemble, or RUN_DIR/PEER',
        demandOption: true,
      })
      .options({
        format: {
          choices: ['savedmodel', 'tfjs', 'tfjs-layers', 'onnx', 'safetensors'] as const,
          default: 'savedmodel' as const,
          describe:
            'SavedModel, graph or layers model of TensorFlow.js, ONNX, or safetensors for PyTorch and Keras',
        },
        checkpoint: {
          choices: ['best', 'last'] as const,
          default: 'best' as const,
          describe: 'the checkpoint with the best validation loss, or the newest',
        },
        out: valued('folder to make', { defaultDescription: 'RUN_DIR/exports/PEER-FORMAT' }),
        'with-preprocessing': flag('the model takes pixels of 0 to 255 and normalizes them itself'),
        'data-dir': valued("folder with the data set's files, whose test split proves the export"),
        python: valued('the Python that proves safetensors, by its torch or keras', {
          defaultDescription: 'python3',
        }),
        json: flag('print the outcome as JSON'),
      })
      .example('$0 export runs/20261122-101500-a1b2c3/peer-0 --format onnx', 'one peer as model.onnx')
      .example('$0 export runs/20261122-101500-a1b2c3', 'the ensemble, which averages probabilities'),
  handler: async (argv) => {
    const { savedRun } = await import('../launch/saved-run.js');
    const { cacheDirectory } = await import('../cache-directory.js');
    const run = savedRun(stringOf(argv.run) ?? '');
    const name = `${run.peerId ?? 'ensemble'}-${stringOf(argv.format)}`;
    const out = resolve(stringOf(argv.out) ?? join(run.runDir, 'exports', name));
    const { checkFree } = await import('../../peer/export/model-folder.js');
    checkFree(out); // before a second is spent on TensorFlow
    const { exportRun } = await import('../../peer/export/export-run.js');
    const format = stringOf(argv.format) as Format;
    const dataDir = stringOf(argv['data-dir']);
    const exported = await exportRun({
      ...run,
      format,
      checkpoint: argv.checkpoint === 'last' ? 'last' : 'best',
      python: stringOf(argv.python),
      out,
      withPreprocessing: argv['with-preprocessing'] === true,
      places: {
        cacheDir: cacheDirectory(process.env),
        dataDir: dataDir === undefined ? undefined : resolve(dataDir),
      },
    });
    if (argv.json === true) {
      process.stdout.write(`${JSON.stringify(exported)}\n`);
      return;
    }
    const { path, peers, output, proof } = exported;
    const what = peers.map(({ id, network, step }) => `${id} (${network}, step ${step})`).join(', ');
    process.stdout.write(`${what}: ${output} in ${path}\n`);
    const samples = proof.syntheticSince === undefined ? 'test samples' : 'made-up samples';
    process.stdout.write(
      `${proof.runtime} agrees on ${proof.samples} ${samples}; largest difference ${proof.difference.toExponential(1)}\n`,
    );
    if (proof.syntheticSince !== undefined) {
      process.stderr.write(`the samples are made up: ${proof.syntheticSince}\n`);
    }
  },
};
