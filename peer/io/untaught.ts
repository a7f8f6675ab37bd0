import { CodistillError } from '../../proto/errors.js';
import type { Scheme } from '../../proto/scheme.js';
import { isHardlyTaught, missingTeaching } from '../core/closing-warnings.js';
import type { PeerResult } from './peer-result.js';

/** `ERR_UNTAUGHT` where teaching was asked for and hardly happened. */
export function untaughtError(
  result: Pick<PeerResult, 'id' | 'dueSteps' | 'taughtShare' | 'absences'>,
  scheme: Pick<Scheme, 'graph'>,
): CodistillError | undefined {
  if (!isHardlyTaught(result, scheme)) return undefined;
  const { id, dueSteps, taughtShare, absences } = result;
  return new CodistillError('ERR_UNTAUGHT', `${id} ${missingTeaching(result, absences).join('')}`, {
    fix: 'see that its teachers reach it and train as long as it does, or train longer; with --allow-untaught this is no error',
    facts: { peer: id, dueSteps, taughtShare },
  });
}
