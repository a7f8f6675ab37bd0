import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodistillError } from '../../../proto/errors.js';
import { parseRunSpec } from '../../../proto/run-spec.js';

const peers = (...ids: string[]) => ids.map((id) => ({ id }));
const teacher = { id: 't', role: 'teacher', source: 'runs/a/peer-0' };

test('parts of a run spec that do not go together are refused, with what to change', () => {
  const cases: readonly (readonly [unknown, RegExp, RegExp])[] = [
    [{ peers: [teacher] }, /every peer is a teacher/, /leave one/],
    [
      { data: { validationFraction: 0 }, convergence: { patienceRounds: 3 } },
      /--patience needs samples to validate with/,
      /hold some out/,
    ],
    [
      { data: { validationFraction: 0 }, distillation: { teacherWeights: 'validation' } },
      /--teacher-weights validation needs/,
      /hold some out/,
    ],
    [{ peers: [{ id: 'a' }, { id: 't', role: 'teacher' }] }, /teacher "t" has no weights/, /source=/],
    [
      { peers: [{ id: 'a', source: 'x' }, { id: 'b' }] },
      /"a" has a source, but is a learner/,
      /role=teacher/,
    ],
    [
      { peers: [{ id: 'a' }, { ...teacher, weights: 'x' }] },
      /teacher "t" has weights to begin with/,
      /leave weights out/,
    ],
    [{ peers: [{ id: 'a', gives: 'logits' }, teacher] }, /"a" has output, input or gives/, /leave them out/],
    [
      { peers: peers('a', 'b'), exchange: { graph: 'a>c' } },
      /names "c", the run has a, b/,
      /peers of the run/,
    ],
    [{ peers: [{ id: 'a' }, teacher], exchange: { graph: 'a>t' } }, /teaches "t", which is frozen/, /turn/],
    [
      { peers: peers(...Array.from({ length: 66 }, (_, i) => `p${i}`)) },
      /--graph all of 66 peers has 65 teachers for one peer, at most 64/,
      /random:3 or ring/,
    ],
    [
      { exchange: { mode: 'stale:5', quorum: 'all' } },
      /--strict waits for every teacher/,
      /lockstep or checkpoint:K/,
    ],
    [
      { exchange: { mode: 'mixed:lockstep@1+checkpoint:5@1', quorum: 'all' } },
      /--strict waits for every teacher/,
      /checkpoint:K/,
    ],
    [
      { exchange: { mode: 'checkpoint:5', quorum: 'all', graph: 'random:1' } },
      /changes them with every round/,
      /use all, ring/,
    ],
    [
      { peers: [{ id: 'a' }, teacher], exchange: { mode: 'checkpoint:5', quorum: 'all' } },
      /"t", which is frozen, hands out no weights/,
      /lockstep/,
    ],
    [{ exchange: { mode: 'cached:0' }, distillation: { update: 'sequential' } }, /sequential/, /lockstep/],
    [{ exchange: { graph: 'self' } }, /taught by itself/, /checkpoint:K/],
    [{ training: { fineTuneLr: 0.1 } }, /no step of it/, /--fine-tune-steps/],
    [
      { training: { milestones: [0.5], weightDecaySchedule: [1e-5, 0] } },
      /weightDecaySchedule has 2 values for 1 milestones/,
      /a milestone for each/,
    ],
    [{ training: { steps: 50, fineTuneSteps: 50 } }, /all of 50 steps/, /fewer than 50/],
    [
      { distillation: { targets: 'kdcl-linear', teacherWeights: 'confidence' } },
      /kdcl-linear weighs the teachers itself/,
      /logit-mean/,
    ],
    [
      { distillation: { feature: 'rkd' }, exchange: { mode: 'mixed:lockstep@1+cached:0@4' } },
      /keeps their logits alone/,
      /lockstep or checkpoint:K, or --feature none/,
    ],
    [{ exchange: { mode: 'stale:5', pipeline: 1 } }, /nothing waits/, /leave --pipeline out/],
    [
      { exchange: { pipeline: 1 }, distillation: { update: 'sequential' } },
      /updated in the same step/,
      /--update simultaneous/,
    ],
    [{ exchange: { ema: 0.9 } }, /no weights are handed out/, /checkpoint:K/],
    [{ distillation: { feature: 'hint' }, exchange: { mode: 'stale:50' } }, /hint needs/, /checkpoint:K/],
    [{ data: { partition: 'disjoint' } }, /batches of its own/, /stale:K/],
    [
      { data: { partition: 'overlap:1' }, exchange: { mode: 'mixed:cached:0@4+lockstep@1' } },
      /of its own/,
      /same/,
    ],
  ];
  for (const [input, message, fix] of cases) {
    assert.throws(
      () => parseRunSpec(input),
      (error) =>
        error instanceof CodistillError &&
        error.code === 'ERR_CONFIG' &&
        message.test(error.message) &&
        fix.test(error.fix),
      JSON.stringify(input),
    );
  }
});

test('what goes together is taken', () => {
  const data = { partition: 'disjoint' };
  parseRunSpec({ data, exchange: { mode: 'stale:50' } });
  parseRunSpec({ data, peers: [...peers('a', 'b'), teacher], exchange: { graph: 't>a,t>b' } });
  parseRunSpec({ data, distillation: { weight: 0 } });
  parseRunSpec({ peers: [{ id: 'a' }, teacher], exchange: { graph: 't>a:0.5' } });
  parseRunSpec({ exchange: { mode: 'cached:0,1', graph: 'self' } });
  parseRunSpec({ exchange: { mode: 'mixed:lockstep@1+cached:0@4' } });
  for (const mode of ['none', 'checkpoint:50', 'mixed:lockstep@1+checkpoint:50@2']) {
    parseRunSpec({ distillation: { feature: 'rkd' }, exchange: { mode } });
  }
  const strict = { quorum: 'all' };
  for (const mode of ['none', 'mixed:lockstep@1+lockstep@2']) parseRunSpec({ exchange: { ...strict, mode } });
  for (const graph of ['all', 'self', 'ring', 'peer-0>peer-1']) {
    parseRunSpec({ data, exchange: { ...strict, mode: 'checkpoint:50', graph, ema: 0.9 } });
  }
  parseRunSpec({ training: { steps: 50, fineTuneSteps: 49, fineTuneLr: 0.1 } });
});
