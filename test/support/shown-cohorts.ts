import { parseRunSpec } from '../../proto/run-spec.js';
import type { ShownCohort } from '../../scripts/net/advertise.js';

/** A cohort of three with a place for a guest. */
export const shownCohort: ShownCohort = {
  runId: 'lab',
  spec: parseRunSpec({
    peers: [
      { id: 'a', network: 'mlp:8' },
      { id: 'b', network: 'mlp:8' },
      { id: 'c', network: 'cnn' },
    ],
    data: { name: 'mnist' },
  }),
  addresses: ['127.0.0.1'],
  port: 4222,
  places: 3,
  placesFree: 1,
};
