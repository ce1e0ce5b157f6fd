import { ENVIRONMENTS, type Environment, type Readers, readers } from './environment.js';

/** One or more variables are missing or wrong. The start fails and names each one. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** The configuration of commands, which need fewer variables than the server. */
export class CommandConfig {
  readonly environment: Environment;
  /** Null: the embedded PostgreSQL is used. */
  readonly databaseUrl: string | null;
  /** False behind a pooler that loses the names of prepared statements. */
  readonly databasePreparedStatements: boolean;

  /** Throws a ConfigError that names every wrong variable. */
  constructor(env: NodeJS.ProcessEnv) {
    const problems: string[] = [];
    const { environment, databaseUrl, databasePreparedStatements } = readDatabase(readers(env, problems), problems);
    this.environment = environment;
    this.databaseUrl = databaseUrl;
    this.databasePreparedStatements = databasePreparedStatements;
    if (problems.length > 0) throw new ConfigError(problems);
  }
}

/** Reads what the server and the commands both use. */
export function readDatabase(read: Readers, problems: string[]) {
  const environment = read.choice('NODE_ENV', ENVIRONMENTS, 'development');
  const databaseUrl = read.postgresUrl('DATABASE_URL');
  if (environment === 'production' && databaseUrl === null) {
    problems.push('DATABASE_URL must be set in production: the embedded PostgreSQL is for development.');
  }
  const databasePreparedStatements = read.choice('DATABASE_PREPARED_STATEMENTS', ['on', 'off'], 'on') === 'on';
  return { environment, databaseUrl, databasePreparedStatements };
}
