import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';

/**
 * tfjs's addon, which set-up has compiled, with our own beside it: where the command line says it is (`CODISTILL_ADDON`), else
 * in the packages of the checkout.
 *
 * @throws {Error} When there is none.
 */
export function addonFile(): string {
  const { CODISTILL_ADDON } = process.env;
  if (CODISTILL_ADDON !== undefined) return CODISTILL_ADDON;
  const { resolve } = createRequire(import.meta.url);
  return realpathSync(
    join(dirname(resolve('@tensorflow/tfjs-node-gpu/package.json')), 'lib/napi-v8/tfjs_binding.node'),
  );
}
