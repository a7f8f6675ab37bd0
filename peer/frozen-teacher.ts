import { TRAINER_STATE } from '../proto/codec.js';
import { CompiledPrediction } from './graph/compiled-prediction.js';
import type { GraphCache } from './graph/graph-cache.js';
import type { TrainerMailbox } from './mailbox.js';
import type { TrainerMessage, TrainingResult } from './messages.js';
import type { Predict } from './model/evaluate.js';
import { PredictionServer, type ServerOptions } from './prediction-server.js';
import type { FrozenNetwork } from './teacher-source.js';
import type { TrainerInbox } from './trainer-inbox.js';

/** How often a teacher with nothing to do looks whether the run is over. */
const LOOK_MS = 50;

/**
 * How a frozen network predicts, compiled where that is possible.
 *
 * @param rowsMax - Samples of the largest batch.
 * @param cache - Of compiled graphs.
 */
export function frozenPrediction(
  frozen: FrozenNetwork,
  rowsMax: number,
  warn: (message: string) => void,
  cache?: GraphCache,
): Predict {
  if (frozen.kind === 'predict') return frozen.predict;
  const compiled = new CompiledPrediction(frozen.network, warn, { cache });
  compiled.prepare(rowsMax);
  return (inputs, rows) => compiled.predict(inputs, rows);
}

/**
 * A frozen teacher's run: it answers requests until it is sent home. Its event loop turns, so nothing here blocks but
 * the predictions themselves.
 */
export async function serveUntilStopped(options: {
  readonly server: ServerOptions;
  readonly inbox: TrainerInbox;
  readonly mailbox: TrainerMailbox;
  readonly post: (message: TrainerMessage) => void;
}): Promise<TrainingResult> {
  const { inbox, mailbox, post } = options;
  const server = new PredictionServer(options.server);
  const answerAll = (): void => {
    for (const message of inbox.take()) {
      if (message.kind === 'request') post({ kind: 'served', served: server.answer(message.request, 0) });
    }
  };
  mailbox.setProgress(TRAINER_STATE.ready, 0, 0);
  await new Promise<void>((resolve, reject) => {
    const look = setInterval(() => {
      if (mailbox.stopAtStep !== 0) return; // the step of a teacher: it is sent home with a stop before it
      clearInterval(look);
      resolve();
    }, LOOK_MS);
    inbox.listen(() => {
      try {
        answerAll();
      } catch (error) {
        clearInterval(look);
        reject(error);
      }
    });
    answerAll();
  });
  mailbox.setProgress(TRAINER_STATE.finished, 0, 0);
  return {
    steps: 0,
    validationAccuracy: Number.NaN,
    samplesPerSecond: 0,
    waitFraction: 0,
    stalenessStepsMax: 0,
    dataWaitFraction: 0,
  };
}
