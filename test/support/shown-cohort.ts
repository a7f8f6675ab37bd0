/** A program that shows a cohort to its network until it is killed: `RUN_ID ADDRESS PORT`. */
import process from 'node:process';
import { advertise } from '../../scripts/net/advertise.js';
import { shownCohort } from './shown-cohorts.js';

const [, , runId, address, port] = process.argv;
advertise({ ...shownCohort, runId: runId!, addresses: [address!], port: Number(port) }, (line) => {
  process.stderr.write(`${line}\n`);
});
