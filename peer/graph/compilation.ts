import { checkTraceable, graphOfTraces } from './comparison.js';
import { type GraphNode, inputName, pruned, type StepGraph } from './graph.js';
import type { GraphCache } from './graph-cache.js';
import type { CompiledGraph } from './graph-file.js';
import { type Feeds, Program, programBytes } from './program.js';
import { type OpScript, scriptOf } from './replay.js';
import type { SharedSession } from './shared-session.js';
import { traceDigest } from './trace-digest.js';
import type { TracedStep } from './traced-step.js';

/** One job for {@link compile}. */
export interface Compilation {
  /** All that must be alike before a graph in the cache is worth a look; the rest shows in the trace. */
  readonly family: string;
  /** Runs it on one of two sets of made-up values and records it; with a script, without computing. */
  trace(values: 0 | 1, script?: OpScript): TracedStep;
  /** Turns the traced graph into nodes to emit, and names the outputs to fetch by their purpose. */
  finish(graph: StepGraph): {
    readonly nodes: readonly GraphNode[];
    readonly fetches: Readonly<Record<string, string>>;
  };
}

/** Work on the way to a program, in order; a graph in the cache needs the first and the last two. */
export type CompilationPart = 'look-up' | 'trace' | 'simplify' | 'emit' | 'load' | 'warm-up';

/** The cache that compiling may use, where programs go, and a listener. */
export interface CompilationServices {
  /** Absent: each program has a session of its own. */
  readonly session?: SharedSession | undefined;
  /** Absent: nothing is kept from one process to the next. */
  readonly cache?: GraphCache | undefined;
  /** Called at the end of each part. */
  readonly onPart?: ((part: CompilationPart) => void) | undefined;
}

/** A graph that TensorFlow has loaded. */
export interface CompiledProgram {
  readonly program: Program;
  /** Nodes that inputs are fed to. */
  readonly inputs: ReadonlySet<string>;
  readonly fetches: Readonly<Record<string, string>>;
}

/**
 * Makes a program: of the graph that an earlier process left, when two traces prove that it is the same, else of two
 * traces. It takes two because a single one does not show which values JavaScript computes at each step. Only the first
 * trace of a step computes: to compare, shapes are enough.
 *
 * @throws {UntraceableError} When a graph cannot hold what was traced.
 */
export function compile(compilation: Compilation, services: CompilationServices): CompiledProgram {
  const { cache, onPart = (): void => {} } = services;
  const { family } = compilation;
  const found = cache?.find(family, (script) =>
    traceDigest(compilation.trace(0, script), compilation.trace(1, script)),
  );
  if (cache !== undefined) onPart('look-up');
  const graph = found ?? compiledGraph(compilation, onPart);
  const program = new Program(graph.graphDef, graph.variables, services.session);
  onPart('load');
  if (found === undefined) cache?.keep(family, graph);
  return { program, inputs: new Set(graph.inputs), fetches: graph.fetches };
}

function compiledGraph(compilation: Compilation, onPart: (part: CompilationPart) => void): CompiledGraph {
  const first = compilation.trace(0);
  checkTraceable(first);
  const script = scriptOf(first.recording);
  const second = compilation.trace(1, script);
  const traced = pruned(graphOfTraces(first, second));
  onPart('trace');
  const { nodes, fetches } = compilation.finish(traced);
  onPart('simplify');
  const { variables } = traced;
  const graphDef = programBytes(nodes, variables);
  onPart('emit');
  const inputs = nodes.filter(({ op }) => op === 'Placeholder').map(({ name }) => name);
  return { digest: traceDigest(first, second), script, variables, inputs, fetches, graphDef };
}

/** Those of the offered numbers that the graph has a use for, by node. */
export function feedsOf({ inputs }: CompiledProgram, offered: Feeds): Feeds {
  const named = Object.entries(offered).map(([name, numbers]) => [inputName(name), numbers] as const);
  return Object.fromEntries(named.filter(([name]) => inputs.has(name)));
}
