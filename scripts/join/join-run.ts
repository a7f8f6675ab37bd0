import { resolve } from 'node:path';
import process from 'node:process';
import { FirstContact } from '../../peer/io/first-contact.js';
import { openControlPlane } from '../../peer/net/control-plane.js';
import type { SpecReply } from '../../proto/codec.js';
import { CodistillError } from '../../proto/errors.js';
import { type JoinToken, parseJoinToken } from '../../proto/join-token.js';
import { checkNamedFiles } from '../../proto/named-files.js';
import { credsText } from '../../proto/net/accounts.js';
import { dialNats } from '../../proto/net/dial.js';
import { Nkey } from '../../proto/net/nkey.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
import { inboxOf } from '../../proto/subjects.js';
import { Waits } from '../../proto/waits.js';
import { lockDirectory } from '../directory-lock.js';
import { checkDevicesHere, checkNames } from '../launch/check-names.js';
import type { GuestWays } from '../launch/child-arguments.js';
import type { Guest } from '../launch/guest.js';
import { CERTIFICATE_NAME, emptyKeysFolder, peerKeysName } from '../launch/member-keys.js';
import { createDirectory, GUEST_NAME, keysFolder, refuseOtherPart } from '../launch/run-directory.js';
import { launchRun } from '../launch/terminal-stage.js';
import { type NatsSettings, proofOf } from '../nats-settings.js';
import { askAdmission, serverOf } from '../net/ask-admission.js';
import { fingerprintOf } from './fingerprint.js';
import { type GuestState, readGuest, writeGuest } from './guest-file.js';
import { cutOff, guestPart } from './guest-part.js';

/** The request to `codistill join`. */
export interface JoinOptions {
  /** As pasted; absent: this machine has joined before. */
  readonly token?: string | undefined;
  readonly runDir?: string | undefined;
  readonly dataDir?: string | undefined;
  /** Peers that this machine runs. */
  readonly peers: number;
  /** That its peers train; empty: whichever place is free. */
  readonly network: string;
  readonly ways: GuestWays;
  readonly threads: number | undefined;
  readonly cores: number | undefined;
  readonly allowUntaught: boolean;
  readonly json: boolean;
  readonly contactMs: number;
}

/** Of each step on the way in, milliseconds. */
const STEP_MS = 10_000;

/** The file of a lock beside that of the run, which there is only once the run spec is known. */
const LOCK_NAME = 'join.json';

/**
 * Takes part in a run of another machine: asks to be let in, or comes back, and trains.
 *
 * @returns The exit code.
 * @throws {CodistillError} `ERR_JOIN_TOKEN`, `ERR_JOIN_REFUSED`, `ERR_NATS_…`, `ERR_COORDINATOR_UNREACHABLE`,
 *   `ERR_RUN_DIR`, `ERR_RUN_DIR_BUSY`, and whatever keeps this machine from its part of the run.
 */
export async function joinRun(options: JoinOptions): Promise<number> {
  const token = options.token === undefined ? undefined : parseJoinToken(options.token, Date.now() / 1_000);
  const directory = directoryOf(options, token);
  if (token === undefined && readGuest(directory) === undefined) {
    throw new CodistillError('ERR_RUN_DIR', `this machine has joined no run in ${directory}`, {
      fix: 'paste the line that `codistill up` printed',
      facts: { directory },
    });
  }
  refuseOtherPart(directory, GUEST_NAME);
  createDirectory(directory, '--run-dir');
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const release = lockDirectory(
    directory,
    '--run-dir',
    { onTrouble: say, onTaken: (error: CodistillError) => say(error.message) },
    LOCK_NAME,
  );
  try {
    const state = await admitted(directory, token, options, say);
    const guest = await connected(directory, state, options.ways);
    const { spec, modules } = await fetchedSpec(guest, options.contactMs, say);
    const run = parseRunSpec(spec);
    checkOwnPart(run, modules, guest, options);
    return await launchRun({
      ...{ spec: run, runId: guest.runId, runDir: directory, dataDir: options.dataDir, json: options.json },
      part: () => guestPart(guest, directory, options.dataDir),
      ...{ threads: options.threads, cores: options.cores, allowUntaught: options.allowUntaught },
      insecure: false,
      scores: { scoreTraining: false, savePredictions: false },
    });
  } finally {
    release();
  }
}

function directoryOf({ runDir }: JoinOptions, token: JoinToken | undefined): string {
  if (runDir !== undefined) return resolve(runDir);
  if (token !== undefined) return resolve('runs', token.runId);
  throw new CodistillError(
    'ERR_USAGE',
    'neither a token nor the directory of a run that this machine has joined',
    {
      fix: 'paste the line that `codistill up` printed, or give --run-dir',
    },
  );
}

/** Asks for the places that this machine does not have yet. What it has made of keys is kept first, should the answer be lost. */
async function admitted(
  directory: string,
  token: JoinToken | undefined,
  { peers, network }: JoinOptions,
  say: (line: string) => void,
): Promise<GuestState> {
  const known = readGuest(directory);
  if (known !== undefined && token !== undefined && known.runId !== token.runId) {
    throw new CodistillError(
      'ERR_RUN_DIR',
      `${directory} belongs to run "${known.runId}", the token to "${token.runId}"`,
      {
        fix: 'leave --run-dir out, or give another one',
        facts: { directory },
      },
    );
  }
  let state: GuestState = known ?? stateOf(token!);
  if (token !== undefined) state = { ...state, members: await stillIn(state) };
  while (token !== undefined && state.members.length < peers) {
    state = { ...state, members: [...state.members, newMember()] };
  }
  writeGuest(directory, state);
  for (const [index, { seed, peerId }] of state.members.entries()) {
    if (peerId !== '') continue;
    if (token === undefined) throw lostPlace(directory);
    const key = Nkey.fromSeed(seed);
    const admission = await askAdmission(token, key, STEP_MS, network);
    const member = { seed, peerId: admission.peerId, userToken: admission.userToken };
    state = { ...state, members: state.members.with(index, member) };
    writeGuest(directory, state);
    say(`joined run ${state.runId} as ${member.peerId}; key ${fingerprintOf(admission.publicKey)}`);
  }
  return state;
}

/** The members that the server lets in: who was cut off needs another key, which another line lets in. */
async function stillIn({ runId, addresses, keyHash, members }: GuestState): Promise<GuestState['members']> {
  if (members.length === 0) return members;
  const { natsUrl, ca } = await serverOf({ addresses, keyHash: Buffer.from(keyHash, 'hex') }, STEP_MS);
  const isIn = async ({ seed, peerId, userToken }: GuestState['members'][number]): Promise<boolean> => {
    if (peerId === '') return true;
    const natsProof = { creds: credsText(userToken, Nkey.fromSeed(seed)), tls: { ca } };
    const inbox = inboxOf(runId, { peerId });
    try {
      await (await dialNats({ natsUrl, natsProof, party: 'peer', name: 'joiner', inbox })).close();
      return true;
    } catch (error) {
      if (error instanceof CodistillError && error.code === 'ERR_NATS_LOGIN') return false;
      throw error;
    }
  };
  const known = await Promise.all(members.map(isIn));
  return members.filter((_, i) => known[i]);
}

function stateOf({ runId, addresses, keyHash }: JoinToken): GuestState {
  return { runId, addresses: [...addresses], keyHash: Buffer.from(keyHash).toString('hex'), members: [] };
}

function newMember(): GuestState['members'][number] {
  return { seed: Buffer.from(Nkey.generate('user').getSeed()).toString(), peerId: '', userToken: '' };
}

function lostPlace(directory: string): CodistillError {
  return new CodistillError('ERR_RUN_DIR', `this machine has no place in the run of ${directory} yet`, {
    fix: 'paste the line that `codistill up` printed once more',
    facts: { directory },
  });
}

/** Finds the server again, which may have moved, and writes down what this machine's processes show to it. */
async function connected(directory: string, state: GuestState, ways: GuestWays): Promise<Guest> {
  const keyHash = Buffer.from(state.keyHash, 'hex');
  const { natsUrl, ca } = await serverOf({ addresses: state.addresses, keyHash }, STEP_MS);
  const write = emptyKeysFolder(keysFolder(directory));
  const caFile = write(CERTIFICATE_NAME, ca);
  const keys = state.members.map(({ seed, peerId, userToken }): readonly [string, NatsSettings] => [
    peerId,
    { creds: write(`${peerKeysName(peerId)}.creds`, credsText(userToken, Nkey.fromSeed(seed))), ca: caFile },
  ]);
  return { runId: state.runId, natsUrl, keys: new Map(keys), ways };
}

/** Asks the coordinator for the run spec until it answers. */
async function fetchedSpec(
  { runId, natsUrl, keys }: Guest,
  boundMs: number,
  say: (line: string) => void,
): Promise<SpecReply> {
  const [own] = keys;
  const [peerId, settings] = own!;
  const waits = new Waits({ nowMs: () => performance.now(), boundMs, say });
  const control = openControlPlane({
    ...{ natsUrl, natsProof: proofOf({ natsUrl, settings }), runId, peerId, random: Math.random },
    onTrouble: (error) => waits.nats.trouble(error),
    onAnnouncement: () => {},
    onProbe: async () => null,
    onConnection: () => waits.nats.renew(),
  });
  try {
    const nowMs = (): number => performance.now();
    const reply = await new FirstContact({ runId, natsUrl, control, waits, nowMs }).spec(waits.signal);
    if (reply === null) throw waits.failure!;
    return reply;
  } catch (error) {
    throw error instanceof CodistillError && error.code === 'ERR_NATS_LOGIN' ? cutOff(runId) : error;
  } finally {
    await control.close();
  }
}

/** Refuses what can be known to be wrong on this machine with a spec that came from another one. */
function checkOwnPart(
  spec: RunSpec,
  modules: SpecReply['modules'],
  { keys }: Guest,
  { ways, dataDir }: JoinOptions,
): void {
  const { allowModules, device } = ways;
  for (const peerId of keys.keys()) checkNamedFiles(spec, modules, { peerId, allowModules, dataDir });
  checkNames(spec);
  const peers = spec.peers
    .filter(({ id }) => keys.has(id))
    .map((peer) => ({ ...peer, device: device ?? peer.device }));
  checkDevicesHere({ ...spec, peers });
}
