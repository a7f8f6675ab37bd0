/** Float64 words of `gauges`, written by the trainer, read by the I/O thread for heartbeats. */
export const GAUGE = {
  supervisedLoss: 0,
  distillationLoss: 1,
  distillationWeight: 2,
  validationAccuracy: 3,
  samplesPerSecond: 4,
  waitFraction: 5,
  /** Age of the oldest weights that are run locally, steps. */
  stalenessSteps: 6,
  /** 1 once there is a validation accuracy. */
  validated: 7,
  /** On the validation samples of a text; 0: not a text, or not validated yet. */
  bitsPerCharacter: 8,
  size: 9,
} as const;

export type Gauge = keyof Omit<typeof GAUGE, 'size'>;
