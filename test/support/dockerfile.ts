import assert from 'node:assert/strict';
import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { DockerfileParser, From, type Instruction, JSONInstruction } from 'dockerfile-ast';

/** Of one step, on a busy machine. */
const STEP_MS_MAX = 600_000;

/** Why its steps cannot be run here; `false` where they can. */
export function stepsMissing(): string | false {
  if (process.platform !== 'linux') return 'namespaces need Linux';
  if (process.getuid?.() !== 0) return 'namespaces need root';
  return spawnSync('unshare', ['--mount', 'true']).status === 0 ? false : 'no namespaces here';
}

/** One instruction: its keyword, its words as they stand, its flags. */
interface Step {
  readonly keyword: string;
  readonly text: string;
  readonly from: string | undefined;
  /** Of the exec form. */
  readonly words: readonly string[];
}

/** The stages of a Dockerfile that a target is made of, in their order, each with the image or stage that it begins with. */
export interface Stage {
  readonly name: string;
  readonly base: string;
  readonly steps: readonly Step[];
}

/** @returns The stages that are needed for one of them, that one last. */
export function stagesOf(dockerfile: string, target: string): readonly Stage[] {
  const stages: { name: string; base: string; steps: Step[] }[] = [];
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    if (instruction instanceof From) {
      stages.push({ name: instruction.getBuildStage() ?? '', base: instruction.getImage() ?? '', steps: [] });
    } else stages.at(-1)?.steps.push(stepOf(instruction));
  }
  const needed = (name: string): string[] => {
    const stage = stages.find((one) => one.name === name);
    if (stage === undefined) return []; // an image
    const froms = stage.steps.flatMap(({ from }) => (from === undefined ? [] : needed(from)));
    return [...needed(stage.base), ...froms, name];
  };
  const names = needed(target);
  return stages.filter(({ name }) => names.includes(name));
}

function stepOf(instruction: Instruction): Step {
  const text = instruction.getArguments().map(String);
  const own = instruction instanceof JSONInstruction ? instruction : undefined;
  const flag = own?.getFlags().find((one) => one.getName() === 'from');
  return {
    keyword: instruction.getKeyword(),
    text: instruction.getRawArgumentsContent() ?? text.join(' '),
    from: flag?.getValue() ?? undefined,
    words: own?.getJSONStrings().map((one) => one.getJSONValue()) ?? [],
  };
}

/** The parts of this machine that stand for a base image: Node's folder, and npm's cache. */
export interface BaseImage {
  readonly node: string;
  readonly npmCache: string;
}

/** What lets a process in a root directory of its own reach a registry as this machine does. */
const CERTIFICATES = Object.entries(process.env).filter(([, value = '']) => value.startsWith('/etc/ssl/'));

/**
 * A root directory that the steps of a Dockerfile fill. Under it are this machine's system and a Node, read-only, as a base image has
 * them, and nothing else of it.
 */
export class Image {
  readonly root: string;
  readonly #base: BaseImage;
  readonly #environment: Record<string, string | undefined>;
  #user = 'root';
  #directory = '/';
  #entry: readonly string[] = [];

  /** @param root - An empty folder. */
  constructor(root: string, base: BaseImage) {
    this.root = root;
    this.#base = base;
    this.#environment = {
      ...Object.fromEntries(CERTIFICATES),
      ...{ PATH: '/node:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/tmp', npm_config_cache: '/npm' },
      npm_config_prefer_offline: 'true',
    };
    for (const folder of ['usr', 'etc/ssl', 'etc/alternatives', 'proc', 'dev', 'tmp', 'node', 'npm'])
      mkdirSync(join(root, folder), { recursive: true });
    chmodSync(join(root, 'tmp'), 0o1777);
    for (const link of ['bin', 'sbin', 'lib', 'lib64']) execFileSync('cp', ['--archive', `/${link}`, root]);
    for (const file of ['ld.so.cache', 'resolv.conf', 'hosts', 'nsswitch.conf'])
      execFileSync('cp', ['--dereference', `/etc/${file}`, join(root, 'etc')]);
    writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0::/tmp:/bin/sh\nnode:x:1000:1000::/tmp:/bin/sh\n');
    writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnode:x:1000:\n');
  }

  /** Performs one step. */
  take({ keyword, text, words, from }: Step, context: string, stages: ReadonlyMap<string, Image>): void {
    switch (keyword) {
      case 'RUN':
        this.#run(text);
        return;
      case 'ENV':
        for (const [, name = '', value] of text.matchAll(/(\w+)=(\S+)/g)) this.#environment[name] = value;
        return;
      case 'USER':
        this.#user = text;
        return;
      case 'ENTRYPOINT':
        this.#entry = words;
        return;
      case 'WORKDIR':
        this.#directory = text;
        mkdirSync(join(this.root, text), { recursive: true });
        return;
      case 'COPY': {
        const [source = '', target = ''] = text.split(' ').slice(-2);
        const there = from === undefined ? context : stages.get(from)!.root;
        const here = join(this.root, target.startsWith('/') ? '' : this.#directory, target);
        mkdirSync(dirname(here), { recursive: true });
        const how = from === undefined ? ['--no-preserve=ownership'] : ['--link'];
        execFileSync('cp', ['--archive', ...how, join(there, source), here]);
        return;
      }
      default:
        assert.equal(keyword, 'CMD', 'a keyword that is not performed here');
    }
  }

  /** A distribution's packages are those of this machine. */
  #run(command: string): void {
    if (command.startsWith('apt-get ')) return;
    const { status, stdout, stderr } = this.#start(['/bin/sh', '-c', command]);
    assert.equal(status, 0, `${command}\n${stdout}${stderr}`);
  }

  /** Runs the entry point with these arguments to its end. */
  start(...args: readonly string[]): SpawnSyncReturns<string> {
    return this.#start([...this.#entry, ...args]);
  }

  /** As process 1 of its own, and as the image's user. */
  #start(command: readonly string[]): SpawnSyncReturns<string> {
    const { root } = this;
    const group = this.#user === 'root' ? 'root' : '1000';
    const bound = ['usr', 'etc/ssl', 'etc/alternatives'].map((name) => [`/${name}`, name]);
    const script = [
      'set -e',
      ...[...bound, [this.#base.node, 'node']].map(
        ([from, to]) => `mount --bind --options ro ${from} ${root}/${to}`,
      ),
      `mount --bind ${this.#base.npmCache} ${root}/npm`,
      `mount --rbind /dev ${root}/dev`,
      `mount -t proc proc ${root}/proc`,
      `exec chroot --userspec=${this.#user}:${group} ${root} env --ignore-environment --chdir=${this.#directory} "$@"`,
    ].join('\n');
    const environment = Object.entries(this.#environment).map(([name, value]) => `${name}=${value}`);
    const args = ['--mount', '--pid', '--fork', '--kill-child', 'bash', '-c', script, 'bash'];
    const how = { encoding: 'utf8', timeout: STEP_MS_MAX } as const;
    return spawnSync('unshare', [...args, ...environment, ...command], how);
  }
}

/**
 * Builds a target of a Dockerfile: its steps as they stand, stage after stage, each stage in a root directory of its own, or that of the stage
 * which it begins with.
 *
 * @param folder - An empty one, for the root directories.
 * @param context - What `COPY` finds.
 */
export function build(
  dockerfile: string,
  target: string,
  { folder, context, base }: { folder: string; context: string; base: BaseImage },
): Image {
  const images = new Map<string, Image>();
  for (const stage of stagesOf(dockerfile, target)) {
    const image = images.get(stage.base) ?? new Image(join(folder, stage.name), base);
    for (const step of stage.steps) image.take(step, context, images);
    images.set(stage.name, image);
  }
  return images.get(target)!;
}
