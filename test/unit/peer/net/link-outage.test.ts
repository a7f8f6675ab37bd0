import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LinkOutage, outageText, type Reached } from '../../../../peer/net/link-outage.js';

const LONG_MS = 1;

/** An outage, what it has told, and a wait for the next that it tells. */
function watched(): { outage: LinkOutage; told: Reached[]; next: () => Promise<void> } {
  const told: Reached[] = [];
  let wake = (): void => undefined;
  const tell = (reached: Reached): void => {
    told.push(reached);
    wake();
  };
  const next = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  return { outage: new LinkOutage(tell, LONG_MS), told, next };
}

test('a link that stays down is told in each outage, and when a try comes further', async () => {
  const { outage, told, next } = watched();
  await next();
  for (let tries = 0; tries < 3; tries++)
    for (const type of ['connect:retry', 'connect', 'disconnect']) outage.saw(type);
  for (const type of ['connect', 'handshake', 'disconnect', 'connect:retry']) outage.saw(type);
  await next();
  assert.deepEqual(told, ['nobody', 'somebody', 'nobody']);
});

test('a link that is up in time, or not wanted any more, is not told', async () => {
  const { outage, told } = watched();
  outage.saw('handshake');
  const other = watched();
  other.outage.end();
  other.outage.saw('disconnect'); // its socket closes
  const third = watched();
  await third.next();
  assert.deepEqual([...told, ...other.told], []);
});

test('how far the tries have come is told', async () => {
  const accepted = watched();
  accepted.outage.saw('connect');
  accepted.outage.saw('disconnect');
  accepted.outage.saw('connect:retry');
  const refused = watched();
  for (const type of ['connect', 'handshake:error:auth', 'disconnect']) refused.outage.saw(type);
  await Promise.all([accepted.next(), refused.next()]);
  assert.deepEqual([...accepted.told, ...refused.told], ['somebody', 'refusal']);
});

const FAR = { peerId: 'peer-1', dataAddress: 'tcp://box:4711' };
const at = (address: string) => (): Promise<{ address: string }> => Promise.resolve({ address });
const nowhere = (host: string): Promise<never> => Promise.reject(new Error(`ENOTFOUND ${host}`));

test('the text says who, where, why, and what to do', async () => {
  const texts: [Reached, (host: string) => Promise<{ address: string }>, RegExp][] = [
    [
      'nobody',
      at('10.0.0.6'),
      /^peer-1 cannot be reached at tcp:\/\/box:4711, .*--bind HOST:PORT.*--advertise/,
    ],
    [
      'nobody',
      nowhere,
      /^peer-1 .*tcp:\/\/box:4711, and box has no address here \(Error: ENOTFOUND box\): .*--advertise/,
    ],
    ['nobody', at('127.0.1.1'), /^peer-1 .*box is this machine itself here \(127\.0\.1\.1\): .*--advertise/],
    ['somebody', at('127.0.1.1'), /^peer-1 .*box is this machine itself here/],
    ['somebody', at('10.0.0.6'), /^tcp:\/\/box:4711 answers, but not as peer-1: it is another program/],
    ['refusal', nowhere, /^peer-1 refuses this process: another one has taken its id$/],
  ];
  for (const [reached, lookup, wanted] of texts) assert.match(await outageText(FAR, reached, lookup), wanted);
});

test('an address of the machine itself is taken as it was meant, and one of IPv6 without its brackets', async () => {
  const local = { peerId: 'b', dataAddress: 'tcp://127.0.0.1:1' };
  assert.match(
    await outageText(local, 'nobody', at('127.0.0.1')),
    /^b cannot be reached at tcp:\/\/127\.0\.0\.1:1/,
  );
  const asked: string[] = [];
  const lookup = (host: string): Promise<{ address: string }> => {
    asked.push(host);
    return Promise.resolve({ address: host });
  };
  await outageText({ peerId: 'b', dataAddress: 'tcp://[fd00::7]:1' }, 'nobody', lookup);
  assert.deepEqual(asked, ['fd00::7']);
});
