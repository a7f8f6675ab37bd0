import { shellWords } from '../shell-words.js';
import type { Host } from './hosts-file.js';

/** Of the user's own options and of those in ssh's configuration the first wins, so these come after those of the hosts file. */
const OPTIONS: readonly string[] = [
  'BatchMode=yes', // nobody is there to answer a question
  'ConnectTimeout=10',
  'ServerAliveInterval=15',
  'ServerAliveCountMax=4',
  'ClearAllForwardings=yes', // a port is forwarded to one session alone
  'ControlMaster=no', // sessions of others would end with this one
];

/** Arguments for ssh, but for the host and the command. */
export function sshOptions({ options }: Host): readonly string[] {
  return [...options, ...OPTIONS.flatMap((option) => ['-o', option])];
}

/** Arguments with which ssh starts a host's part in a run; the token goes to its standard input, where nobody sees it. */
export function sshArguments(host: Host, runId: string): readonly string[] {
  return [...sshOptions(host), '-T', '--', host.host, remoteCommand(host, runId)];
}

/** The run directory of a host, below its folder: another one than the launcher's, should both see one disk. */
export function runDirOn({ name }: Host, runId: string): string {
  return `runs/${runId}-${name}`;
}

/** The text that the shell of a host runs. */
export function remoteCommand(host: Host, runId: string): string {
  const { peers, device, dataDir, directory, command } = host;
  const option = (key: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [key, value];
  const words = [
    ...['join', '--token-stdin', '--leave-with-stdin', '--allow-untaught', '--json'],
    ...['--peers', String(peers), '--run-dir', runDirOn(host, runId)],
    ...option('--device', device),
    ...option('--data-dir', dataDir),
    ...host.arguments,
  ];
  return `cd ${shellWords([directory])} && ${command} ${shellWords(words)}`;
}
