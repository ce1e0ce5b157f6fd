import { accessSync, constants, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { parsePostgresUrl, tlsFilesOf } from './postgres-url.js';

export const ENVIRONMENTS = ['development', 'test', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** A host name by RFC 1123. Digits and dots alone are a broken IP address. */
const HOST_NAME = /^(?![\d.]+$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i;

/** Readers of single variables. An empty variable counts as absent. Each reader adds a sentence to `problems` for a wrong value. */
export function readers(env: NodeJS.ProcessEnv, problems: string[]) {
  const text = (name: string): string | null => {
    const value = env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  };

  const parse = <T>(name: string, fallback: string, expected: string, parser: (value: string) => T | undefined): T => {
    const parsed = parser(text(name) ?? fallback);
    if (parsed === undefined) {
      problems.push(`${name} must be ${expected}.`);
      return parser(fallback) as T;
    }
    return parsed;
  };

  return {
    text,

    choice: <T extends string>(name: string, choices: readonly T[], fallback: T): T =>
      parse(name, fallback, `one of ${choices.join(', ')}`, (value) => choices.find((choice) => choice === value)),

    integer: (name: string, { min, max, fallback }: { min: number; max: number; fallback: number }): number =>
      parse(name, String(fallback), `a whole number from ${min} to ${max}`, (value) => {
        const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
        return number >= min && number <= max ? number : undefined;
      }),

    /** In seconds, from one second to thirty days. */
    duration: (name: string, fallback: string): number =>
      parse(name, fallback, 'a duration such as 30m, 900s, 1h or 1d, of 30 days at most', (value) => {
        const [, amount, unit] = /^(\d{1,7})([smhd])$/.exec(value) ?? [];
        const seconds = Number(amount) * SECONDS[unit as keyof typeof SECONDS];
        return seconds >= 1 && seconds <= 30 * SECONDS.d ? seconds : undefined;
      }),

    /** A number of days; null when it is off. */
    days: (name: string, fallback: string, least = 1): number | null =>
      parse(name, fallback, `a number of days from ${least}d to 3650d, or off`, (value) => {
        if (value === 'off') return null;
        const days = Number(/^(\d{1,4})d$/.exec(value)?.[1]);
        return days >= least && days <= 3650 ? days : undefined;
      }),

    origins: (name: string, fallback: string): readonly string[] =>
      parse(
        name,
        fallback,
        'a comma-separated list of origins such as https://app.example.com, without paths or *',
        (value) => {
          const origins = list(value);
          return origins.length > 0 && origins.every(isOrigin) ? origins : undefined;
        },
      ),

    /** An address or a host name to listen on; null when absent. */
    host: (name: string): string | null => {
      const value = text(name);
      if (value !== null && isIP(value) === 0 && !HOST_NAME.test(value)) {
        problems.push(`${name} must be an address or a name of this machine, such as 0.0.0.0, :: or localhost.`);
      }
      return value;
    },

    postgresUrl: (name: string): string | null => {
      const value = text(name);
      if (value !== null) problems.push(...problemsOfUrl(value, env).map((problem) => `${name} ${problem}.`));
      return value;
    },

    /** Without the slash at its end; null when absent. */
    publicUrl: (name: string): string | null => {
      const value = text(name);
      const url = value !== null && URL.canParse(value) ? new URL(value) : null;
      if (value !== null && (url === null || !isPublic(url))) {
        problems.push(`${name} must be an address such as https://example.com/backend, without a query.`);
      }
      return url && `${url.origin}${url.pathname}`.replace(/\/+$/, '');
    },

    /** Never "all": clients could then forge X-Forwarded-For and evade the login throttle. */
    proxies: (name: string): false | number | readonly string[] =>
      parse(name, '0', 'a number of proxies, or a comma-separated list of their addresses or CIDR ranges', (value) => {
        if (/^\d$/.test(value)) return Number(value) || false;
        const ranges = list(value);
        return ranges.length > 0 && ranges.every(isRange) ? ranges : undefined;
      }),
  };
}

function problemsOfUrl(value: string, env: NodeJS.ProcessEnv): string[] {
  const { parameters, problems } = parsePostgresUrl(value, env);
  const unreadable = tlsFilesOf(parameters).filter(([, file]) => !isReadable(file));
  return [...problems, ...unreadable.map(([name]) => `cannot be used: the file of ${name} cannot be read`)];
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The readers of one environment. */
export type Readers = ReturnType<typeof readers>;

const list = (value: string) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** `*` is refused: origins are compared literally, so a pattern would match none. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && !text.includes('*');
}

function isPublic({ protocol, username, password, search, hash }: URL): boolean {
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === '');
}

function isRange(text: string): boolean {
  const [address = '', prefix = '1', ...rest] = text.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= bits;
}
