import process from 'node:process';
import { readResult } from '../../peer/io/peer-result.js';
import { CodistillError } from '../../proto/errors.js';
import { LIMITS } from '../../proto/limits.js';
import type { RunSpec } from '../../proto/run-spec.js';
import { schemeOf } from '../../proto/scheme.js';
import type { RunOwner } from '../join/run-owner.js';
import type { LiveView } from '../launch/live-view.js';
import type { Cohort } from '../launch/processes.js';
import type { RunDirectory } from '../launch/run-directory.js';
import { hasBegun } from '../launch/view-state.js';
import { HostProcess } from './host-process.js';
import { type Hosts, placesOf } from './hosts-file.js';

export interface FleetOptions extends Hosts {
  readonly directory: RunDirectory;
  readonly spec: RunSpec;
  readonly owner: RunOwner;
  readonly view: LiveView;
  readonly cohort: Cohort;
}

/** The hosts of a run: starts their parts, again where they were cut off, goes on without those that are lost, ends them. */
export class HostFleet {
  readonly #options: FleetOptions;
  readonly #started: HostProcess[] = [];
  readonly #errors = new Map<string, CodistillError>();
  /** Whoever does not wait for the end leaves no ssh behind. */
  readonly #killAll = (): void => {
    for (const one of this.#started) one.kill();
  };

  constructor(options: FleetOptions) {
    this.#options = options;
  }

  /** Starts all hosts, once the run's server lets them in; a second call does nothing. */
  start(): void {
    const { hosts, owner, spec, directory, view, cohort } = this.#options;
    if (this.#started.length > 0 || cohort.isEnding) return;
    process.once('exit', this.#killAll);
    const names = hosts.map(({ name }) => name).join(', ');
    view.say(`calling ${names}; what they say is written to ${directory.logsDirectory}`);
    for (const [host, places] of placesOf(this.#options, spec.peers)) {
      const one = new HostProcess(host, {
        ...{ runId: directory.runId, logsDirectory: directory.logsDirectory, say: (line) => view.say(line) },
        token: owner.invite({ uses: host.peers, expiresS: 0, places }),
        isNeeded: () => !cohort.isEnding && this.#without(places).length > 0,
      });
      this.#started.push(one);
      void one.done.then((error) => {
        if (error !== undefined && !cohort.isEnding) this.#lose(error, host.name, places);
      });
      one.start();
    }
  }

  /** The error that names whoever is lost. */
  get loss(): CodistillError | undefined {
    const lost = this.#options.hosts.flatMap(({ name }) => this.#errors.get(name) ?? []);
    const [first] = lost;
    if (first === undefined || lost.length === 1) return first;
    const reasons = lost.map(({ message }) => `\n  ${message}`).join('');
    return new CodistillError('ERR_HOST_FAILED', `${lost.length} hosts are lost:${reasons}`, {
      fix: `for the first of them: ${first.fix}`,
      facts: { hosts: [...this.#errors.keys()] },
    });
  }

  /** Ends what is left: a host whose peers are through is about to. */
  async close(): Promise<void> {
    const { cohort } = this.#options;
    const graceMs = cohort.isEnding ? 0 : LIMITS.shutdownMs;
    await Promise.all(this.#started.map((one) => one.end(graceMs, LIMITS.shutdownMs)));
    process.off('exit', this.#killAll);
  }

  /** Those whose results are not here. */
  #without(places: readonly string[]): readonly string[] {
    return places.filter((id) => readResult(this.#options.directory.path, id) === undefined);
  }

  #lose(error: CodistillError, name: string, places: readonly string[]): void {
    const { spec, here, hosts, view, cohort } = this.#options;
    const left = this.#without(places);
    if (left.length === 0) return; // its results are here
    view.say(error.fix === '' ? error.message : `${error.message}; ${error.fix}`);
    for (const id of left) {
      view.show({ kind: 'given-up', name: id, reason: `the cohort goes on without it: ${name} is lost` });
      void cohort.expel(id);
    }
    this.#errors.set(name, error);
    if (this.#errors.size === hosts.length && here === 0) cohort.fail(this.loss!);
    else if (schemeOf(spec).strict && !hasBegun(view.state)) cohort.fail(error); // it begins with all or not at all
  }
}
