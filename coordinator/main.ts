import type { Stop } from '../proto/codec.js';
import { DropLog } from '../proto/drop-log.js';
import { assertNever, CodistillError } from '../proto/errors.js';
import { LIMITS } from '../proto/limits.js';
import { moduleDigests } from '../proto/named-files.js';
import type { NatsProof } from '../proto/nats-access.js';
import { within } from '../proto/net/bounded-wait.js';
import type { RunSpec } from '../proto/run-spec.js';
import { Waits } from '../proto/waits.js';
import { step, stepTogether } from './core/coordinator.js';
import type { CoordinatorEffect, CoordinatorEvent, Transition } from './core/events.js';
import { type CoreOptions, coreOptions } from './core/options.js';
import { type CoordinatorState, INITIAL_STATE } from './core/state.js';
import { EventQueue } from './event-queue.js';
import { FirstContact } from './first-contact.js';
import { type ControlPlane, openControlPlane } from './net/control-plane.js';
import { loadUserGraph } from './user-graph.js';

/** Interval at which the standing rules run when nothing happens, milliseconds. */
const TICK_MS = 100;
/** Of many peers heartbeats wait for each other, since the rules that follow look at every member: 50 ms of 1,000 peers. */
const PEERS_PER_GATHERED_MS = 20;
/** Part of {@link LIMITS.shutdownMs} in which an interrupted coordinator closes down, milliseconds. */
const CLOSE_MS = 500;
/** Time in which a run that is over tries to delete its snapshot. */
const FORGET_MS = 1_000;
/** Coordinators that start at once may outrun each other a few times. */
const LOADS_MAX = 10;
/** Of the messages dropped of one sender and kind, so often one is told of, milliseconds. */
const DROP_QUIET_MS = 10_000;

/** One line of the log; further fields are facts. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn';
  readonly message: string;
  readonly [fact: string]: unknown;
}

export interface CoordinatorOptions {
  readonly runId: string;
  readonly natsUrl: string;
  readonly natsProof?: NatsProof | undefined;
  /** How long nats-server, and after it the first peer, may take to come. @default {@link LIMITS.contactMs} */
  readonly contactMs?: number | undefined;
  readonly spec: RunSpec;
  readonly log: (line: LogLine) => void;
  /** Aborting it stops the run as soon as all peers can stop at the same step, and ends in less than 5 s. */
  readonly signal: AbortSignal;
}

/** The end of a run. */
export interface CoordinatorOutcome {
  /** Code of the stop: "steps", "target", "patience", "diverged", "interrupted"; or "abandoned": every peer was lost. */
  readonly stoppedBy: string;
  readonly reason: string;
  readonly stop: Stop | null;
  readonly term: number;
}

/**
 * Runs the coordinator of one run until the run is over. This is the whole imperative shell: clock, network and disk
 * are here, every decision is in `core/`.
 *
 * @throws {CodistillError} `ERR_NATS_…` when there is no server, or one that does not let it do its work; `ERR_NO_PEERS`
 *   when nobody calls; `ERR_SUPERSEDED` when another coordinator has taken over; `ERR_MODULE` when a user's graph does
 *   not load or does not give edges.
 */
export async function runCoordinator(options: CoordinatorOptions): Promise<CoordinatorOutcome> {
  const { runId, natsUrl, natsProof = {}, spec, log, signal } = options;
  const plain = coreOptions(runId, spec);
  const { graph } = plain.scheme;
  const core: CoreOptions = {
    ...plain,
    modules: moduleDigests(spec),
    ...(graph.kind === 'module' ? { drawGraph: await loadUserGraph(graph.path, spec) } : {}),
  };
  const queue = new EventQueue((wake) => {
    const gatherMs = spec.peers.length / PEERS_PER_GATHERED_MS;
    if (gatherMs < 1) wake();
    else setTimeout(wake, gatherMs);
  });
  const say = (message: string): void => log({ level: 'warn', message });
  const boundMs = options.contactMs ?? LIMITS.contactMs;
  const waits = new Waits({ nowMs: () => performance.now(), boundMs, say });
  waits.signal.addEventListener('abort', () => queue.close(), { once: true });
  const push = (event: CoordinatorEvent): void => queue.push(event);
  const contact = new FirstContact(runId, natsUrl, waits);
  const plane = openControlPlane({
    ...{ natsUrl, natsProof, runId, spec, modules: core.modules, onEvent: push },
    onUp: () => waits.nats.renew(),
    onTrouble: (error) => waits.nats.trouble(error),
    warn: reportChanges(say),
    dropped: new DropLog(DROP_QUIET_MS, () => performance.now(), say),
    onStranger: (other) => contact.hear(other),
  });
  const ticker = setInterval(() => push({ kind: 'tick' }), TICK_MS);
  let bound: NodeJS.Timeout | undefined;
  let started = false;
  const interrupt = (): void => {
    if (!started) {
      waits.end();
      return;
    }
    push({ kind: 'stopRequested', reason: 'the coordinator was told to end' });
    bound = setTimeout(() => waits.end(), LIMITS.shutdownMs - CLOSE_MS);
  };
  if (signal.aborted) interrupt();
  else signal.addEventListener('abort', interrupt, { once: true });
  try {
    const onStart = (): void => {
      started = true;
    };
    const outcome = await coordinate({ plane, queue, core, log, contact, onStart, ending: waits.signal });
    if (waits.failure !== undefined) throw waits.failure;
    return outcome;
  } finally {
    signal.removeEventListener('abort', interrupt);
    clearInterval(ticker);
    clearTimeout(bound);
    await plane.close(CLOSE_MS / 2);
  }
}

interface Shell {
  readonly plane: ControlPlane;
  readonly queue: EventQueue;
  readonly core: CoreOptions;
  readonly log: (line: LogLine) => void;
  readonly contact: FirstContact;
  /** Called once JetStream has this coordinator's term. */
  readonly onStart: () => void;
  readonly ending: AbortSignal;
}

async function coordinate(shell: Shell): Promise<CoordinatorOutcome> {
  const perform = performer(shell);
  const started = await start(shell);
  if (started === null)
    return endedIn(INITIAL_STATE, 'interrupted', 'it was told to end before NATS answered');
  shell.onStart();
  let state = started.state;
  let outcome = await perform(started);
  while (outcome === null) {
    const events = await shell.queue.next();
    if (events === null)
      return endedIn(state, 'interrupted', 'the coordinator was told to end before its peers had left');
    const transition = stepTogether(state, events, performance.now(), shell.core);
    state = transition.state;
    outcome = await perform(transition);
    if (outcome === null) shell.contact.look(state, performance.now(), shell.core);
  }
  return outcome;
}

/**
 * Loads the snapshot and takes the next term; again, if an earlier coordinator wrote in between.
 *
 * @returns `null` when it was told to end meanwhile.
 */
async function start(shell: Shell): Promise<Transition | null> {
  await shell.plane.prepare(shell.ending);
  for (let loads = 0; loads < LOADS_MAX; loads++) {
    const snapshot = await shell.plane.snapshots.load(shell.ending);
    if (shell.ending.aborted) return null;
    const started = step(INITIAL_STATE, { kind: 'started', snapshot }, performance.now(), shell.core);
    const first = started.effects.find((effect) => effect.kind === 'persist');
    if (first === undefined) return started;
    const saved = await shell.plane.snapshots.save(first.snapshot, shell.ending);
    if (saved.kind === 'aborted') return null;
    if (saved.kind === 'outdated') continue;
    if (saved.kind === 'fenced') throw superseded(saved.reason);
    return { ...started, effects: started.effects.filter((effect) => effect !== first) };
  }
  throw superseded(`other coordinators of run "${shell.core.runId}" keep writing its snapshot`);
}

function superseded(reason: string): CodistillError {
  return new CodistillError('ERR_SUPERSEDED', `this coordinator steps down: ${reason}`, {
    fix: 'run one coordinator a run; the other one goes on',
  });
}

/** Carries out the effects of a transition in their order; the outcome of the run once it is over. */
function performer(shell: Shell): (transition: Transition) => Promise<CoordinatorOutcome | null> {
  const { plane, log, ending } = shell;
  const ignore = reportChanges((message) => log({ level: 'debug', message }));
  const performOne = async (
    effect: CoordinatorEffect,
    state: CoordinatorState,
  ): Promise<CoordinatorOutcome | null> => {
    switch (effect.kind) {
      case 'persist': {
        const saved = await plane.snapshots.save(effect.snapshot, ending);
        if (saved.kind === 'fenced' || saved.kind === 'outdated') {
          throw superseded(saved.kind === 'fenced' ? saved.reason : 'its snapshot was replaced');
        }
        return null;
      }
      case 'publish':
        plane.publish(effect.announcement);
        return null;
      case 'reply':
        plane.reply(effect.requestId, effect.reply);
        return null;
      case 'log':
        log({ level: effect.level, message: effect.message, term: state.term });
        return null;
      case 'ignored':
        ignore(effect.reason);
        return null;
      case 'stepDown':
        throw superseded(effect.reason);
      case 'finished':
        await within(FORGET_MS, ending, (signal) => plane.snapshots.forget(signal));
        return endedIn(state, effect.code, effect.reason);
      default:
        return assertNever(effect);
    }
  };
  return async ({ state, effects }) => {
    let outcome: CoordinatorOutcome | null = null;
    for (const effect of effects) outcome = (await performOne(effect, state)) ?? outcome;
    return outcome;
  };
}

function endedIn(state: CoordinatorState, stoppedBy: string, reason: string): CoordinatorOutcome {
  return { stoppedBy, reason, stop: state.stop, term: state.term };
}

/** Passes a message on when it differs from the one before, so that a repeated trouble is said once. */
function reportChanges(say: (message: string) => void): (message: string) => void {
  let last = '';
  return (message) => {
    if (message !== last) say(message);
    last = message;
  };
}
