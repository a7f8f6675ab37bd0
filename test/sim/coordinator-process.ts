import type { CoordinatorEffect, CoordinatorEvent, Transition } from '../../coordinator/core/events.js';
import type { CoreOptions } from '../../coordinator/core/options.js';
import { type CoordinatorState, INITIAL_STATE } from '../../coordinator/core/state.js';
import type { Announcement, CoordinatorSnapshot, JoinReply } from '../../proto/codec.js';
import { assertNever } from '../../proto/errors.js';

/** The core, or a mutant of it. */
export type CoordinatorStep = (
  state: CoordinatorState,
  event: CoordinatorEvent,
  nowMs: number,
  options: CoreOptions,
) => Transition;

/** JetStream's key of the run: compare-and-set, as the real store. */
export interface Store {
  snapshot: CoordinatorSnapshot | null;
}

/** What a coordinator needs of the world. */
export interface CoordinatorWorld {
  readonly store: Store;
  readonly options: CoreOptions;
  readonly step: CoordinatorStep;
  nowMs(): number;
  natsUp(): boolean;
  publish(announcement: Announcement): void;
  reply(requestId: number, reply: JoinReply): void;
  observe(
    before: CoordinatorState,
    after: CoordinatorState,
    event: CoordinatorEvent,
    effects: readonly CoordinatorEffect[],
  ): void;
  onFinished(code: string): void;
  onDied(reason: string): void;
}

/** A coordinator's shell, as `coordinator/main.ts`: events in order, effects in order, each snapshot before what follows. */
export class CoordinatorProcess {
  readonly #world: CoordinatorWorld;
  readonly #events: CoordinatorEvent[] = [];
  #effects: readonly CoordinatorEffect[] = [];
  #known: CoordinatorSnapshot | null = null;
  #writtenTerm: number | null = null;
  state: CoordinatorState = INITIAL_STATE;
  alive = true;
  paused = false;

  constructor(world: CoordinatorWorld) {
    this.#world = world;
  }

  start(): void {
    this.#known = this.#world.store.snapshot;
    this.push({ kind: 'started', snapshot: this.#known });
  }

  push(event: CoordinatorEvent): void {
    if (!this.alive) return;
    if (event.kind === 'tick' && this.#events.some((one) => one.kind === 'tick')) return;
    this.#events.push(event);
    this.work();
  }

  /** Goes on with whatever can be done now. */
  work(): void {
    while (this.alive && !this.paused) {
      const effect = this.#effects[0];
      if (effect !== undefined) {
        if (!this.#perform(effect)) return;
        this.#effects = this.#effects.slice(1);
        continue;
      }
      const event = this.#events.shift();
      if (event === undefined) return;
      const before = this.state;
      const { state, effects } = this.#world.step(before, event, this.#world.nowMs(), this.#world.options);
      this.state = state;
      this.#effects = effects;
      this.#world.observe(before, state, event, effects);
    }
  }

  kill(): void {
    this.alive = false;
  }

  /** @returns False when it has to wait for NATS. */
  #perform(effect: CoordinatorEffect): boolean {
    switch (effect.kind) {
      case 'persist':
        return this.#persist(effect.snapshot);
      case 'publish':
        this.#world.publish(effect.announcement);
        return true;
      case 'reply':
        this.#world.reply(effect.requestId, effect.reply);
        return true;
      case 'stepDown':
        this.#die(effect.reason);
        return true;
      case 'finished':
        this.alive = false;
        this.#world.onFinished(effect.code);
        return true;
      case 'log':
      case 'ignored':
        return true;
      default:
        return assertNever(effect);
    }
  }

  #persist(snapshot: CoordinatorSnapshot): boolean {
    const { store } = this.#world;
    if (!this.#world.natsUp()) return false;
    if (store.snapshot !== null && store.snapshot !== this.#known) {
      const { term } = store.snapshot;
      const fenced = term >= snapshot.term || term > (this.#writtenTerm ?? snapshot.term);
      if (fenced || this.#writtenTerm === null) {
        this.#die(fenced ? 'fenced by the store' : 'outdated at its start');
        return true;
      }
    }
    store.snapshot = snapshot;
    this.#known = snapshot;
    this.#writtenTerm = snapshot.term;
    return true;
  }

  #die(reason: string): void {
    this.alive = false;
    this.#world.onDied(reason);
  }
}
