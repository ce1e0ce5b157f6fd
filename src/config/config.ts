import { ConfigError, readDatabase } from './command-config.js';
import { type Environment, LOG_LEVELS, type LogLevel, readers } from './environment.js';
import { type GoogleSettings, readGoogle } from './google-config.js';
import { readErasuresFile } from './erasures-config.js';
import { readMail, type Sender } from './mail-config.js';
import { readOutgoing } from './outgoing-config.js';
import { type PaymentSettings, readPayments } from './payments-config.js';
import { readRetention, type RetentionDays } from './retention-config.js';
import { readSecretsKeys, type SealingKey } from './secrets-config.js';
import { readVideo, type VideoSettings } from './video-config.js';

const EXAMPLE_SECRET =
  /change[-_ ]?me|example|secret|password|vibe|replace|default|insecure|placeholder|your[-_ ]|123456789|abcdefgh/i;

/** Only one in ten million random secrets of 32 hexadecimal digits has fewer different characters. */
const MIN_DIFFERENT = 8;

/** Where development servers of frontends show their pages. */
const LOCAL_ORIGINS = ['localhost', '127.0.0.1'].flatMap((host) =>
  [3000, 3001, 5173, 4173].map((port) => `http://${host}:${port}`),
);

/** The configuration: environment variables, read and checked once. .env.example explains each. */
export class Config {
  readonly environment: Environment;
  readonly port: number;
  /** The address to listen on. `localhost` means both loopback addresses, IPv4 and IPv6. */
  readonly host: string;
  /** Null: the embedded PostgreSQL is used. */
  readonly databaseUrl: string | null;
  /** Answers reads that may be seconds old. Null: the primary answers them. */
  readonly databaseReplicaUrl: string | null;
  readonly databasePoolSize: number;
  /** False behind a pooler that loses the names of prepared statements. */
  readonly databasePreparedStatements: boolean;
  /** Null is allowed outside production only: the start then generates a random one and keeps it in `.data/`. */
  readonly jwtSecret: string | null;
  /** Seconds. */
  readonly accessTokenTtl: number;
  /** The address of this API as clients see it, where a proxy strips a part of the path. Null: the server's own. */
  readonly publicUrl: string | null;
  /** The address of the pages for people, to which mails link. Null: mails have no links. */
  readonly appUrl: string | null;
  /** The server that takes our mails, with credentials: never log it. Null: no mail leaves. */
  readonly smtpUrl: string | null;
  readonly mailFrom: Sender;
  /** For secrets at rest: the first seals, all open. None: production keeps no secrets, development makes a key of its JWT secret. */
  readonly secretsKeys: readonly SealingKey[];
  /** Whether requests may leave for services of this machine. Never in production. */
  readonly allowLocalWebhooks: boolean;
  /** The list of deletions outside the database. Null: none is kept. */
  readonly erasuresFile: string | null;
  /** The proxy that requests which leave us go through, perhaps with credentials: never log it. Null: none. */
  readonly egressProxy: string | null;
  /** Null: Google Calendar is off. */
  readonly google: GoogleSettings | null;
  readonly video: VideoSettings;
  readonly payments: PaymentSettings;
  readonly corsOrigins: readonly string[];
  /** Active bookings that a client may have with a coach who sets no limit. Null: no limit. */
  readonly clientLimit: number | null;
  readonly coachSignup: 'open' | 'approval';
  /** The number of proxies in front of the server, or their addresses. */
  readonly trustProxy: false | number | readonly string[];
  /** Requests per minute for each user, or for each address without a login. 0: no limit. */
  readonly rateLimit: number;
  readonly apiDocs: boolean;
  /** Whether the web application is served at `/`. */
  readonly webApp: boolean;
  /** Whether this process does the work that is due: sessions that are over, requests that nobody answered. */
  readonly worker: boolean;
  /** How long what grows by itself is kept. */
  readonly retention: RetentionDays;
  readonly logLevel: LogLevel;
  /** A scraper on another machine needs this token to read /metrics. */
  readonly metricsToken: string | null;

  /** Throws a ConfigError that names every wrong variable. */
  constructor(env: NodeJS.ProcessEnv) {
    const problems: string[] = [];
    const read = readers(env, problems);

    const { environment, databaseUrl, databasePreparedStatements } = readDatabase(read, problems);
    this.environment = environment;
    this.databaseUrl = databaseUrl;
    this.databasePreparedStatements = databasePreparedStatements;
    const production = this.environment === 'production';
    this.port = read.integer('PORT', { min: 0, max: 65_535, fallback: 8000 });
    this.host = read.host('HOST') ?? (production ? '0.0.0.0' : 'localhost');
    this.databaseReplicaUrl = read.postgresUrl('DATABASE_REPLICA_URL');
    this.databasePoolSize = read.integer('DATABASE_POOL_SIZE', { min: 1, max: 100, fallback: 10 });
    this.jwtSecret = read.text('JWT_SECRET');
    this.accessTokenTtl = read.duration('ACCESS_TOKEN_TTL', '30m');
    this.webApp = read.choice('WEB_APP', ['on', 'off'], 'on') === 'on';
    const { publicUrl, appUrl, smtpUrl, mailFrom } = readMail(read, problems, environment);
    this.publicUrl = publicUrl;
    // In development links in mails lead to the web application of this server.
    this.appUrl = appUrl ?? (this.webApp && environment === 'development' ? `http://localhost:${this.port}` : null);
    this.smtpUrl = smtpUrl;
    this.mailFrom = mailFrom;
    this.secretsKeys = readSecretsKeys(read, problems);
    const { allowLocalWebhooks, egressProxy } = readOutgoing(read, problems, environment);
    this.allowLocalWebhooks = allowLocalWebhooks;
    this.egressProxy = egressProxy;
    this.erasuresFile = readErasuresFile(read, problems);
    this.google = readGoogle(read, problems, this);
    this.video = readVideo(read, problems);
    this.payments = readPayments(read, problems, this);
    this.corsOrigins = read.origins(
      'CORS_ORIGINS',
      production ? 'http://localhost:3000,http://localhost:3001,http://localhost:5173' : LOCAL_ORIGINS.join(','),
    );
    this.clientLimit = read.integer('CLIENT_LIMIT', { min: 0, max: 1000, fallback: 0 }) || null;
    this.coachSignup = read.choice('COACH_SIGNUP', ['open', 'approval'], 'open');
    this.trustProxy = read.proxies('TRUST_PROXY');
    this.rateLimit = read.integer('RATE_LIMIT', { min: 0, max: 1_000_000, fallback: production ? 600 : 0 });
    this.apiDocs = read.choice('API_DOCS', ['on', 'off'], production ? 'off' : 'on') === 'on';
    this.worker = read.choice('WORKER', ['on', 'off'], 'on') === 'on';
    this.retention = readRetention(read);
    this.logLevel = read.choice('LOG_LEVEL', LOG_LEVELS, this.environment === 'test' ? 'silent' : 'info');
    this.metricsToken = read.text('METRICS_TOKEN');

    if (production && !this.webApp && smtpUrl !== null && read.text('APP_URL') === null) {
      problems.push('WEB_APP=off needs APP_URL in production: links in mails lead to your own pages.');
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

  /** The path that clients write before `/api/…`, because a proxy strips it; else empty. */
  get publicPath(): string {
    return this.publicUrl === null ? '' : new URL(this.publicUrl).pathname.replace(/\/$/, '');
  }

  /** Whether nobody gets mails, and should be told so: development has a mailbox of its own. */
  get isWithoutMail(): boolean {
    return this.environment === 'production' && this.smtpUrl === null;
  }

  /** The signing secret. Throws when there is none: anybody could sign tokens with an empty secret. */
  get secret(): string {
    if (this.jwtSecret === null) throw new Error('The signing secret must exist before the application is created.');
    return this.jwtSecret;
  }
}

function isExample(secret: string): boolean {
  return EXAMPLE_SECRET.test(secret) || new Set(secret).size < MIN_DIFFERENT;
}
