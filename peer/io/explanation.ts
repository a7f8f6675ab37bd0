import { CodistillError } from '../../proto/errors.js';
import { parseRunSpec, type RunSpec } from '../../proto/run-spec.js';
import { specDifferences } from '../../proto/spec-differences.js';
import type { ExchangeAnswer } from '../core/exchange/offer.js';
import type { ControlPlane } from '../net/control-plane.js';

/** Those who know more of an error than the part that ended on it. */
export interface Witnesses {
  readonly control: Pick<ControlPlane, 'fetchSpec'>;
  /** Teachers that the last answer went without. */
  readonly missing: ExchangeAnswer['missing'];
}

/**
 * Adds to an error what others know of it. The trainer knows that somebody was missing, the main thread knows who. And where
 * the run spec is another one, the coordinator, which tells it to whoever asks, knows in what.
 */
export async function explained(
  error: CodistillError,
  spec: RunSpec,
  { control, missing }: Witnesses,
): Promise<CodistillError> {
  const { code, message, fix, facts } = error;
  if (code === 'ERR_JOIN_REFUSED' && isAbout(error, 'runSpecHash')) {
    const there = (await control.fetchSpec())?.spec;
    const [first] = there ? specDifferences(parseRunSpec(there), spec) : [];
    if (first === undefined) return error;
    return new CodistillError(code, `${message}\n  ${first}`, { fix, facts, cause: error });
  }
  if (code !== 'ERR_STRICT_TIMEOUT' || missing.length === 0) return error;
  const names = missing.map(({ peerId, reason }) => `${peerId} (${reason})`);
  return new CodistillError(code, `${message}; missing: ${names.join(', ')}`, {
    fix,
    facts: { ...facts, missing: names },
    cause: error,
  });
}

/** Whether a field is among those for which a join was refused; of a run in another version no other field means anything. */
function isAbout({ facts: { fields } }: CodistillError, field: string): boolean {
  const told = [fields].flat();
  return told.includes(field) && !told.includes('protocolVersion');
}
