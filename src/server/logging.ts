import type { LoggerService, LogLevel as NestLevel } from '@nestjs/common';
import { types } from 'node:util';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config/environment.js';
import { reasonOf } from '../database/postgres-errors.js';

/** Lines of JSON, on standard output. Never headers, bodies, tokens or parameters of a statement. */
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

/** Kind, reason and place of an error, without the statement and the values that it may carry. */
function traceOf(error: unknown) {
  if (!types.isNativeError(error)) return { type: typeof error };
  const stack = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
  return { type: error.name, reason: reasonOf(error), stack };
}

const PINO_LEVEL = {
  log: 'debug', // how Nest puts itself together
  error: 'error',
  warn: 'warn',
  debug: 'debug',
  verbose: 'trace',
  fatal: 'fatal',
} as const;

/** Parts of Nest that report why the start fails and then throw it: who catches it says it once, in a sentence. */
const THROWN_AS_WELL: ReadonlySet<unknown> = new Set(['ExceptionHandler', 'NestApplication', 'TypeOrmModule']);

/** What Nest and our own `Logger`s say, as lines of the same log. */
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
