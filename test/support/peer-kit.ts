import { createPeer, type PeerState, stepPeer } from '../../peer/core/peer.js';
import type { PeerEffect, PeerEvent, TrainerSigns } from '../../peer/core/peer-events.js';
import { type Announcement, dataHeaderCodec, TRAINER_STATE } from '../../proto/codec.js';
import { LIMITS } from '../../proto/limits.js';
import { announcementOf, helloParts, optionsOf, RUN } from './exchange-kit.js';
import { membershipOptions } from './membership-kit.js';
import { NO_GAUGES } from './no-gauges.js';

const SIGNS: TrainerSigns = {
  state: TRAINER_STATE.training,
  step: 0,
  epoch: 0,
  ...NO_GAUGES,
  supervisedLoss: 1,
  distillationWeight: 1,
  messages: 0,
  asleep: false,
};

/** Peer a of a run with peer b. */
export class PeerKit {
  state: PeerState;
  nowMs = 0;
  /** Of the last event. */
  effects: readonly PeerEffect[] = [];

  constructor({ strict = false, frozen = false } = {}) {
    const membership = membershipOptions({ classes: 3, stepsTotal: 100, strict, frozen });
    this.state = createPeer({ membership, exchange: optionsOf({ strict }) }, 1, 0);
  }

  /** In training, with the link of b to it up. */
  static training(wishes: { strict?: boolean; frozen?: boolean } = {}): PeerKit {
    const kit = new PeerKit(wishes);
    kit.feed({ kind: 'ready', step: 0 });
    kit.accept(announcementOf(1));
    kit.feed({ kind: 'linkUp', student: 'b' });
    kit.feed({ kind: 'frames', from: 'b#1', parts: helloParts('b') });
    const credit = { runId: RUN, batches: LIMITS.creditBatches, hello: 1 };
    kit.feed({
      kind: 'linkFrames',
      student: 'b',
      parts: [dataHeaderCodec.encode({ body: 'credit', credit })],
    });
    return kit;
  }

  feed(event: PeerEvent): void {
    const { state, effects } = stepPeer(this.state, event, this.nowMs);
    this.state = state;
    this.effects = effects;
  }

  tick(wishes: Partial<TrainerSigns> = {}): void {
    this.nowMs += 100;
    this.feed({ kind: 'tick', trainer: { ...SIGNS, ...wishes } });
  }

  accept(announcement: Announcement): void {
    this.feed({
      kind: 'joinReply',
      incarnation: this.state.membership.incarnation,
      reply: {
        accepted: true,
        code: '',
        reason: '',
        differences: [],
        incarnationMin: 0,
        leaseMs: LIMITS.leaseMs,
        startStep: 0,
        announcement,
      },
    });
  }

  kinds(): readonly string[] {
    return this.effects.map((effect) => effect.kind);
  }

  of<K extends PeerEffect['kind']>(kind: K): readonly Extract<PeerEffect, { kind: K }>[] {
    return this.effects.filter((effect): effect is Extract<PeerEffect, { kind: K }> => effect.kind === kind);
  }

  messages(): readonly string[] {
    return this.of('log').map(({ message }) => message);
  }
}
