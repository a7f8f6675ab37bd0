/**
 * `npm test`: the checks (format, lint, types that need types, generated code) and, beside them, every test under one runner.
 *
 * `npm test -- PART…` runs only the test files whose path contains one of the parts, and no checks.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath, pathToFileURL } from 'node:url';
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
/** Runs of whole cohorts wait for each other as much as they compute, so a second file fills the cores. */
const FILES_AT_ONCE = 2;
/** Groups that start nothing of their own: several of their files share a process, which takes longer to start than most of them. */
const SHARING: readonly string[] = ['tidy', 'unit', 'property', 'paper'];
const FILES_A_PROCESS = 16;
/** Only what hangs takes longer; a CI with a limit of 90 minutes still tells which file it was. */
const FILE_MS_MAX = 1_800_000;

/** Test files below the compiled `test` directory, in the order in which they run. */
export function orderTests(files: readonly string[], parts: readonly string[]): string[] {
  const wanted =
    parts.length === 0 ? files : files.filter((file) => parts.some((part) => file.includes(part)));
  const rank = (file: string): number => (GROUPS as readonly string[]).indexOf(groupOf(file));
  return wanted.filter((file) => rank(file) >= 0).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function groupOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
}

/** The files that share a process, in their order. */
export function batchesOf(files: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (const file of files) {
    const last = batches.at(-1);
    const group = groupOf(file);
    const fits = last !== undefined && last.length < FILES_A_PROCESS && groupOf(last[0]!) === group;
    if (fits && SHARING.includes(group)) last.push(file);
    else batches.push([file]);
  }
  return batches;
}

/** Runs the checks that need no test runner, all at once: each keeps one core busy. Each is told as it ends, with what it said. */
async function runChecks(root: string): Promise<boolean> {
  const bin = (name: string, file: string): string => join(root, 'node_modules', name, file);
  const checks: readonly (readonly [name: string, args: readonly string[]])[] = [
    ['format and lint', [bin('@biomejs/biome', 'bin/biome'), 'check', '.']],
    ['lint with types', [bin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']],
    ['generated code', [join(import.meta.dirname, 'generate.js'), '--check']],
  ];
  const passed = checks.map(async ([name, args]) => {
    const { code, output } = await ended(spawn(process.execPath, args, { cwd: root }));
    process.stdout.write(`check: ${name}: ${code === 0 ? 'ok' : 'FAILED'}\n${output}`);
    return code === 0;
  });
  return (await Promise.all(passed)).every(Boolean);
}

/** Resolves at the end of a process, with all that it wrote. */
async function ended(
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: number | null; output: string }> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** Runs all files, each an absolute path, until the signal; true when every test passed. */
async function runTests(batches: readonly (readonly string[])[], signal: AbortSignal): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'codistill-tests-'));
  try {
    const files = batches.map((batch, i) => (batch.length === 1 ? batch[0]! : batchFile(folder, i, batch)));
    let passed = true;
    const tests = run({ files, concurrency: FILES_AT_ONCE, timeout: FILE_MS_MAX, signal });
    tests.on('test:fail', ({ todo }) => {
      if (todo === undefined || todo === false) passed = false;
    });
    for await (const text of tests.compose(new spec())) process.stdout.write(text as string | Uint8Array);
    return passed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A module whose tests are those of these files. */
function batchFile(folder: string, index: number, files: readonly string[]): string {
  const path = join(folder, `batch-${index}.mjs`);
  writeFileSync(path, files.map((file) => `import ${JSON.stringify(pathToFileURL(file).href)};\n`).join(''));
  return path;
}

async function main(parts: readonly string[]): Promise<number> {
  const root = projectRoot();
  const directory = join(dirname(fileURLToPath(import.meta.url)), '..', 'test');
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js'))
    .map((file) => relative(directory, join(directory, file)).replaceAll('\\', '/'));
  const ordered = orderTests(files, parts);
  if (ordered.length === 0) {
    process.stderr.write(`no test file matches ${parts.join(', ')}\n`);
    return 1;
  }
  const inDirectory = (batch: string[]): string[] => batch.map((file) => join(directory, file));
  const failed = new AbortController();
  const checked = parts.length === 0 ? runChecks(root) : Promise.resolve(true);
  const tests = runTests(batchesOf(ordered).map(inDirectory), failed.signal);
  if (!(await checked)) failed.abort();
  return (await tests) && (await checked) ? 0 : 1;
}

if (isMain(import.meta.filename)) process.exitCode = await main(process.argv.slice(2));
