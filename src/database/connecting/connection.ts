import { existsSync, readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import type pg from 'pg';
import { mayUseTls, parsePostgresUrl, type PostgresParameters, sslModeOf } from '../../config/postgres-url.js';
import { clientLikeLibpq } from './libpq-client.js';

/** The folders in which libpq looks for a socket when no host is named: Debian’s, then PostgreSQL’s own. */
const SOCKET_FOLDERS = ['/var/run/postgresql', '/tmp'];

/** Our settings of a connection. The address may override application_name and the time limit for connecting. */
export interface Ours extends pg.PoolConfig {
  readonly application_name: string;
  /** Command-line options with the settings that every session must have. */
  readonly options: string;
}

type Connection = pg.PoolConfig & { readonly Client: typeof pg.Client };

/** Turns an address in any form that psql takes into pg’s options. Throws when it has a part that cannot be honoured. */
export function connectionTo(url: string, ours: Ours, env = process.env): Connection {
  const { parameters, problems } = parsePostgresUrl(url, env);
  if (problems.length > 0)
    throw new Error(problems.map((problem) => `The address of the database ${problem}.`).join('\n'));
  const { host, hostaddr, user, password, dbname: database, application_name, fallback_application_name } = parameters;
  const port = Number(parameters.port ?? 5432);
  const where = hostaddr ?? host ?? defaultHost(port);
  return {
    ...ours,
    ...{ host: where, port, user, password, database },
    ...timings(parameters),
    application_name: application_name ?? fallback_application_name ?? ours.application_name,
    options: merged(parameters.options, ours.options),
    ...encryption(where.startsWith('/') ? { ...parameters, sslmode: 'disable' } : parameters),
  };
}

/** A single connection that is not open yet. */
export function newClient(url: string, ours: Ours): pg.Client {
  const config = connectionTo(url, ours);
  return new config.Client(config);
}

/**
 * Appends our options, because PostgreSQL applies the later of two. The second blank guards ours: a backslash at the end
 * of theirs would escape a single one.
 */
function merged(theirs: string | undefined, ours: string): string {
  return theirs === undefined ? ours : `${theirs}  ${ours}`;
}

function defaultHost(port: number): string {
  return SOCKET_FOLDERS.find((folder) => existsSync(`${folder}/.s.PGSQL.${port}`)) ?? 'localhost';
}

function timings({ connect_timeout, keepalives, keepalives_idle }: PostgresParameters): pg.PoolConfig {
  return {
    ...(connect_timeout !== undefined && { connectionTimeoutMillis: Number(connect_timeout) * 1000 }),
    ...((keepalives !== undefined || keepalives_idle !== undefined) && { keepAlive: keepalives !== '0' }),
    ...(keepalives_idle !== undefined && { keepAliveInitialDelayMillis: Number(keepalives_idle) * 1000 }),
  };
}

/** libpq’s meaning of sslmode, which pg 8 does not have: “require” encrypts, and verifies only if roots are named. */
function encryption(parameters: PostgresParameters) {
  const isOptional = /^(allow|prefer)$/.test(sslModeOf(parameters));
  const mustBind = parameters.channel_binding === 'require';
  return {
    ssl: mayUseTls(parameters) && tlsOptions(parameters),
    sslnegotiation: mayUseTls(parameters) && parameters.sslnegotiation === 'direct' ? 'direct' : 'postgres',
    enableChannelBinding: mustBind || parameters.channel_binding === 'prefer',
    Client: clientLikeLibpq({ isOptional, mustBind }),
  } as const;
}

function tlsOptions(parameters: PostgresParameters): ConnectionOptions {
  const { host, hostaddr, sslrootcert, sslcert, sslkey, sslpassword, sslcrl } = parameters;
  const mode = sslModeOf(parameters);
  const text = (file: string | undefined) => file && readFileSync(file, 'utf8');
  const options: ConnectionOptions = {
    rejectUnauthorized: mode.startsWith('verify') || sslrootcert !== undefined,
    ca: sslrootcert === 'system' ? undefined : text(sslrootcert),
    cert: text(sslcert),
    key: text(sslkey),
    passphrase: sslpassword,
    crl: text(sslcrl),
    minVersion: parameters.ssl_min_protocol_version as ConnectionOptions['minVersion'],
    maxVersion: parameters.ssl_max_protocol_version as ConnectionOptions['maxVersion'],
    // The certificate names the host, not the address of hostaddr.
    ...(hostaddr !== undefined && host !== undefined && { host, servername: host }),
    ...(mode !== 'verify-full' && { checkServerIdentity: () => undefined }),
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
