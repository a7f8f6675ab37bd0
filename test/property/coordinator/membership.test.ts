import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TRAINER_STATE } from '../../../proto/codec.js';
import { CoordinatorScript } from '../../support/coordinator-script.js';
import '../../support/property-seed.js';

/** Who should be a member: the simplest thing that could be right. */
interface Model {
  readonly live: Map<string, { incarnation: number; untilMs: number }>;
  readonly highest: Map<string, number>;
}

type Command = fc.Command<Model, CoordinatorScript>;

function agree(model: Model, script: CoordinatorScript): void {
  for (const [id, lease] of model.live) if (lease.untilMs <= script.nowMs) model.live.delete(id);
  const expected = [...model.live].map(([id, { incarnation }]) => `${id}#${incarnation}`).sort();
  const actual = script.state.view.members.map((member) => `${member.peerId}#${member.incarnation}`);
  assert.deepEqual(actual, expected);
}

class Join implements Command {
  readonly peerId: string;
  readonly incarnation: number;
  constructor(peerId: string, incarnation: number) {
    this.peerId = peerId;
    this.incarnation = incarnation;
  }
  check(): boolean {
    return true;
  }
  run(model: Model, script: CoordinatorScript): void {
    const { peerId, incarnation } = this;
    const isMember = model.live.get(peerId)?.incarnation === incarnation;
    const isNew = incarnation > (model.highest.get(peerId) ?? 0);
    assert.equal(script.join(peerId, { incarnation }).accepted, isMember || isNew);
    if (isNew) {
      model.live.set(peerId, { incarnation, untilMs: script.nowMs + script.options.leaseMs });
      model.highest.set(peerId, incarnation);
    }
    agree(model, script);
  }
  toString(): string {
    return `join ${this.peerId}#${this.incarnation}`;
  }
}

class Beat implements Command {
  readonly peerId: string;
  readonly incarnation: number;
  constructor(peerId: string, incarnation: number) {
    this.peerId = peerId;
    this.incarnation = incarnation;
  }
  check(): boolean {
    return true;
  }
  run(model: Model, script: CoordinatorScript): void {
    const { peerId, incarnation } = this;
    script.beat(peerId, 0, { incarnation, state: TRAINER_STATE.starting });
    const lease = model.live.get(peerId);
    if (lease?.incarnation === incarnation) lease.untilMs = script.nowMs + script.options.leaseMs;
    agree(model, script);
  }
  toString(): string {
    return `beat ${this.peerId}#${this.incarnation}`;
  }
}

class Leave implements Command {
  readonly peerId: string;
  readonly incarnation: number;
  constructor(peerId: string, incarnation: number) {
    this.peerId = peerId;
    this.incarnation = incarnation;
  }
  check(): boolean {
    return true;
  }
  run(model: Model, script: CoordinatorScript): void {
    const { peerId, incarnation } = this;
    script.leave(peerId, 0, 'ERR_DISK', incarnation);
    if (model.live.get(peerId)?.incarnation === incarnation) model.live.delete(peerId);
    agree(model, script);
  }
  toString(): string {
    return `leave ${this.peerId}#${this.incarnation}`;
  }
}

class Pass implements Command {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
  check(): boolean {
    return true;
  }
  run(model: Model, script: CoordinatorScript): void {
    script.pass(this.ms);
    agree(model, script);
  }
  toString(): string {
    return `pass ${this.ms} ms`;
  }
}

test('the view is what a plain model of joins, heartbeats, goodbyes and leases says', () => {
  const peer = fc.constantFrom('peer-0', 'peer-1', 'peer-2');
  const incarnation = fc.integer({ min: 1, max: 5 });
  const commands = fc.commands(
    [
      fc.tuple(peer, incarnation).map(([id, n]) => new Join(id, n)),
      fc.tuple(peer, incarnation).map(([id, n]) => new Beat(id, n)),
      fc.tuple(peer, incarnation).map(([id, n]) => new Leave(id, n)),
      fc.integer({ min: 1, max: 2_000 }).map((ms) => new Pass(ms)),
    ],
    { maxCommands: 60 },
  );
  fc.assert(
    fc.property(commands, (sequence) => {
      const setup = (): { model: Model; real: CoordinatorScript } => ({
        model: { live: new Map(), highest: new Map() },
        real: new CoordinatorScript({ peers: 3 }),
      });
      fc.modelRun(setup, sequence);
    }),
    { numRuns: 300 },
  );
});
