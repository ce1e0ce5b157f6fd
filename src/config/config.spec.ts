import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandConfig, ConfigError } from './command-config.js';
import { Config } from './config.js';
import { PROJECT_ROOT } from './project-root.js';

const SECRET = 'kR8vW2pZ5mQ9xT4bN7cJ1hL6gF3dS0aY';

const KEY = Buffer.alloc(32, 7).toString('base64');
const sealingKey = (id: string) => ({ id, bytes: Buffer.from(KEY, 'base64') });

const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://vibe:pw@db.example.com:5432/vibe',
  JWT_SECRET: SECRET,
};

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    new Config(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the configuration of a command', () => {
  it('needs nothing but the database, also in production', () => {
    const { DATABASE_URL, NODE_ENV } = PRODUCTION;
    expect({
      ...new CommandConfig({ NODE_ENV, DATABASE_URL, PORT: 'x', TRUST_PROXY: '?', JWT_SECRET: 'short' }),
    }).toEqual({
      environment: 'production',
      databaseUrl: DATABASE_URL,
      databasePreparedStatements: true,
    });
  });

  it.each([
    ['DATABASE_URL', { NODE_ENV: 'production' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://db' }],
    ['NODE_ENV', { NODE_ENV: 'prod' }],
    ['DATABASE_PREPARED_STATEMENTS', { DATABASE_PREPARED_STATEMENTS: 'yes' }],
  ])('names %s when it is wrong: %j', (name, env) => {
    expect(() => new CommandConfig(env)).toThrow(name);
  });
});

describe('the configuration', () => {
  it('returns the configured secret, and throws when none is configured', () => {
    expect(new Config({ JWT_SECRET: SECRET }).secret).toBe(SECRET);
    expect(() => new Config({}).secret).toThrow('The signing secret must exist before the application is created.');
  });

  it('needs no variables in development', () => {
    expect({ ...new Config({}) }).toEqual({
      environment: 'development',
      port: 8000,
      host: 'localhost',
      databaseUrl: null,
      databaseReplicaUrl: null,
      databasePoolSize: 10,
      databasePreparedStatements: true,
      jwtSecret: null,
      accessTokenTtl: 1800,
      publicUrl: null,
      appUrl: 'http://localhost:8000',
      smtpUrl: null,
      mailFrom: { name: 'Vibe Coaching', address: 'no-reply@vibe.localhost' },
      secretsKeys: [],
      allowLocalWebhooks: false,
      egressProxy: null,
      erasuresFile: null,
      google: null,
      payments: { provider: 'fake', stripe: null },
      video: { baseUrl: 'https://meet.jit.si', jitsi: null },
      corsOrigins: ['localhost', '127.0.0.1'].flatMap((host) =>
        [3000, 3001, 5173, 4173].map((port) => `http://${host}:${port}`),
      ),
      coachSignup: 'open',
      clientLimit: null,
      trustProxy: false,
      rateLimit: 0,
      apiDocs: true,
      webApp: true,
      worker: true,
      retention: {
        ...{ notifications: 365, deliveries: 365, webhook_deliveries: 365, events: 365 },
        ...{ unverified_accounts: null, access_log: 731 },
      },
      logLevel: 'info',
      metricsToken: null,
    });
  });

  it('serves no API docs and listens on all addresses in production', () => {
    expect(new Config(PRODUCTION)).toMatchObject({
      environment: 'production',
      apiDocs: false,
      host: '0.0.0.0',
      trustProxy: false,
      rateLimit: 600,
      logLevel: 'info',
    });
    expect(new Config({ ...PRODUCTION, API_DOCS: 'on' }).apiDocs).toBe(true);
  });

  it.each([
    ['NODE_ENV', 'test', { environment: 'test', logLevel: 'silent' }],
    ['PORT', '8080', { port: 8080 }],
    ['PORT', '0', { port: 0 }],
    ['PORT', '65535', { port: 65_535 }],
    ['PORT', ' 8080 ', { port: 8080 }],
    ['PORT', '', { port: 8000 }],
    ['NODE_ENV', ' ', { environment: 'development' }],
    ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
    ['HOST', '::', { host: '::' }],
    ['HOST', 'api-1.internal.example.com', { host: 'api-1.internal.example.com' }],
    ['DATABASE_URL', 'postgres://u:p@h:5432/d', { databaseUrl: 'postgres://u:p@h:5432/d' }],
    ['DATABASE_URL', 'postgresql://h/d?sslmode=require', { databaseUrl: 'postgresql://h/d?sslmode=require' }],
    ['DATABASE_REPLICA_URL', 'postgres://u:p@r:5432/d', { databaseReplicaUrl: 'postgres://u:p@r:5432/d' }],
    ['DATABASE_PREPARED_STATEMENTS', 'off', { databasePreparedStatements: false }],
    ['DATABASE_POOL_SIZE', '1', { databasePoolSize: 1 }],
    ['DATABASE_POOL_SIZE', '100', { databasePoolSize: 100 }],
    ['JWT_SECRET', SECRET, { jwtSecret: SECRET }],
    ['ACCESS_TOKEN_TTL', '900s', { accessTokenTtl: 900 }],
    ['ACCESS_TOKEN_TTL', '1h', { accessTokenTtl: 3600 }],
    ['ACCESS_TOKEN_TTL', '30d', { accessTokenTtl: 2_592_000 }],
    ['RETENTION_EVENTS', '1d', { retention: expect.objectContaining({ events: 1 }) }],
    ['RETENTION_MAILS', 'off', { retention: expect.objectContaining({ deliveries: null }) }],
    ['RETENTION_UNVERIFIED_ACCOUNTS', '30d', { retention: expect.objectContaining({ unverified_accounts: 30 }) }],
    ['CORS_ORIGINS', 'https://a.example.com', { corsOrigins: ['https://a.example.com'] }],
    [
      'CORS_ORIGINS',
      ' https://a.example.com , http://b:3000,',
      { corsOrigins: ['https://a.example.com', 'http://b:3000'] },
    ],
    ['SECRETS_KEYS', `new:${KEY}, old:${KEY}`, { secretsKeys: [sealingKey('new'), sealingKey('old')] }],
    ['ALLOW_LOCAL_WEBHOOKS', 'on', { allowLocalWebhooks: true }],
    ['EGRESS_PROXY', 'http://proxy:3128', { egressProxy: 'http://proxy:3128' }],
    ['ERASURES_FILE', '/tmp/erasures.jsonl', { erasuresFile: '/tmp/erasures.jsonl' }],
    ['VIDEO_BASE_URL', 'https://video.example.com/', { video: { baseUrl: 'https://video.example.com', jitsi: null } }],
    ['COACH_SIGNUP', 'approval', { coachSignup: 'approval' }],
    ['CLIENT_LIMIT', '3', { clientLimit: 3 }],
    ['CLIENT_LIMIT', '0', { clientLimit: null }],
    ['TRUST_PROXY', '0', { trustProxy: false }],
    ['TRUST_PROXY', '2', { trustProxy: 2 }],
    ['TRUST_PROXY', '10.0.0.0/8, ::1', { trustProxy: ['10.0.0.0/8', '::1'] }],
    ['TRUST_PROXY', 'fd00::/8', { trustProxy: ['fd00::/8'] }],
    ['RATE_LIMIT', '100', { rateLimit: 100 }],
    ['RATE_LIMIT', '1000000', { rateLimit: 1_000_000 }],
    ['API_DOCS', 'off', { apiDocs: false }],
    ['WEB_APP', 'off', { webApp: false, appUrl: null }],
    ['PORT', '8080', { appUrl: 'http://localhost:8080' }],
    ['WORKER', 'off', { worker: false }],
    ['LOG_LEVEL', 'trace', { logLevel: 'trace' }],
    ['PUBLIC_URL', 'https://example.com/', { publicUrl: 'https://example.com', publicPath: '' }],
    ['PUBLIC_URL', 'http://h:8/back/end/', { publicUrl: 'http://h:8/back/end', publicPath: '/back/end' }],
    ['METRICS_TOKEN', 'abc', { metricsToken: 'abc' }],
    ['APP_URL', 'https://app.example.com/', { appUrl: 'https://app.example.com', publicUrl: null }],
    ['PUBLIC_URL', 'https://example.com', { appUrl: 'https://example.com' }],
    ['SMTP_URL', 'smtp://127.0.0.1:1025', { smtpUrl: 'smtp://127.0.0.1:1025' }],
    ['SMTP_URL', 'smtps://a%40b:p%2Fw@mail.example.com/', { smtpUrl: 'smtps://a%40b:p%2Fw@mail.example.com/' }],
    ['MAIL_FROM', 'a@example.com', { mailFrom: { name: 'Vibe Coaching', address: 'a@example.com' } }],
    ['MAIL_FROM', '"Müller, Fit" <a@example.com>', { mailFrom: { name: 'Müller, Fit', address: 'a@example.com' } }],
    ['MAIL_FROM', 'Fit & Co <a@example.com>', { mailFrom: { name: 'Fit & Co', address: 'a@example.com' } }],
  ])('reads %s=%j', (name, value, expected) => {
    expect(new Config({ [name]: value })).toMatchObject(expected);
  });

  it.each([
    ['NODE_ENV', ['prod', 'Production', 'staging']],
    ['PORT', ['-1', '65536', '80.5', '0x50', '8e3', 'http', '8000abc', '٨٠']],
    ['HOST', ['not a host', 'http://localhost', 'localhost:8000', '300.1.1.1', '-x', 'a..b', '*', '[::]']],
    ['DATABASE_URL', ['vibe', 'mysql://h/d', 'http://h/d', 'h:5432/d', 'postgres//h']],
    ['DATABASE_REPLICA_URL', ['vibe', 'mysql://h/d', 'h:5432/d']],
    ['DATABASE_PREPARED_STATEMENTS', ['yes', 'false', 'OFF']],
    ['DATABASE_POOL_SIZE', ['0', '101', '-5', '2.5', 'many']],
    ['JWT_SECRET', ['short', 'x'.repeat(31)]],
    ['ACCESS_TOKEN_TTL', ['0m', '30', '30 m', '31d', '-5m', '1.5h', 'ever', '1w', '99999999s']],
    ['RETENTION_NOTIFICATIONS', ['0d', '365', '1y', '3651d', '-1d', 'never', 'OFF']],
    ['RETENTION_UNVERIFIED_ACCOUNTS', ['6d']],
    ['RETENTION_ACCESS_LOG', ['730d']],
    [
      'CORS_ORIGINS',
      [
        '*',
        'null',
        'localhost:3000',
        'https://a.example.com/',
        'https://a.example.com/app',
        'https://*.example.com',
        'http://ok.com,*',
        ',',
      ],
    ],
    ['COACH_SIGNUP', ['closed', 'Open', 'true']],
    ['CLIENT_LIMIT', ['-1', '1001', '2.5', 'none']],
    [
      'TRUST_PROXY',
      ['true', 'all', '-1', '10', '0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.0/8/8', 'loopback', '1.2.3', ','],
    ],
    ['RATE_LIMIT', ['-1', '1000001', '1.5', '600/m', 'off']],
    ['PUBLIC_URL', ['example.com', '/backend', 'ftp://h/', 'https://h/?a=b', 'https://h/#a', 'https://u:p@h/']],
    ['APP_URL', ['example.com', '/app', 'ftp://h/', 'https://h/#a']],
    [
      'SMTP_URL',
      [
        'mail',
        'http://mail/',
        'mail.example.com:25',
        'smtp:',
        'smtp://h/inbox',
        'smtp://h?logger=true',
        'smtp://%ff@h',
      ],
    ],
    ['MAIL_FROM', ['Vibe', 'Vibe <vibe>', 'a@b, c@d', 'a@b <c@d> e', 'A\r\nBcc: <c@d>', '<a@b', 'a b@c']],
    ['SECRETS_KEYS', [KEY, `a:${KEY.slice(4)}`, `a:${KEY},a:${KEY}`, `a b:${KEY}`, `a:${KEY},`]],
    ['ALLOW_LOCAL_WEBHOOKS', ['yes', 'true', 'ON']],
    ['ERASURES_FILE', ['/no/such/folder/erasures.jsonl']],
    ['EGRESS_PROXY', ['proxy:3128', 'https://proxy/', 'http://proxy/path', 'socks5://proxy']],
    ['VIDEO_BASE_URL', ['video.example.com', 'http://video.example.com', 'https://h/?a=b']],
    ['JITSI_APP_ID', ['vibe']],
    ['API_DOCS', ['yes', 'true', 'ON', '1']],
    ['WEB_APP', ['no', 'false', 'OFF']],
    ['WORKER', ['yes', 'true', 'ON', '1']],
    ['LOG_LEVEL', ['verbose', 'INFO', '30']],
  ])('rejects wrong values of %s and names the variable', (name, values) => {
    for (const value of values) {
      const problems = problemsOf({ [name]: value });
      expect({ value, problems }).toEqual({ value, problems: [expect.stringMatching(new RegExp(`^${name} must .+`))] });
    }
  });

  it('names the part of a database’s address that cannot be honoured', () => {
    const urls = {
      DATABASE_URL: 'postgres://u:hunter2@h,i/d?requirepeer=hunter2',
      DATABASE_REPLICA_URL: 'postgres://r?sslrootcert=/nowhere/hunter2',
    };
    expect(problemsOf(urls)).toEqual([
      'DATABASE_URL cannot be used: requirepeer must be left out: it cannot be honoured here.',
      'DATABASE_URL cannot be used: host must name one host: several are not tried in turn.',
      'DATABASE_REPLICA_URL cannot be used: the file of sslrootcert cannot be read.',
    ]);
    expect(problemsOf({ DATABASE_URL: 'postgres://u:p@/d?host=/cloudsql/a:b:c' })).toEqual([]);
  });

  it('takes the two settings of a Jitsi server that asks for tokens together, with a secret that is long', () => {
    const jitsi = { JITSI_APP_ID: 'vibe', JITSI_SECRET: SECRET };
    expect(new Config(jitsi).video.jitsi).toEqual({ appId: 'vibe', secret: SECRET });
    expect(problemsOf({ JITSI_SECRET: SECRET })).toEqual([expect.stringMatching(/^JITSI_APP_ID must be set together/)]);
    expect(problemsOf({ ...jitsi, JITSI_SECRET: 'short' })).toEqual([expect.stringMatching(/^JITSI_SECRET must have/)]);
  });

  it('lets no production server reach services of its own machine', () => {
    expect(problemsOf({ ...PRODUCTION, ALLOW_LOCAL_WEBHOOKS: 'on' })).toEqual([
      'ALLOW_LOCAL_WEBHOOKS must be off in production: it lets users reach services of this machine.',
    ]);
  });

  it('names every wrong variable, not only the first', () => {
    const wrong = { PORT: 'x', LOG_LEVEL: 'x', COACH_SIGNUP: 'x', JWT_SECRET: 'x', HOST: '!' };
    expect(
      problemsOf(wrong)
        .map((problem) => problem.split(' ')[0])
        .sort(),
    ).toEqual(Object.keys(wrong).sort());
  });

  it('never quotes a secret in its messages', () => {
    const SMTP_URL = 'smtp://mail:hunter2@h?x';
    const text = problemsOf({ JWT_SECRET: 'hunter2', DATABASE_URL: 'mysql://root:hunter2@h/d', SMTP_URL }).join();
    expect(text).not.toContain('hunter2');
  });

  describe('in production', () => {
    it.each([
      ['JWT_SECRET is missing', { JWT_SECRET: undefined }, 'JWT_SECRET must be set in production.'],
      ['JWT_SECRET is empty', { JWT_SECRET: '  ' }, 'JWT_SECRET must be set in production.'],
      [
        'JWT_SECRET is short',
        { JWT_SECRET: SECRET.slice(1) },
        'JWT_SECRET must have at least 32 characters, for example from: openssl rand -base64 48',
      ],
      [
        'DATABASE_URL is missing',
        { DATABASE_URL: undefined },
        'DATABASE_URL must be set in production: the embedded PostgreSQL is for development.',
      ],
    ])('refuses to start when %s', (_, change, problem) => {
      expect(problemsOf({ ...PRODUCTION, ...change })).toEqual([problem]);
    });

    it.each([
      'change-me-change-me-change-me-change-me',
      'CHANGEMECHANGEMECHANGEMECHANGEME',
      'this-is-an-example-of-a-long-string-12',
      'a secret for tests, of 32 letters and more',
      'your-256-bit-key-goes-here-please-now',
      'vibe-coaching-vibe-coaching-vibe-coaching',
      'replace_this_with_a_long_random_string',
      'insecure-development-only-key-0123456789',
      '12345678901234567890123456789012',
      'abcdefghijklmnopqrstuvwxyzabcdef',
      'x'.repeat(64),
      'abababababababababababababababababab',
    ])('refuses the example secret %s', (secret) => {
      expect(problemsOf({ ...PRODUCTION, JWT_SECRET: secret })).toEqual([
        'JWT_SECRET looks like an example; make one with: openssl rand -base64 48',
      ]);
    });

    it.each([
      ['base64', '3q2+7wAAq83vEjRWeJq83v7cuph2VDIQASNFZ4mrze8QMlR2mLrc/g=='],
      ['hexadecimal', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ])('accepts a random secret in %s', (_, secret) => {
      expect(problemsOf({ ...PRODUCTION, JWT_SECRET: secret })).toEqual([]);
    });
  });

  it.each([
    ['neither', {}],
    ['no MAIL_FROM', { PUBLIC_URL: 'https://example.com' }],
    ['no PUBLIC_URL', { MAIL_FROM: 'a@example.com' }],
  ])('refuses to send mail in production with %s', (_, given) => {
    const problems = ['SMTP_URL needs PUBLIC_URL and MAIL_FROM in production: mails have links and a sender.'];
    expect(problemsOf({ ...PRODUCTION, ...given, SMTP_URL: 'smtp://mail' })).toEqual(problems);
    expect(problemsOf({ ...PRODUCTION, ...given })).toEqual([]);
    expect(problemsOf({ ...given, SMTP_URL: 'smtp://mail' })).toEqual([]);
    const whole = { SMTP_URL: 'smtp://mail', PUBLIC_URL: 'https://example.com', MAIL_FROM: 'a@example.com' };
    expect(problemsOf({ ...PRODUCTION, ...whole })).toEqual([]);
  });

  it('has Google Calendar with both settings, a page to come back to, and in production keys for its tokens', () => {
    const google = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' };
    const page = { APP_URL: 'https://app.example.com' };
    expect(problemsOf({ GOOGLE_CLIENT_ID: 'id' })).toEqual([expect.stringContaining('belong together')]);
    expect(problemsOf({ ...google, WEB_APP: 'off' })).toEqual([
      expect.stringContaining('GOOGLE_REDIRECT_URL or APP_URL'),
    ]);
    expect(problemsOf({ ...google, ...page })).toEqual([]);
    expect(new Config({ ...google, ...page }).google?.redirectUrl).toBe('https://app.example.com/google');
    expect(problemsOf({ ...PRODUCTION, ...google, ...page })).toEqual([expect.stringContaining('SECRETS_KEYS')]);
    expect(new Config({}).google).toBeNull();
  });

  it('takes payments by Stripe with both of its secrets, and never by the fake provider in production', () => {
    const keys = { STRIPE_SECRET_KEY: `sk_test_${'a'.repeat(24)}`, STRIPE_WEBHOOK_SECRET: `whsec_${'b'.repeat(24)}` };
    const page = { APP_URL: 'https://app.example.com' };
    expect(new Config({}).payments.provider).toBe('fake');
    expect(new Config(PRODUCTION).payments.provider).toBe('off');
    expect(problemsOf({ ...PRODUCTION, PAYMENTS: 'fake' })).toEqual([expect.stringContaining('off or stripe')]);
    for (const name of Object.keys(keys)) {
      const without = { ...PRODUCTION, ...page, PAYMENTS: 'stripe', ...keys, [name]: '' };
      expect(problemsOf(without)).toEqual([
        expect.stringContaining('needs STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET'),
      ]);
      const wrong = problemsOf({ ...without, [name]: 'pk_live_secret' });
      expect(wrong).toEqual([expect.stringMatching(new RegExp(`^${name} must be`))]);
      expect(wrong[0]).not.toContain('pk_live_secret');
    }
    expect(problemsOf({ ...PRODUCTION, PAYMENTS: 'stripe', ...keys })).toEqual([
      expect.stringContaining('needs APP_URL or PUBLIC_URL'),
    ]);
    const stripe = new Config({ ...PRODUCTION, ...page, PAYMENTS: 'stripe', ...keys }).payments;
    expect(stripe).toMatchObject({ provider: 'stripe', stripe: { apiBase: 'https://api.stripe.com' } });
  });

  it('needs pages for the links in mails where the web application is off', () => {
    const mails = {
      ...PRODUCTION,
      SMTP_URL: 'smtps://mail.example.com',
      MAIL_FROM: 'us@example.com',
      PUBLIC_URL: 'https://example.com',
    };
    expect(problemsOf(mails)).toEqual([]);
    expect(problemsOf({ ...mails, WEB_APP: 'off' })).toEqual([expect.stringContaining('WEB_APP=off needs APP_URL')]);
    expect(problemsOf({ ...mails, WEB_APP: 'off', APP_URL: 'https://app.example.com' })).toEqual([]);
  });

  it('accepts .env.example, which lists every variable', () => {
    const text = readFileSync(join(PROJECT_ROOT, '.env.example'), 'utf8');
    const lines = [...text.matchAll(/^(?:# )?([A-Z_]+)=(.*)$/gm)];
    const set = Object.fromEntries(
      lines.filter(([line]) => !line.startsWith('#')).map(([, name, value]) => [name, value]),
    );
    expect(problemsOf(set)).toEqual([]);
    const names = [
      'ACCESS_TOKEN_TTL ALLOW_LOCAL_WEBHOOKS API_DOCS APP_URL CLIENT_LIMIT COACH_SIGNUP',
      'CORS_ORIGINS DATABASE_POOL_SIZE DATABASE_PREPARED_STATEMENTS',
      'DATABASE_REPLICA_URL DATABASE_URL EGRESS_PROXY ERASURES_FILE GOOGLE_API_URL GOOGLE_CLIENT_ID',
      'GOOGLE_CLIENT_SECRET GOOGLE_CONSENT_URL GOOGLE_OAUTH_URL GOOGLE_REDIRECT_URL',
      'HOST JITSI_APP_ID JITSI_SECRET JWT_SECRET LOG_LEVEL MAIL_FROM METRICS_TOKEN',
      'NODE_ENV PAYMENTS PORT PUBLIC_URL RATE_LIMIT RETENTION_ACCESS_LOG RETENTION_EVENTS RETENTION_MAILS',
      'RETENTION_NOTIFICATIONS RETENTION_UNVERIFIED_ACCOUNTS RETENTION_WEBHOOKS SECRETS_KEYS SMTP_URL',
      'STRIPE_API_BASE STRIPE_SECRET_KEY STRIPE_WEBHOOK_SECRET TRUST_PROXY VIDEO_BASE_URL WEB_APP WORKER',
    ];
    expect([...new Set(lines.map(([, name]) => name))].sort()).toEqual(names.join(' ').split(' '));
  });
});
