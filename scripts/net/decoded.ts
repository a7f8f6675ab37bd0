import type { Msg } from 'nats';
import type { Codec } from '../../proto/codec.js';
import { DecodeError } from '../../proto/errors.js';

/** The message in what somebody said, or `null` where it is none. */
export function decoded<M>(codec: Codec<M>, { data }: Pick<Msg, 'data'>): M | null {
  try {
    return codec.decode(data);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return null;
  }
}
