import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrainerOptions } from '../../../../peer/mailbox/messages.js';
import { judgePrecision } from '../../../../peer/trainer/set-up.js';
import { parseRunSpec } from '../../../../proto/run-spec.js';

const AMX = { tensorflow: '2.21.0', threads: 1, instructions: 'AVX-512 and AMX', oneDnn: 'on' } as const;

/** What a peer of this precision is told once its device is known. */
function warnings(
  precision: string,
  device: string,
  numerics: Parameters<typeof judgePrecision>[0]['numerics'] = AMX,
): string[] {
  const spec = parseRunSpec({ peers: [{ id: 'a', precision }] });
  const said: string[] = [];
  const options: TrainerOptions = { spec, peerId: 'a', runDir: '', cacheDir: '', threadStartedAtMs: 0 };
  judgePrecision({ options, numerics, warn: (text) => said.push(text) }, spec.peers[0]!, device);
  return said;
}

test('float16 is refused on the CPU once it is known that there is nothing else', () => {
  assert.throws(() => warnings('float16', 'cpu'), {
    code: 'ERR_CONFIG',
    message: /^peer "a" computes in float16 on the CPU/,
  });
  assert.deepEqual(warnings('float16', 'gpu:0'), []);
});

test('bfloat16 is warned of on a CPU where oneDNN does not compute it by AMX', () => {
  assert.deepEqual(warnings('bfloat16', 'cpu'), []);
  for (const other of [
    { instructions: 'AVX-512' },
    { oneDnn: 'on, at most AVX512_CORE' },
    { oneDnn: 'off' },
  ]) {
    const numerics = { ...AMX, ...other };
    assert.match(warnings('bfloat16', 'cpu', numerics).join(), /^bfloat16 is slower than float32 on a proc/);
    assert.deepEqual(warnings('float32', 'cpu', numerics), []);
    assert.deepEqual(warnings('bfloat16', 'gpu:0', numerics), []);
  }
});
