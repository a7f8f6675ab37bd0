import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import * as z from 'zod';
import { cacheDirectory } from './cache-directory.js';
import { isCheckout, projectRoot } from './project-root.js';

/** Of what an installed package makes set-up do; `scripts/setup/bundle.mjs` puts it in. */
declare const BUNDLED_SETUP_KEY: string | undefined;

const schema = z.object({
  natsServer: z.object({ path: z.string(), version: z.string(), source: z.enum(['PATH', 'cache']) }),
  tensorflow: z.object({
    version: z.string(),
    build: z.enum(['cpu', 'cuda', 'package']),
    lib: z.string(),
    addon: z.string().optional(),
  }),
  cache: z.string(),
});

/**
 * The tools that `scripts/setup` installed and where: nats-server's path, TensorFlow's version and build
 * (`package`: the npm package's own, old TensorFlow), and the per-user cache.
 */
export type SetupRecord = Readonly<z.infer<typeof schema>>;

/** Where set-up writes it. Of a package, in which set-up writes nothing, that is the cache. */
export function setupRecordFile(root: string = projectRoot()): string {
  if (isCheckout(root)) return join(root, 'node_modules', '.codistill-setup.json');
  const key = typeof BUNDLED_SETUP_KEY === 'string' ? BUNDLED_SETUP_KEY : 'unbundled';
  return join(cacheDirectory(process.env), `setup-${key}.json`);
}

/**
 * Reads what set-up wrote.
 *
 * @returns Undefined when set-up has not run to its end here, or what it wrote is not readable;
 *   `codistill setup` mends both.
 */
export function readSetupRecord(root: string = projectRoot()): SetupRecord | undefined {
  const file = setupRecordFile(root);
  if (!existsSync(file)) return undefined;
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
