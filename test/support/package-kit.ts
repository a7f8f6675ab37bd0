import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { cacheDirectory } from '../../scripts/cache-directory.js';
import { REPOSITORY } from './repository.js';

/** Of one command, on a busy machine. */
const COMMAND_MS_MAX = 300_000;

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a shell would have that knows nothing of the npm which runs the tests. */
function environment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$)/.test(name));
  return { ...Object.fromEntries(entries), npm_config_update_notifier: 'false', ...own };
}

function run(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Ended {
  const env = environment(options.env ?? {});
  const how = { cwd: options.cwd, env, encoding: 'utf8', timeout: COMMAND_MS_MAX } as const;
  const { status, stdout, stderr, error } = spawnSync(command, args, how);
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** Why packages cannot be installed here; `false` where they can. */
export function registryMissing(): string | false {
  const args = ['view', 'node', 'version', '--fetch-retries=0', '--fetch-timeout=20000'];
  return run('npm', args, { cwd: tmpdir() }).status === 0 ? false : 'npm reaches no registry';
}

/** The tarball that `npm pack` makes, of what is compiled now. */
export interface Tarball {
  readonly file: string;
  /** Paths in it. */
  readonly files: readonly string[];
}

export function pack(folder: string): Tarball {
  // Its own script would make sure that all is compiled, under the feet of the tests that run; the types are made for it alone.
  const compiler = join(REPOSITORY, 'node_modules', 'typescript', 'bin', 'tsc');
  const types = run(process.execPath, [compiler, '-p', 'tsconfig.types.json'], { cwd: REPOSITORY });
  if (types.status !== 0) throw new Error(types.stdout);
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = run('npm', args, { cwd: REPOSITORY });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: readonly { path: string }[] }];
  return { file: join(folder, packed.filename), files: packed.files.map(({ path }) => path) };
}

/**
 * The folder of a certain Node's program, from the npm package that `node` fetches it from, in the per-user cache; `undefined`
 * where there is none for this machine.
 */
export async function nodeFolder(version: string): Promise<string | undefined> {
  const setup = pathToFileURL(join(REPOSITORY, 'scripts', 'setup', 'install-once.mjs')).href;
  const { installOnce } = (await import(setup)) as {
    installOnce(directory: string, fill: (target: string) => Promise<void>): Promise<unknown>;
  };
  const name = `node-${process.platform}-${process.arch}`;
  const directory = join(cacheDirectory(process.env), `test-${name}-${version}`);
  await installOnce(directory, async (target) => {
    run('npm', ['install', '--ignore-scripts', '--prefix', target, `${name}@${version}`], { cwd: target });
  });
  const folder = join(directory, 'node_modules', name, 'bin');
  return existsSync(join(folder, 'node')) ? folder : undefined;
}

/** What set-up has fetched and compiled on this machine. */
function setUpHere(): readonly string[] {
  const cache = cacheDirectory(process.env);
  const isOne = (name: string): boolean =>
    /^(tensorflow|addon|nats-server)-/.test(name) && !name.endsWith('.lock');
  return readdirSync(cache)
    .filter(isOne)
    .map((name) => join(cache, name));
}

/** A cache that has what this machine's has, except what set-up has recorded. */
export function linkedCache(folder: string, name: string): string {
  const linked = join(folder, `cache-${name}`);
  mkdirSync(linked);
  for (const one of setUpHere()) symlinkSync(one, join(linked, basename(one)));
  return linked;
}

/** Fills a cache likewise, with files of its own. */
export function copyCache(cache: string): void {
  const { status, stderr } = run('cp', ['--archive', '--reflink=auto', ...setUpHere(), cache], {
    cwd: cache,
  });
  if (status !== 0) throw new Error(stderr);
}

/** Where npm keeps what it has fetched. */
export function npmCache(): string {
  return run('npm', ['config', 'get', 'cache'], { cwd: tmpdir() }).stdout.trim();
}

/** Every file and folder below one, with what would show that it was written to. */
export function snapshot(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names.map((name) => {
      const { size, mtimeMs } = lstatSync(join(folder, name));
      return [name, `${size} ${mtimeMs}`];
    }),
  );
}

export function megabytes(folder: string): number {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.reduce((sum, name) => sum + lstatSync(join(folder, name)).size, 0) / 1e6;
}

/** Runs a command of words without spaces. */
export type Typed = (command: string, env?: NodeJS.ProcessEnv) => Ended;

/** A PATH on which that folder's Node is the first. */
export function pathWith(node: string): string {
  return [node, process.env.PATH].join(delimiter);
}

/** An empty folder, and how commands are typed in it. */
export function emptyFolder(): { folder: string; type: Typed } {
  const folder = mkdtempSync(join(tmpdir(), 'codistill-package-'));
  const type: Typed = (command, env = {}) => {
    const [program = '', ...args] = command.split(' ');
    return run(program, args, { cwd: folder, env });
  };
  return { folder, type };
}
