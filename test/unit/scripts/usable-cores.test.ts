import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import { allowedCores, usableCores } from '../../../scripts/usable-cores.js';

const allowed = (files: Readonly<Record<string, string>>): number => allowedCores((file) => files[file]);

test('without control groups, and in groups without a quota, there is no limit', () => {
  assert.equal(allowed({}), Number.POSITIVE_INFINITY);
  assert.equal(
    allowed({ '/proc/self/cgroup': '0::/user.slice\n', '/sys/fs/cgroup/user.slice/cpu.max': 'max 100000\n' }),
    Number.POSITIVE_INFINITY,
  );
  assert.equal(
    allowed({
      '/proc/self/cgroup': '4:cpu,cpuacct:/\n3:memory:/\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    }),
    Number.POSITIVE_INFINITY,
  );
});

test('the quota of version 2 counts, the least of all groups up to the root', () => {
  const membership = { '/proc/self/cgroup': '0::/pod/one\n' };
  const pod = { '/sys/fs/cgroup/pod/cpu.max': '150000 100000\n' };
  assert.equal(allowed({ ...membership, ...pod, '/sys/fs/cgroup/pod/one/cpu.max': '400000 100000\n' }), 1.5);
  assert.equal(allowed({ ...membership, ...pod, '/sys/fs/cgroup/pod/one/cpu.max': 'max 100000\n' }), 1.5);
});

test("a container that is known by the host's path finds its quota at the root", () => {
  assert.equal(
    allowed({ '/proc/self/cgroup': '0::/docker/4f2a\n', '/sys/fs/cgroup/cpu.max': '200000 100000\n' }),
    2,
  );
  assert.equal(
    allowed({
      '/proc/self/cgroup': '9:memory:/docker/4f2a\n4:cpu,cpuacct:/docker/4f2a\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '50000\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '25000\n',
    }),
    2,
  );
});

test('only the group of the processor limits it', () => {
  assert.equal(
    allowed({
      '/proc/self/cgroup': '4:cpuset:/a\n',
      '/sys/fs/cgroup/cpu/a/cpu.cfs_quota_us': '100000\n',
      '/sys/fs/cgroup/cpu/a/cpu.cfs_period_us': '100000\n',
    }),
    Number.POSITIVE_INFINITY,
  );
});

test('at least one core and no more than the affinity allows are usable here', () => {
  const cores = usableCores();
  assert.ok(Number.isInteger(cores) && cores >= 1 && cores <= availableParallelism(), `${cores}`);
});
