import { isNamed, type Named, readConnectionString } from './connection-string.js';

/** A parameter of libpq: its environment variable, the values that work here, and the message for other values. */
interface Rule {
  readonly env?: string;
  readonly takes: RegExp;
  readonly must?: string;
}

const ANY: Rule = { takes: /^/ };
const one = (takes: RegExp, must: string, env?: string): Rule => ({ takes, must, ...(env !== undefined && { env }) });
const of = (env: string): Rule => ({ ...ANY, env });

const ALONE = /^[^,]+$/;
const TLS_VERSION = one(/^TLSv1(\.[123])?$/, 'be TLSv1, TLSv1.1, TLSv1.2 or TLSv1.3');
const NOTHING = /(?!)/;
const NEVER = 'be left out: it cannot be honoured here';

/** Every parameter that works here. Other parameters of libpq stop the start, and so do values that we would ignore. */
const RULES = {
  host: one(ALONE, 'name one host: several are not tried in turn', 'PGHOST'),
  hostaddr: one(ALONE, 'be one address: several are not tried in turn'),
  port: one(/^([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/, 'be one port', 'PGPORT'),
  dbname: of('PGDATABASE'),
  user: of('PGUSER'),
  password: of('PGPASSWORD'),
  options: of('PGOPTIONS'),
  application_name: of('PGAPPNAME'),
  fallback_application_name: ANY,
  connect_timeout: one(/^[1-9]\d{0,2}$/, 'be from 1 to 999 seconds', 'PGCONNECT_TIMEOUT'),
  keepalives: one(/^[01]$/, 'be 0 or 1'),
  keepalives_idle: one(/^\d{1,5}$/, 'be a number of seconds'),
  sslmode: one(
    /^(disable|allow|prefer|require|verify-(ca|full))$/,
    'be disable, allow, prefer, require, verify-ca or verify-full',
    'PGSSLMODE',
  ),
  sslrootcert: of('PGSSLROOTCERT'),
  sslcert: of('PGSSLCERT'),
  sslkey: of('PGSSLKEY'),
  sslpassword: ANY,
  sslcrl: of('PGSSLCRL'),
  sslnegotiation: one(/^(postgres|direct)$/, 'be postgres or direct', 'PGSSLNEGOTIATION'),
  ssl_min_protocol_version: { ...TLS_VERSION, env: 'PGSSLMINPROTOCOLVERSION' },
  ssl_max_protocol_version: { ...TLS_VERSION, env: 'PGSSLMAXPROTOCOLVERSION' },
  channel_binding: one(/^(disable|prefer|require)$/, 'be disable, prefer or require', 'PGCHANNELBINDING'),
  // These values change nothing here.
  client_encoding: one(/^(auto|utf-?8|unicode)$/i, 'be UTF8 or left out'),
  target_session_attrs: one(/^(any|prefer-standby)$/, 'be any or left out', 'PGTARGETSESSIONATTRS'),
  load_balance_hosts: { ...ANY, env: 'PGLOADBALANCEHOSTS' },
  gssencmode: one(/^(disable|prefer)$/, 'be disable, prefer or left out', 'PGGSSENCMODE'),
  sslcertmode: one(/^allow$/, 'be allow or left out', 'PGSSLCERTMODE'),
  sslcompression: one(/^[01]$/, 'be 0 or 1'),
  sslsni: one(/^1$/, 'be 1 or left out', 'PGSSLSNI'),
  uselibpqcompat: one(/^true$/, 'be true or left out'),
  // Ignoring these would connect to another server, or less safely.
  service: one(NOTHING, NEVER, 'PGSERVICE'),
  require_auth: one(NOTHING, NEVER, 'PGREQUIREAUTH'),
} as const satisfies Record<string, Rule>;

type Name = keyof typeof RULES;

/** Parameters by libpq’s names. Absent and empty ones are left out. */
export type PostgresParameters = Readonly<Partial<Record<Name, string>>>;

/** The address of a database and its faults: predicates for a sentence, which never quote a value. */
export interface PostgresUrl {
  readonly parameters: PostgresParameters;
  readonly problems: readonly string[];
}

/** Reads an address in any form that psql takes. Like psql, takes missing parameters from `env`. */
export function parsePostgresUrl(text: string, env: NodeJS.ProcessEnv): PostgresUrl {
  const named = readConnectionString(text);
  if (!isNamed(named)) return { parameters: {}, problems: [named] };
  const { given, problems: unknown } = withoutUnknown(named);
  const parameters: PostgresParameters = { ...fromEnvironment(env), ...given };
  const problems = [...unknown, ...wrongValues(parameters, given), ...contradictions(parameters)];
  return { parameters, problems: problems.map((problem) => `cannot be used: ${problem}`) };
}

/** The sslmode by libpq’s rules. The default is “prefer”, and “verify-full” with the system’s roots. */
export function sslModeOf({ sslmode, sslrootcert }: PostgresParameters): string {
  return sslmode ?? (sslrootcert === 'system' ? 'verify-full' : 'prefer');
}

/** Whether a connection may use TLS. Over a Unix socket it never does. */
export function mayUseTls(parameters: PostgresParameters): boolean {
  return sslModeOf(parameters) !== 'disable' && !(parameters.hostaddr ?? parameters.host ?? '').startsWith('/');
}

/** The files that a connection needs, by parameter. */
export function tlsFilesOf(parameters: PostgresParameters): [Name, string][] {
  const { sslrootcert, sslcert, sslkey, sslcrl } = parameters;
  const files = { ...(sslrootcert !== 'system' && { sslrootcert }), sslcert, sslkey, sslcrl };
  const isGiven = (entry: [string, string | undefined]): entry is [Name, string] => entry[1] !== undefined;
  return mayUseTls(parameters) ? Object.entries(files).filter(isGiven) : [];
}

const isKnown = (name: string): name is Name => Object.hasOwn(RULES, name);
const ruleOf = (name: Name): Rule => RULES[name];

function withoutUnknown(named: Named): { given: PostgresParameters; problems: string[] } {
  const given: Partial<Record<Name, string>> = {};
  const problems: string[] = [];
  for (const [name, value] of named) {
    if (name === 'ssl' && value === 'true') given.sslmode = 'require';
    else if (isKnown(name)) given[name] = value;
    else problems.push(`${/^[a-z_]{1,40}$/i.test(name) ? name : 'a parameter'} must ${NEVER}`);
  }
  return { given: withoutEmpty(given), problems };
}

function withoutEmpty(parameters: PostgresParameters): PostgresParameters {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''));
}

function fromEnvironment(env: NodeJS.ProcessEnv): PostgresParameters {
  const names = Object.keys(RULES).filter(isKnown);
  return withoutEmpty(Object.fromEntries(names.map((name) => [name, env[ruleOf(name).env ?? ''] ?? ''])));
}

function wrongValues(parameters: PostgresParameters, given: PostgresParameters): string[] {
  return Object.entries(parameters)
    .filter((entry): entry is [Name, string] => isKnown(entry[0]) && !ruleOf(entry[0]).takes.test(entry[1]))
    .map(([name]) => {
      const { env, must = '' } = ruleOf(name);
      return `${given[name] === undefined && env !== undefined ? env : name} must ${must}`;
    });
}

function contradictions(parameters: PostgresParameters): string[] {
  const mode = sslModeOf(parameters);
  const { sslrootcert, sslnegotiation, sslcert, sslkey } = parameters;
  const problems: string[] = [];
  if (mode === 'verify-ca' && sslrootcert === undefined) problems.push('sslmode=verify-ca needs sslrootcert');
  if (sslrootcert === 'system' && mode !== 'verify-full') problems.push('sslrootcert=system needs sslmode=verify-full');
  if (sslnegotiation === 'direct' && !/^(require|verify)/.test(mode)) {
    problems.push('sslnegotiation=direct needs sslmode=require or a stronger one');
  }
  if ((sslcert === undefined) !== (sslkey === undefined)) problems.push('sslcert and sslkey need each other');
  return problems;
}
