import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseJoinToken } from '../../proto/join-token.js';
import type { GuestState } from '../../scripts/join/guest-file.js';
import { startCapture } from '../support/capture.js';
import { endedWell, Lan } from '../support/lan.js';
import { machinesMissing } from '../support/machines.js';

/** Every token begins so. A shorter text would stand among a few megabytes by chance. */
const TOKEN = 'eyJ0eXAiOiJKV1Qi';

const SKIP = { skip: machinesMissing() };

test(
  'nothing that passes between the machines is to be read: no name, secret, label or logit',
  SKIP,
  async (t) => {
    const lan = new Lan(t, 3);
    const capture = await startCapture(lan.machines, join(lan.root, 'frames'));
    const { up, line } = await lan.up('--peers', '3', '--steps', '60');
    await endedWell(up, ...[1, 2].map((machine) => lan.run(machine, ...line, '--run-dir', 'run')));
    const { tcp, udp } = await capture.stop();

    for (const sign of ['"tls_required":true', 'CURVE'])
      assert(tcp.includes(sign), `both planes were heard: ${sign}`);
    assert(udp.includes('_codistill'), 'the network sees the run');
    const read = (machine: number, name: string): Buffer => readFileSync(join(lan.directory(machine), name));
    const secret = Buffer.from(parseJoinToken(line[1]!, 0).secret);
    const secrets: (string | Buffer)[] = [line[1]!.slice(20, 60), secret, secret.toString('hex')];
    secrets.push(TOKEN, 'peer-0', 'peer-1', 'validationLoss');
    for (const { seed, userToken } of [1, 2].map(memberOf)) {
      assert(userToken.startsWith(TOKEN) && seed.startsWith('SU'));
      secrets.push(seed.slice(0, 16), userToken.slice(-16));
    }
    for (const [machine, id] of [
      [0, 'peer-0'],
      ...[1, 2].map((one) => [one, peerOf(one)] as const),
    ] as const) {
      secrets.push(read(machine, `peers/${id}/incarnation`).toString().trim().split(' ')[2]!);
    }
    const logits = read(0, `peers/${peerOf(1)}/logits-last.bin`);
    for (let at = 1024; at + 16 <= logits.length; at += 64) secrets.push(logits.subarray(at, at + 16));
    for (const one of secrets) {
      assert(!tcp.includes(one), `TCP holds ${String(one)}`);
      assert(!udp.includes(one), `UDP holds ${String(one)}`);
    }
    assert(
      !tcp.includes('mlp:16') && !tcp.includes(up.output.match(/run (\S+) in/)![1]!),
      'names of the run',
    );

    function memberOf(machine: number): GuestState['members'][number] {
      return (JSON.parse(read(machine, 'guest.json').toString()) as GuestState).members[0]!;
    }

    function peerOf(machine: number): string {
      return memberOf(machine).peerId;
    }
  },
);
