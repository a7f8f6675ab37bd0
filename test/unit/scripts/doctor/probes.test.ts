import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { realProbes } from '../../../../scripts/doctor/probes.js';
import { projectRoot } from '../../../../scripts/project-root.js';
import { readSetupRecord } from '../../../../scripts/setup-record.js';

const root = projectRoot();

test('the real probes find what set-up installed', async () => {
  const probes = await realProbes(root, process.env);
  const natsServer = await probes.natsServer();
  assert.ok('version' in natsServer && probes.isAtLeast(natsServer.version, '2.14.3'));
  const zeromq = await probes.zeromq();
  assert.ok('curve' in zeromq && zeromq.curve);
  const bound = await probes.bindLoopback();
  assert.ok('port' in bound && bound.port > 0);
  assert.ok((await probes.freeBytes(root)) > 0);
});

test('TensorFlow loads in a child, and its version is the one that set-up fetched', async () => {
  const probes = await realProbes(root, process.env);
  const facts = await probes.tensorflow();
  assert.ok('version' in facts, 'failure' in facts ? facts.failure : '');
  assert.equal(facts.version, probes.record?.tensorflow.version);
});

test("a probe does not trust the caller's log level", async () => {
  const probes = await realProbes(root, { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' });
  const facts = await probes.tensorflow();
  assert.ok('log' in facts && /TensorFlow/.test(facts.log));
});

test("set-up's record names files that are there", () => {
  const record = readSetupRecord(root);
  assert.ok(record !== undefined);
  assert.ok(existsSync(record.natsServer.path));
  assert.ok(existsSync(join(root, record.tensorflow.lib)) || existsSync(record.tensorflow.lib));
});
