/**
 * `npm test`: the checks (format, lint, types that need types, generated code), then every test under one runner.
 *
 * `npm test -- PART…` runs only the test files whose path contains one of the parts, and no checks.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { staleFiles } from './generate.js';
import { isMain, projectRoot } from './project-root.js';

/** Cheap proofs first: what they find explains what the expensive ones would show. */
const GROUPS = [
  '',
  'tidy',
  'unit',
  'property',
  'paper',
  'sim',
  'chaos',
  'attacks',
  'integration',
  'e2e',
] as const;
/** These start processes that keep every core busy: one file at a time. Adapters mostly wait, and share the machine. */
const ALONE: readonly string[] = ['e2e'];
/** Only what hangs takes longer; a CI with a limit of 90 minutes still tells which file it was. */
const FILE_MS_MAX = 1_800_000;

/** Test files below the compiled `test` directory, in the order in which they run. */
export function orderTests(
  files: readonly string[],
  parts: readonly string[],
): { readonly together: string[]; readonly alone: string[] } {
  const wanted =
    parts.length === 0 ? files : files.filter((file) => parts.some((part) => file.includes(part)));
  const groupOf = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '');
  const rank = (file: string): number => (GROUPS as readonly string[]).indexOf(groupOf(file));
  const known = wanted
    .filter((file) => rank(file) >= 0)
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return {
    together: known.filter((file) => !ALONE.includes(groupOf(file))),
    alone: known.filter((file) => ALONE.includes(groupOf(file))),
  };
}

/** Checks that need no test runner; each is named, and the first that fails ends the run. */
function runChecks(root: string): boolean {
  const bin = (name: string, file: string): string => join(root, 'node_modules', name, file);
  const checks: readonly (readonly [name: string, args: readonly string[]])[] = [
    ['format and lint', [bin('@biomejs/biome', 'bin/biome'), 'check', '.']],
    ['lint with types', [bin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']],
  ];
  for (const [name, args] of checks) {
    process.stdout.write(`check: ${name}\n`);
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
    if (status !== 0) return false;
  }
  process.stdout.write('check: generated code is up to date\n');
  const stale = staleFiles(root);
  if (stale.length > 0) process.stderr.write(`out of date: ${stale.join(', ')}\nfix: npm run generate\n`);
  return stale.length === 0;
}

/** Counters that Node's runner tells at the end of each run, such as `pass 12`. */
const COUNTER = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) ([\d.]+)$/;

/** The events of both runs as if they were one, with one closing summary. */
async function* eventsOf(together: readonly string[], alone: readonly string[]): AsyncGenerator<TestEvent> {
  const counters = new Map<string, number>();
  for (const [files, concurrency] of [
    [together, 2],
    [alone, 1],
  ] as const) {
    if (files.length === 0) continue;
    for await (const event of run({
      files: [...files],
      concurrency,
      timeout: FILE_MS_MAX,
    }) as AsyncIterable<TestEvent>) {
      const counter = event.type === 'test:diagnostic' ? COUNTER.exec(event.data.message ?? '') : null;
      if (counter === null || event.data.nesting !== 0) yield event;
      else counters.set(counter[1]!, (counters.get(counter[1]!) ?? 0) + Number(counter[2]));
    }
  }
  for (const [name, value] of counters) {
    yield { type: 'test:diagnostic', data: { nesting: 0, message: `${name} ${value}` } };
  }
}

/** The fields of a runner's event that are read here. */
interface TestEvent {
  readonly type: string;
  readonly data: { readonly nesting?: number; readonly message?: string; readonly todo?: string | boolean };
}

/** Runs all files; true when every test passed. */
async function runTests(together: readonly string[], alone: readonly string[]): Promise<boolean> {
  let passed = true;
  async function* watched(): AsyncGenerator<TestEvent> {
    for await (const event of eventsOf(together, alone)) {
      if (event.type === 'test:fail' && (event.data.todo === undefined || event.data.todo === false))
        passed = false;
      yield event;
    }
  }
  const report = Readable.from(watched()).pipe(new spec());
  for await (const text of report) process.stdout.write(text as string | Uint8Array);
  return passed;
}

async function main(parts: readonly string[]): Promise<number> {
  const root = projectRoot();
  if (parts.length === 0 && !runChecks(root)) return 1;
  const directory = join(dirname(fileURLToPath(import.meta.url)), '..', 'test');
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js'))
    .map((file) => relative(directory, join(directory, file)).replaceAll('\\', '/'));
  const { together, alone } = orderTests(files, parts);
  if (together.length + alone.length === 0) {
    process.stderr.write(`no test file matches ${parts.join(', ')}\n`);
    return 1;
  }
  const inDirectory = (file: string): string => join(directory, file);
  return (await runTests(together.map(inDirectory), alone.map(inDirectory))) ? 0 : 1;
}

if (isMain(import.meta.filename)) process.exitCode = await main(process.argv.slice(2));
