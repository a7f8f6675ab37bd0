/**
 * Generates `proto/generated` from every `proto/*.proto` and from the run spec's schema, whose words `--help` shows without
 * loading the schema: `npm run generate`. With `--check` it changes nothing and fails when the committed code is not what
 * the contract gives.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { makeDirectory } from '../peer/files/make-directory.js';
import { isMain, projectRoot } from './project-root.js';
import { specHelp } from './spec-help.js';

/** `--force-number`: 64-bit fields would be objects otherwise; there are none. */
const PBJS_OPTIONS = [
  ...['-t', 'static-module', '-w', 'esm', '--dts', '--force-number', '--no-delimited', '--no-service'],
  ...['--no-verify', '--no-typeurl'],
];

/** The words of the run spec's fields, as a module and its types. */
const HELP: Readonly<Record<string, string>> = {
  'spec-help.js': `export default ${JSON.stringify(specHelp(), null, 2)};\n`,
  'spec-help.d.ts': `interface FieldHelp {
  readonly text: string;
  readonly fallback?: unknown;
  readonly choices?: readonly string[];
}
declare const specHelp: Readonly<Record<string, FieldHelp>>;
export default specHelp;
`,
};

/** Each `.proto` file of a checkout by its name alone. */
function contracts(root: string): string[] {
  const files = readdirSync(join(root, 'proto')).filter((file) => file.endsWith('.proto'));
  return files.map((file) => file.slice(0, -'.proto'.length)).sort();
}

/** @throws {Error} With pbjs's own words when the contract does not parse. */
export function generate(root: string, directory: string): void {
  makeDirectory(directory);
  const pbjs = join(root, 'node_modules', 'protobufjs-cli', 'bin', 'pbjs');
  for (const name of contracts(root)) {
    const output = join(directory, `${name}.js`);
    const args = [pbjs, ...PBJS_OPTIONS, '-o', output, join('proto', `${name}.proto`)];
    const result = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`pbjs failed:\n${result.stdout}${result.stderr}`);
  }
  for (const [name, text] of Object.entries(HELP)) writeFileSync(join(directory, name), text);
}

/** Names of generated files that are not what the `.proto` files give. */
export function staleFiles(root: string): string[] {
  const fresh = mkdtempSync(join(tmpdir(), 'codistill-generated-'));
  try {
    generate(root, fresh);
    const committed = join(root, 'proto', 'generated');
    const ofContracts = contracts(root).flatMap((name) => [`${name}.js`, `${name}.d.ts`]);
    const names = [...ofContracts, ...Object.keys(HELP)];
    return names.filter((name) => readText(join(committed, name)) !== readText(join(fresh, name)));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function main(args: readonly string[]): number {
  const root = projectRoot();
  if (!args.includes('--check')) {
    generate(root, join(root, 'proto', 'generated'));
    return 0;
  }
  const stale = staleFiles(root);
  if (stale.length === 0) return 0;
  process.stderr.write(`out of date: ${stale.map((name) => `proto/generated/${name}`).join(', ')}\n`);
  process.stderr.write('fix: npm run generate\n');
  return 1;
}

if (isMain(import.meta.filename)) process.exitCode = main(process.argv.slice(2));
