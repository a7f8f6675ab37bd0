import type { TeacherWatch } from './core/teacher-watch.js';
import type { TeacherExchange } from './model/train.js';

/** An exchange of which every teaching goes by the watch; what the watch notices is told once, in a line each. */
export function watchedExchange(
  exchange: TeacherExchange,
  watch: TeacherWatch,
  warn: (message: string) => void,
): TeacherExchange {
  return {
    learn(batch, logits, features) {
      const heard = exchange.learn(batch, logits, features);
      const { teachings, warnings } = watch.judge(heard, logits, batch.labels);
      for (const warning of warnings) warn(warning);
      return teachings;
    },
    teach: (batch, logits, phase, features) => exchange.teach(batch, logits, phase, features),
  };
}
