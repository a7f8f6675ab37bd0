import type { RandomStream } from '../../proto/random.js';
import type { Clock } from './clock.js';

/** How bad the network is. Probabilities are for each message. */
export interface Weather {
  readonly delayMsMin: number;
  readonly delayMsMax: number;
  readonly lossProbability: number;
  readonly duplicateProbability: number;
  /** Chance of an extra delay that lets later messages overtake. */
  readonly reorderProbability: number;
  readonly reorderMsMax: number;
}

export const FAIR: Weather = {
  delayMsMin: 0.2,
  delayMsMax: 3,
  lossProbability: 0,
  duplicateProbability: 0,
  reorderProbability: 0,
  reorderMsMax: 0,
};

/** Name of nats-server as an end of a cut. */
export const NATS = 'nats';

/** Everything between processes: datagram-like for what goes over NATS, connections for ZeroMQ. */
export class Network {
  readonly #clock: Clock;
  readonly #random: RandomStream;
  readonly #cuts = new Map<string, number>();
  weather: Weather = FAIR;
  natsUp = true;

  constructor(clock: Clock, random: RandomStream) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Cuts two ends off each other. */
  cut(a: string, b: string, forMs: number): void {
    this.#cuts.set(pair(a, b), this.#clock.nowMs + forMs);
  }

  heal(): void {
    this.#cuts.clear();
    this.weather = FAIR;
    this.natsUp = true;
  }

  isCut(a: string, b: string): boolean {
    return (this.#cuts.get(pair(a, b)) ?? -1) > this.#clock.nowMs;
  }

  /** Whether a process reaches nats-server now. */
  reachesNats(end: string): boolean {
    return this.natsUp && !this.isCut(end, NATS);
  }

  /** One message over NATS: it may be lost, doubled, late, and overtaken. */
  control(from: string, to: string, deliver: () => void): void {
    if (!this.reachesNats(from)) return;
    const copies = 1 + (this.#happens(this.weather.duplicateProbability) ? 1 : 0);
    for (let i = 0; i < copies; i++) {
      if (this.#happens(this.weather.lossProbability)) continue;
      this.#clock.after(this.delayMs(), () => {
        if (this.reachesNats(to)) deliver();
      });
    }
  }

  /** Time of one message on its way. */
  delayMs(): number {
    const { delayMsMin, delayMsMax, reorderProbability, reorderMsMax } = this.weather;
    const late = this.#happens(reorderProbability) ? this.#random.uniform() * reorderMsMax : 0;
    return delayMsMin + this.#random.uniform() * (delayMsMax - delayMsMin) + late;
  }

  duplicates(): boolean {
    return this.#happens(this.weather.duplicateProbability);
  }

  #happens(probability: number): boolean {
    return probability > 0 && this.#random.uniform() < probability;
  }
}

function pair(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}
