import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDirectory } from '../files/make-directory.js';
import { replaceFile } from '../files/run-files.js';
import { tensorflowVersion } from '../model/backend.js';
import { type CompiledGraph, decodeGraph, encodeGraph } from './graph-file.js';
import type { OpScript } from './replay.js';

/** Of the rules' code; `scripts/setup/bundle.mjs` puts it in. */
declare const BUNDLED_GRAPH_CODE: string | undefined;

/** Limits of a cache, and the maker of its graphs. */
export interface GraphCacheOptions {
  /** When the cache exceeds either limit, the oldest files are deleted. */
  readonly entriesMax: number;
  readonly bytesMax: number;
  /** Versions of the code that made the graphs: those of another maker are not found. */
  readonly maker: string;
}

/** A ResNet-20 has 0.2 MB a graph, a ResNet-110 1 MB; a peer has one or two for training and one for evaluation. */
const ENTRIES_MAX = 256;
const BYTES_MAX = 256 * 2 ** 20;
/** Graphs of one family that are compared with the network at hand, newest first. */
const SCRIPTS_MAX = 4;
const ENDING = '.graph';

/**
 * Compiled graphs on disk, for the next start of the same network.
 *
 * A graph is never taken on trust: the step runs in JavaScript as often as it takes to compile it, without computing,
 * and its traces must be those that the graph was made of, bit for bit. So any change of a step misses, in a user's
 * module too. Traces cannot show the rules that made a graph of them: a hash of the rules' code is part of the name.
 */
export class GraphCache {
  readonly #directory: string;
  readonly #warn: (message: string) => void;
  readonly #options: GraphCacheOptions;

  /**
   * @param directory - Shared by all processes of a user; made when something is kept.
   * @param warn - Told, in one line, when a graph cannot be kept; nothing else comes of it.
   */
  constructor(directory: string, warn: (message: string) => void, options: Partial<GraphCacheOptions> = {}) {
    this.#directory = directory;
    this.#warn = warn;
    this.#options = {
      entriesMax: ENTRIES_MAX,
      bytesMax: BYTES_MAX,
      maker: options.maker ?? `${tensorflowVersion()} ${ownCode()}`,
      ...options,
    };
  }

  /**
   * Finds the graph whose traces have the digest that `digestOf` computes.
   *
   * @param family - Must be equal before a script is worth a try.
   * @param digestOf - Traces the step by a script; throws when the step differs from it.
   */
  find(family: string, digestOf: (script: OpScript) => string): CompiledGraph | undefined {
    const prefix = this.#prefix(family);
    const names = this.#newestFirst()
      .map(({ name }) => name)
      .filter((name) => name.startsWith(prefix));
    for (const name of names.slice(0, SCRIPTS_MAX)) {
      const candidate = this.#read(name);
      if (candidate === undefined) continue;
      // Whatever error shows that the step does not follow the script: then it is another step.
      const digest = attempt(() => digestOf(candidate.script));
      if (digest === candidate.digest) return candidate;
      if (digest === undefined) continue;
      const named = this.#read(`${prefix}${digest}${ENDING}`);
      return named?.digest === digest ? named : undefined;
    }
    return undefined;
  }

  /** Keeps a graph. Readers in other processes find all of it or nothing. */
  keep(family: string, graph: CompiledGraph): void {
    const path = join(this.#directory, `${this.#prefix(family)}${graph.digest}${ENDING}`);
    try {
      makeDirectory(this.#directory);
      replaceFile(path, encodeGraph(graph), { aside: `${path}.${randomUUID()}` });
      this.#removeOldest();
    } catch (error) {
      this.#warn(`the compiled graph is not kept for the next start: ${String(error)}`);
    }
  }

  #prefix(family: string): string {
    return `${createHash('sha256').update(`${this.#options.maker}\n${family}`).digest('hex').slice(0, 32)}-`;
  }

  /** `undefined` for a file that is damaged, or gone since it was listed: a new graph takes its place. */
  #read(name: string): CompiledGraph | undefined {
    return attempt(() => decodeGraph(readFileSync(join(this.#directory, name))));
  }

  #removeOldest(): void {
    let [entries, bytes] = [0, 0];
    for (const { name, stats } of this.#newestFirst()) {
      entries++;
      bytes += stats.size;
      if (entries > this.#options.entriesMax || bytes > this.#options.bytesMax) {
        rmSync(join(this.#directory, name), { force: true });
      }
    }
  }

  /** All files, those that a crash left aside too: they grow old with the others. */
  #newestFirst(): { readonly name: string; readonly stats: Stats }[] {
    const names = attempt(() => readdirSync(this.#directory)) ?? []; // nothing was ever kept
    const files = names.flatMap((name) => {
      const stats = statSync(join(this.#directory, name), { throwIfNoEntry: false });
      return stats === undefined ? [] : [{ name, stats }];
    });
    return files.sort((a, b) => b.stats.mtimeMs - a.stats.mtimeMs || (a.name < b.name ? -1 : 1));
  }
}

/** `undefined` where the work fails. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** A hash of the rules' code. */
function ownCode(): string {
  if (typeof BUNDLED_GRAPH_CODE === 'string') return BUNDLED_GRAPH_CODE;
  return codeHash(dirname(fileURLToPath(import.meta.url)));
}

/** SHA-256 of the compiled code in a folder and those below it. */
export function codeHash(directory: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.js')).sort()) {
    hash.update(`${file}\n`).update(readFileSync(join(directory, file)));
  }
  return hash.digest('hex');
}
