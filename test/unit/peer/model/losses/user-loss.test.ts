import assert from 'node:assert/strict';
import { test } from 'node:test';
import { klLoss } from '../../../../../peer/model/losses/kl.js';
import { loadUserLoss } from '../../../../../peer/model/losses/user-loss.js';
import { assertClose } from '../../../../support/closeness.js';
import {
  asLogits,
  labelsTensor,
  matrix,
  measured,
  ROW_WEIGHTS,
  soft,
  TEACHER,
  vector,
} from '../../../../support/loss-check.js';
import { softmax } from '../../../../support/reference-loss.js';
import { moduleError, userModule } from '../../../../support/user-module.js';

const NO_FACTORS = { dkdTarget: 0, dkdOthers: 0 };

/** The divergence of deep mutual learning, as a user might write it. */
const KL = `export default ({ tf, logits, targets, temperature }) => {
  const own = tf.logSoftmax(tf.div(logits, temperature));
  return tf.mul(temperature ** 2, tf.sum(tf.mul(targets, tf.sub(tf.log(targets), own)), 1));
};`;

test("a user's KL divergence has the value and the gradient of the one built in, rows weighed", async (t) => {
  const { form, loss } = await loadUserLoss(userModule(t, KL), 4);
  assert.equal(form, 'probabilities');
  const taught = () => soft(matrix(TEACHER.map((row) => softmax(row, 2))), 2, vector(ROW_WEIGHTS));
  const own = measured((logits) => loss(logits, taught(), labelsTensor(), NO_FACTORS));
  const builtIn = measured((logits) => klLoss(logits, taught()));
  assertClose([own.value, ...own.gradient], [builtIn.value, ...builtIn.gradient], 1e-6);
});

test('it is given the labels, and targets in the form that it exports', async (t) => {
  const source = `export const targets = 'logits';
export function createLoss({ tf, logits, labels }) {
  return tf.sum(tf.mul(logits, tf.oneHot(labels, logits.shape[1])), 1);
}`;
  const { form, loss } = await loadUserLoss(userModule(t, source), 4);
  assert.equal(form, 'logits');
  const taught = () => asLogits(matrix(TEACHER), vector([1, 1, 1]));
  const { value } = measured((logits) => loss(logits, taught(), labelsTensor(), NO_FACTORS));
  assertClose([value], [(2 - 2 + 1.5) / 3], 1e-6); // the mean of the logits of classes 0, 3 and 1
});

const WRONG: readonly (readonly [source: string, problem: RegExp])[] = [
  ['export const loss = 1;', /no function as default or createLoss/],
  ['export default (', /does not load/],
  ["export const targets = 'softmax'; export default ({ logits }) => logits;", /none of probabilities/],
  ['export default () => 1;', /no tensor/],
  ['export default ({ logits }) => logits;', /float32 \[3,5\] for 3 rows/],
  ['export default ({ labels }) => labels;', /returns int32 \[3\]/],
  ["export default () => { throw new Error('at home'); };", /at home/],
  ['export default ({ tf, logits }) => tf.ones([logits.shape[0]]);', /cannot be differentiated/],
];

for (const [source, problem] of WRONG) {
  test(`refused before training: ${source}`, async (t) => {
    const file = userModule(t, source);
    await assert.rejects(loadUserLoss(file, 5), moduleError(file, problem));
  });
}

test('a file that is not there is named', async (t) => {
  const file = `${userModule(t, KL)}.gone`;
  await assert.rejects(loadUserLoss(file, 5), moduleError(file, /no loss module/));
});
