import { randomBytes } from 'node:crypto';
import process from 'node:process';

/**
 * The environment variable that holds the token of a run's nats-server. Arguments are visible to every user of a machine,
 * the environment of a process to its own user alone.
 */
export const NATS_TOKEN_VARIABLE = 'CODISTILL_NATS_TOKEN';

/** A token that nobody can guess. */
export function newNatsToken(): string {
  return randomBytes(32).toString('hex');
}

/** The token that this process was given, by its launcher or by the user of a nats-server of their own. */
export function givenNatsToken(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const token = env[NATS_TOKEN_VARIABLE];
  return token === '' ? undefined : token;
}
