import type { LoggerService, LogLevel as NestLevel } from '@nestjs/common';
import { types } from 'node:util';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../../config/environment.js';
import { reasonOf } from '../../database/postgres-errors.js';

/** Writes JSON lines to standard output. Never logs headers, bodies, tokens or parameters of a statement. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(1)): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: traceOf },
  };
  return pino(options, destination);
}

/** The kind, reason and stack of an error, without the statement and the values that it may carry. */
function traceOf(error: unknown) {
  if (!types.isNativeError(error)) return { type: typeof error };
  const stack = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
  return { type: error.name, reason: reasonOf(error), stack };
}

const PINO_LEVEL = {
  log: 'debug', // Nest reports its own start-up here
  error: 'error',
  warn: 'warn',
  debug: 'debug',
  verbose: 'trace',
  fatal: 'fatal',
} as const;

/** Parts of Nest that log a failed start and then throw the error. The code that catches it logs it once, in a sentence. */
const THROWN_AS_WELL: ReadonlySet<unknown> = new Set(['ExceptionHandler', 'NestApplication', 'TypeOrmModule']);

/** Writes the messages of Nest and of our own `Logger`s to the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly pino: Logger) {}

  readonly log = this.at('log');
  readonly error = this.at('error');
  readonly warn = this.at('warn');
  readonly debug = this.at('debug');
  readonly verbose = this.at('verbose');
  readonly fatal = this.at('fatal');

  /** Nest passes the name of the logger last; objects become fields of the line. */
  private at(level: NestLevel) {
    return (message: unknown, ...rest: unknown[]): void => {
      const context = rest.at(-1);
      const write = THROWN_AS_WELL.has(context) ? 'debug' : PINO_LEVEL[level];
      const text = rest.slice(0, -1).find((part) => typeof part === 'string');
      if (message instanceof Error) this.pino[write]({ context, err: message }, reasonOf(message));
      else if (typeof message === 'object') this.pino[write]({ context, ...message }, text);
      else this.pino[write]({ context }, message as string);
    };
  }
}
