import type { TeacherWatch } from '../core/teaching/teacher-watch.js';
import type { Teaching } from '../core/teaching/teaching.js';
import type { Foresight, TeacherExchange } from './ports.js';

/** An exchange whose every teaching passes the watch; each warning of the watch is given once, in one line. */
export function watchedExchange(
  exchange: TeacherExchange,
  watch: TeacherWatch,
  warn: (message: string) => void,
): TeacherExchange {
  const judged = (
    heard: readonly Teaching[],
    logits: Float32Array,
    labels: Int32Array,
  ): readonly Teaching[] => {
    const { teachings, warnings } = watch.judge(heard, logits, labels);
    for (const warning of warnings) warn(warning);
    return teachings;
  };
  const { foresight } = exchange;
  return {
    learn(batch, logits, features) {
      return judged(exchange.learn(batch, logits, features), logits, batch.labels);
    },
    teach: (batch, logits, phase, features) => exchange.teach(batch, logits, phase, features),
    ...(foresight === undefined ? {} : { foresight: watchedForesight(foresight, watch, judged) }),
  };
}

/** Teachers are judged by the peer's own predictions, so with foresight a step later. */
function watchedForesight(
  foresight: Foresight,
  watch: TeacherWatch,
  judge: (heard: readonly Teaching[], logits: Float32Array, labels: Int32Array) => void,
): Foresight {
  let heard: readonly Teaching[] = [];
  return {
    hear(batch) {
      heard = foresight.hear(batch);
      return watch.admit(heard);
    },
    tell(batch, logits, features) {
      judge(heard, logits, batch.labels);
      foresight.tell(batch, logits, features);
    },
    flush: () => foresight.flush(),
  };
}
