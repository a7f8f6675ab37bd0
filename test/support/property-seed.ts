import process from 'node:process';
import fc from 'fast-check';

/**
 * Every property starts from one seed, so that a run proves the same each time and a failure can be repeated.
 * `CODISTILL_SEED=n npm test` looks elsewhere.
 */
fc.configureGlobal({ seed: Number(process.env.CODISTILL_SEED ?? 20_260_101) });
