import { join } from 'node:path';
import process from 'node:process';
import { Writable } from 'node:stream';
import pino, { type Logger } from 'pino';
import { LineFile } from '../peer/files/line-file.js';
import { makeDirectory } from '../peer/files/make-directory.js';
import { fileError } from '../peer/files/run-files.js';
import { isSupervised, WARNING_PREFIX } from './parent-watch.js';

/** A log, and how the file of it is closed that is this process's no longer. */
export interface OpenLog {
  readonly log: Logger;
  close(): void;
}

/**
 * The log of a coordinator or peer. Under a launcher: JSON lines on standard output, which the launcher has pointed at
 * `RUN_DIR/logs`, or in the file that a study names for this command. Started by hand: short lines on the terminal, and the JSON lines in that folder where there
 * is a run directory.
 *
 * @throws {CodistillError} `ERR_RUN_DIR` or `ERR_DISK` when that folder cannot be made.
 */
export function openLog(name: string, runDir: string | undefined, logFile?: string): OpenLog {
  const options = { level: process.env.CODISTILL_LOG_LEVEL ?? 'info', base: { process: name } };
  if (isSupervised()) {
    const lines = lineFile(logFile ?? process.stdout.fd);
    const close = (): void => (logFile === undefined ? undefined : lines.close());
    return { log: pino(options, saying(lineStream(lines))), close };
  }
  const streams: pino.StreamEntry[] = [{ stream: terminalStream() }];
  if (runDir !== undefined) {
    const directory = join(runDir, 'logs');
    try {
      makeDirectory(directory, 0o700);
    } catch (cause) {
      throw fileError(`run directory ${runDir}`, cause);
    }
    streams.push({ stream: lineStream(lineFile(join(directory, `${name}.log`))) });
  }
  return { log: pino(options, pino.multistream(streams)), close: () => {} };
}

/** Appends to a file that may be on a full disk: pino's own destination would end the process, or keep all in memory. */
function lineFile(file: string | number): LineFile {
  return new LineFile(file, (message) => process.stderr.write(`${WARNING_PREFIX}${message}\n`));
}

function lineStream(lines: LineFile): pino.DestinationStream {
  return { write: (line) => lines.append(line) };
}

/** Says lines with the fact `toUser` on standard error too. */
function saying(log: pino.DestinationStream): pino.DestinationStream {
  return {
    write(line) {
      log.write(line);
      if (!line.includes('"toUser":true')) return;
      process.stderr.write(`${WARNING_PREFIX}${(JSON.parse(line) as { msg: string }).msg}\n`);
    },
  };
}

/** A line as a process writes it: its level, its message, and facts. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly [fact: string]: unknown;
}

/** Gives pino to code that only knows lines. */
export function lineLog(log: Logger): (line: LogLine) => void {
  return ({ level, message, ...facts }) => log[level](facts, message);
}

/**
 * One JSON line of the log as a line for people: time, level when it is not `info`, message, facts. That of the error which ends
 * the process is none: the command line says it, and its stack is in the file.
 */
export function logLine(json: string): string | undefined {
  const { level, time, msg, process: _process, ...facts } = JSON.parse(json) as Record<string, unknown>;
  if (facts.err !== undefined) return undefined;
  const clock = new Date(Number(time)).toTimeString().slice(0, 8);
  const name = level === pino.levels.values.info ? '' : ` ${pino.levels.labels[Number(level)] ?? level}`;
  const rest = Object.entries(facts).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [`${clock}${name}`, String(msg ?? ''), ...rest].filter((part) => part !== '').join(' ');
}

function terminalStream(): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      const line = logLine(chunk.toString('utf8'));
      if (line === undefined) done();
      else process.stderr.write(`${line}\n`, () => done());
    },
  });
}
