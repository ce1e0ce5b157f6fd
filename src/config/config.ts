import { LOG_LEVELS, type LogLevel, readers } from './environment.js';

export const ENVIRONMENTS = ['development', 'test', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

const EXAMPLE_SECRET =
  /change[-_ ]?me|example|secret|password|vibe|replace|default|insecure|placeholder|your[-_ ]|123456789|abcdefgh/i;

/** Random secrets repeat themselves less: 32 hexadecimal digits have fewer different ones once in ten million times. */
const MIN_DIFFERENT = 8;

/** One or more variables are missing or wrong; the start stops and names each. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** What the environment decides, read and checked once. Every variable is explained in .env.example. */
export class Config {
  readonly environment: Environment;
  readonly port: number;
  /** Where to listen. `localhost` is both loopback addresses. */
  readonly host: string;
  /** Absent: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Answers what may be a moment old; absent: the database itself does. */
  readonly databaseReplicaUrl: string | null;
  readonly databasePoolSize: number;
  /** Whether statements are prepared once per connection. */
  readonly databasePreparedStatements: boolean;
  /** Absent outside production: made at random and kept in `.data/`. */
  readonly jwtSecret: string | null;
  /** Seconds. */
  readonly accessTokenTtl: number;
  readonly corsOrigins: readonly string[];
  readonly coachSignup: 'open' | 'approval';
  /** How many proxies stand in front, or which addresses are proxies. */
  readonly trustProxy: false | number | readonly string[];
  /** Requests a minute of one user, or of one address by whoever is not logged in; 0: as many as they like. */
  readonly rateLimit: number;
  readonly apiDocs: boolean;
  readonly logLevel: LogLevel;
  /** Lets a scraper from elsewhere read /metrics. */
  readonly metricsToken: string | null;

  /** Reads the variables; throws a ConfigError that names each one that is wrong. */
  constructor(env: NodeJS.ProcessEnv) {
    const problems: string[] = [];
    const read = readers(env, problems);

    this.environment = read.choice('NODE_ENV', ENVIRONMENTS, 'development');
    const production = this.environment === 'production';
    this.port = read.integer('PORT', { min: 0, max: 65_535, fallback: 8000 });
    this.host = read.host('HOST') ?? (production ? '0.0.0.0' : 'localhost');
    this.databaseUrl = read.postgresUrl('DATABASE_URL');
    this.databaseReplicaUrl = read.postgresUrl('DATABASE_REPLICA_URL');
    this.databasePoolSize = read.integer('DATABASE_POOL_SIZE', { min: 1, max: 100, fallback: 10 });
    this.databasePreparedStatements = read.choice('DATABASE_PREPARED_STATEMENTS', ['on', 'off'], 'on') === 'on';
    this.jwtSecret = read.text('JWT_SECRET');
    this.accessTokenTtl = read.duration('ACCESS_TOKEN_TTL', '30m');
    this.corsOrigins = read.origins(
      'CORS_ORIGINS',
      'http://localhost:3000,http://localhost:3001,http://localhost:5173',
    );
    this.coachSignup = read.choice('COACH_SIGNUP', ['open', 'approval'], 'open');
    this.trustProxy = read.proxies('TRUST_PROXY');
    this.rateLimit = read.integer('RATE_LIMIT', { min: 0, max: 1_000_000, fallback: production ? 600 : 0 });
    this.apiDocs = read.choice('API_DOCS', ['on', 'off'], production ? 'off' : 'on') === 'on';
    this.logLevel = read.choice('LOG_LEVEL', LOG_LEVELS, this.environment === 'test' ? 'silent' : 'info');
    this.metricsToken = read.text('METRICS_TOKEN');

    if (production && this.databaseUrl === null) {
      problems.push('DATABASE_URL must be set in production: the embedded PostgreSQL is for development.');
    }
    if (production && this.jwtSecret === null) {
      problems.push('JWT_SECRET must be set in production.');
    }
    if (this.jwtSecret !== null && this.jwtSecret.length < 32) {
      problems.push('JWT_SECRET must have at least 32 characters, for example from: openssl rand -base64 48');
    }
    if (production && this.jwtSecret !== null && isExample(this.jwtSecret)) {
      problems.push('JWT_SECRET looks like an example; make one with: openssl rand -base64 48');
    }
    if (problems.length > 0) {
      throw new ConfigError(problems);
    }
  }

  /** What signs and seals. An Error where there is none yet: with an empty one in its place everybody could. */
  get secret(): string {
    if (this.jwtSecret === null) throw new Error('The signing secret is to be made before the application.');
    return this.jwtSecret;
  }
}

function isExample(secret: string): boolean {
  return EXAMPLE_SECRET.test(secret) || new Set(secret).size < MIN_DIFFERENT;
}
