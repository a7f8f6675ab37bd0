import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf } from '../../../../scripts/units/place.js';

const MACHINE = { cores: 8, gpus: [] };
const FOUR_GPUS = { cores: 8, gpus: ['0', '1', '2', '3'] };

/** The environment of a task of Slurm's job array, as `srun` gives it. */
const ARRAY_TASK = {
  SLURM_ARRAY_TASK_ID: '2',
  SLURM_ARRAY_TASK_MIN: '0',
  SLURM_ARRAY_TASK_MAX: '2',
  SLURM_ARRAY_TASK_COUNT: '3',
  SLURM_CPUS_PER_TASK: '4',
  SLURM_NTASKS: '1',
  SLURM_PROCID: '0',
  SLURM_LOCALID: '0',
};

test('each engine says which peer a process is, where the first one is, and what is its own of the machine', () => {
  const cases: readonly [string, NodeJS.ProcessEnv, object][] = [
    ['a word of the user', { CODISTILL_RANK: '3' }, { peerId: 'peer-3', source: 'CODISTILL_RANK=3' }],
    ['a job array', ARRAY_TASK, { peerId: 'peer-2', source: 'SLURM_ARRAY_TASK_ID=2', cores: 4 }],
    [
      'a task of an array that was submitted again alone',
      { ...ARRAY_TASK, SLURM_ARRAY_TASK_MIN: '2' },
      { peerId: 'peer-2', source: 'SLURM_ARRAY_TASK_ID=2', cores: 4 },
    ],
    [
      'a step',
      { SLURM_PROCID: '1', SLURM_NTASKS: '2', SLURM_CPUS_PER_TASK: '3' },
      { peerId: 'peer-1', source: 'SLURM_PROCID=1', cores: 3 },
    ],
    ['an Indexed Job', { JOB_COMPLETION_INDEX: '0' }, { peerId: 'peer-0', source: 'JOB_COMPLETION_INDEX=0' }],
    [
      'torchrun',
      { RANK: '3', WORLD_SIZE: '4', MASTER_ADDR: 'gpu-1', LOCAL_RANK: '1', LOCAL_WORLD_SIZE: '2' },
      { peerId: 'peer-3', source: 'RANK=3', head: 'gpu-1', cores: 4 },
    ],
    [
      'SkyPilot',
      { SKYPILOT_NODE_RANK: '1', SKYPILOT_NUM_NODES: '2', SKYPILOT_NODE_IPS: '10.0.0.4\n10.0.0.5\n' },
      { peerId: 'peer-1', source: 'SKYPILOT_NODE_RANK=1', head: '10.0.0.4' },
    ],
    [
      'dstack',
      { DSTACK_NODE_RANK: '0', DSTACK_NODES_NUM: '2', DSTACK_MASTER_NODE_IP: '10.0.0.4' },
      { peerId: 'peer-0', source: 'DSTACK_NODE_RANK=0', head: '10.0.0.4' },
    ],
    [
      'variables that are set to nothing',
      { RANK: '', CODISTILL_RANK: '1' },
      { peerId: 'peer-1', source: 'CODISTILL_RANK=1' },
    ],
  ];
  for (const [name, environment, expected] of cases) {
    const plain = { head: undefined, cores: 8, gpu: undefined };
    assert.deepEqual(placeOf(environment, MACHINE), { ...plain, ...expected }, name);
  }
});

test('of a machine with several GPUs each of its units has one, and a unit that sees one has that', () => {
  const step = { SLURM_NTASKS: '2', SLURM_NTASKS_PER_NODE: '2' };
  const gpus = [0, 1].map(
    (i) => placeOf({ ...step, SLURM_PROCID: `${i}`, SLURM_LOCALID: `${i}` }, FOUR_GPUS).gpu,
  );
  assert.deepEqual(gpus, ['0', '1']);
  const two = { RANK: '1', WORLD_SIZE: '2', LOCAL_RANK: '1', LOCAL_WORLD_SIZE: '2' };
  assert.equal(placeOf(two, { cores: 8, gpus: ['GPU-7'] }).gpu, undefined);
  assert.equal(placeOf(ARRAY_TASK, FOUR_GPUS).gpu, undefined, 'all that it sees are its own');
});

test('nobody has more cores than the machine lets a process use', () => {
  assert.equal(placeOf({ ...ARRAY_TASK, SLURM_CPUS_PER_TASK: '64' }, MACHINE).cores, 8);
  const crowd = { RANK: '0', WORLD_SIZE: '16', LOCAL_RANK: '0', LOCAL_WORLD_SIZE: '16' };
  assert.equal(placeOf(crowd, MACHINE).cores, 1);
});

test('variables that say nothing, are no numbers, lie beyond their range or contradict each other are one error that names them', () => {
  const cases: readonly [RegExp, NodeJS.ProcessEnv][] = [
    [/no engine says which peer this is: none of CODISTILL_RANK, SLURM_ARRAY_TASK_ID, .* is set/, {}],
    [/^CODISTILL_RANK=first: no whole number from 0 on$/, { CODISTILL_RANK: 'first' }],
    [/^JOB_COMPLETION_INDEX=-1: no whole number/, { JOB_COMPLETION_INDEX: '-1' }],
    [/^RANK=2 and WORLD_SIZE=2 contradict each other$/, { RANK: '2', WORLD_SIZE: '2' }],
    [/^WORLD_SIZE=0: no whole number from 1 on$/, { RANK: '0', WORLD_SIZE: '0' }],
    [
      /^SLURM_ARRAY_TASK_ID=2 and SLURM_ARRAY_TASK_MAX=1 contradict/,
      { ...ARRAY_TASK, SLURM_ARRAY_TASK_MAX: '1' },
    ],
    [
      /^SLURM_ARRAY_TASK_ID=2 and SLURM_ARRAY_TASK_MIN=3 contradict/,
      { ...ARRAY_TASK, SLURM_ARRAY_TASK_MIN: '3' },
    ],
    [
      /^SLURM_ARRAY_TASK_ID=2 is one peer, and SLURM_NTASKS=2 processes/,
      { ...ARRAY_TASK, SLURM_NTASKS: '2' },
    ],
    [/^JOB_COMPLETION_INDEX=1 and RANK=0 contradict each other$/, { JOB_COMPLETION_INDEX: '1', RANK: '0' }],
    [/^SKYPILOT_NODE_RANK=3 and SKYPILOT_NUM_NODES=2/, { SKYPILOT_NODE_RANK: '3', SKYPILOT_NUM_NODES: '2' }],
    [/^DSTACK_NODE_RANK=2 and DSTACK_NODES_NUM=2/, { DSTACK_NODE_RANK: '2', DSTACK_NODES_NUM: '2' }],
    [/^LOCAL_RANK=2 and LOCAL_WORLD_SIZE=2/, { RANK: '2', LOCAL_RANK: '2', LOCAL_WORLD_SIZE: '2' }],
  ];
  for (const [message, environment] of cases)
    assert.throws(() => placeOf(environment, MACHINE), { code: 'ERR_FROM_ENV', message }, String(message));
  const crowd = { RANK: '2', LOCAL_RANK: '2', LOCAL_WORLD_SIZE: '3' };
  assert.throws(() => placeOf(crowd, { cores: 8, gpus: ['0', '1'] }), {
    code: 'ERR_FROM_ENV',
    message: 'LOCAL_RANK=2: this machine shows 2 GPUs',
  });
});

test('a peer that is named needs no engine, and keeps what one says of its machine', () => {
  const { peerId, source, cores } = placeOf({}, MACHINE, 'big');
  assert.deepEqual([peerId, source, cores], ['big', '--id big', 8]);
  const task = placeOf(ARRAY_TASK, MACHINE, 'big');
  assert.deepEqual([task.peerId, task.source, task.cores], ['big', '--id big', 4]);
});

test("the user's own word settles what two engines contradict each other in", () => {
  const environment = { CODISTILL_RANK: '1', JOB_COMPLETION_INDEX: '1', RANK: '0' };
  assert.equal(placeOf(environment, MACHINE).peerId, 'peer-1');
});
