import { basename } from 'node:path';

/** A command as it could be typed again; of a path only its end. */
export function commandText(args: readonly string[]): string {
  const shown = args.map((arg) => {
    const short = arg.startsWith('/') ? basename(arg) : arg;
    return /^[\w./:=,@+-]+$/.test(short) ? short : `'${short}'`;
  });
  return ['codistill', ...shown].join(' ');
}
