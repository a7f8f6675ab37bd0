import process from 'node:process';
import type { Stops } from './stage.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Tells the first request to stop from the second. */
export function onStopSignals(handlers: {
  readonly first: (signal: NodeJS.Signals) => void;
  readonly second: () => void;
}): Stops {
  let count = 0;
  const onSignal = (signal: NodeJS.Signals): void => {
    count += 1;
    if (count === 1) handlers.first(signal);
    else handlers.second();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    interrupted: () => count > 0,
    release() {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
