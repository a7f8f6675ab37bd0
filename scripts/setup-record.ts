import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './project-root.js';

const schema = z.object({
  natsServer: z.object({ path: z.string(), version: z.string(), source: z.enum(['PATH', 'cache']) }),
  tensorflow: z.object({ version: z.string(), build: z.enum(['cpu', 'cuda', 'package']), lib: z.string() }),
  cache: z.string(),
});

/**
 * The tools that `scripts/setup` installed and where: nats-server's path, TensorFlow's version and build
 * (`package`: the npm package's own, old TensorFlow), and the per-user cache.
 */
export type SetupRecord = Readonly<z.infer<typeof schema>>;

/**
 * Reads what set-up wrote.
 *
 * @returns Undefined when set-up has not run to its end here, or what it wrote is not readable;
 *   `npm run setup` mends both.
 */
export function readSetupRecord(root: string = projectRoot()): SetupRecord | undefined {
  const file = join(root, 'node_modules', '.codistill-setup.json');
  if (!existsSync(file)) return undefined;
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
