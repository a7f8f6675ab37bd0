import { stepMembership } from '../../peer/core/membership/membership.js';
import {
  createMembership,
  type MembershipEffect,
  type MembershipEvent,
  type MembershipOptions,
  type MembershipState,
  type Progress,
} from '../../peer/core/membership/state.js';
import type { Announcement, JoinReply } from '../../proto/codec.js';
import { LIMITS } from '../../proto/limits.js';
import { announcementOf, RUN } from './exchange-kit.js';
import { NO_GAUGES } from './no-gauges.js';

const PROGRESS: Progress = {
  state: 2,
  step: 0,
  epoch: 0,
  ...NO_GAUGES,
  supervisedLoss: 1,
  distillationWeight: 1,
  bytesSent: 0,
  bytesReceived: 0,
  rejected: 0,
  landed: false,
  teachersAbsent: [],
};

/** The answer that lets a peer in. */
export function acceptedOf(announcement: Announcement | null, startStep = 0): JoinReply {
  return {
    accepted: true,
    code: '',
    reason: '',
    differences: [],
    incarnationMin: 0,
    leaseMs: LIMITS.leaseMs,
    startStep,
    announcement,
  };
}

/** The options of peer a, but for what a test wants different. */
export function membershipOptions(wishes: Partial<MembershipOptions> = {}): MembershipOptions {
  return {
    runId: RUN,
    peerId: 'a',
    runSpecHash: 'hash',
    dataDigest: 'data',
    classNames: ['cat', 'dog'],
    classes: 10,
    stepsTotal: 1_000,
    modules: [],
    dataAddress: 'tcp://127.0.0.1:1',
    publicKey: Uint8Array.of(7),
    linkToken: '',
    holderSecret: 'secret',
    device: 'cpu',
    numerics: '',
    strict: false,
    inStep: true,
    frozen: false,
    restarts: 0,
    ...wishes,
  };
}

/** The membership of peer a under a virtual clock, moved by hand. */
export class MembershipKit {
  state: MembershipState;
  nowMs = 0;
  effects: MembershipEffect[] = [];

  constructor(wishes: Partial<MembershipOptions> = {}) {
    this.state = createMembership(membershipOptions(wishes), 1, 0);
  }

  static training(wishes: Partial<MembershipOptions> = {}): MembershipKit {
    const kit = new MembershipKit(wishes);
    kit.do({ kind: 'ready', step: 0 });
    kit.accept();
    kit.effects = [];
    return kit;
  }

  do(event: MembershipEvent): void {
    const { state, effects } = stepMembership(this.state, event, this.nowMs);
    this.state = state;
    this.effects.push(...effects);
  }

  reply(reply: JoinReply): void {
    this.do({ kind: 'joinReply', incarnation: this.state.incarnation, reply });
  }

  accept(): void {
    this.reply(acceptedOf(announcementOf(1)));
  }

  announce(announcement: Announcement): void {
    this.do({ kind: 'announcement', announcement });
  }

  /** Lets time pass with a tick every 100 ms. */
  pass(spanMs: number, progress: Partial<Progress> = {}): void {
    for (let passedMs = 0; passedMs < spanMs; passedMs += 100) {
      this.nowMs += 100;
      this.do({ kind: 'tick', progress: { ...PROGRESS, ...progress } });
    }
  }

  of<K extends MembershipEffect['kind']>(kind: K): readonly Extract<MembershipEffect, { kind: K }>[] {
    return this.effects.filter(
      (effect): effect is Extract<MembershipEffect, { kind: K }> => effect.kind === kind,
    );
  }
}
