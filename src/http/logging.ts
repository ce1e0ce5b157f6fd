import type { LoggerService, LogLevel as NestLevel } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import type { LogLevel } from '../config/environment.js';

/** Lines of JSON on standard output. Never headers, bodies, tokens or parameters of a statement. */
export function createLog(level: LogLevel): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}

const PINO_LEVEL = {
  log: 'info',
  error: 'error',
  warn: 'warn',
  debug: 'debug',
  verbose: 'trace',
  fatal: 'fatal',
} as const;

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
    const write = PINO_LEVEL[level];
    return (message: unknown, ...rest: unknown[]): void => {
      const context = rest.at(-1);
      const text = rest.slice(0, -1).find((part) => typeof part === 'string');
      if (message instanceof Error) this.pino[write]({ context, err: message }, message.message);
      else if (typeof message === 'object') this.pino[write]({ context, ...message }, text);
      else this.pino[write]({ context }, message as string);
    };
  }
}
