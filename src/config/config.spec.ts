import { Config, ConfigError } from './config.js';

const SECRET = 'kJ8s0x2mQ4v6b8n1z3c5A7d9F2h4J6k8L0p';
const PRODUCTION = { NODE_ENV: 'production', JWT_SECRET: SECRET, DATABASE_URL: 'postgres://u:p@db:5432/vibe' };

function problemsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    new Config(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the configuration', () => {
  it('needs nothing in development', () => {
    expect(new Config({})).toEqual({
      environment: 'development',
      port: 8000,
      host: 'localhost',
      databaseUrl: null,
      databasePoolSize: 10,
      jwtSecret: null,
      accessTokenTtl: 1800,
      corsOrigins: ['http://localhost:3000', 'http://localhost:3001', 'http://localhost:5173'],
      coachSignup: 'open',
      trustProxy: false,
      apiDocs: true,
      logLevel: 'info',
      metricsToken: null,
    });
  });

  it('is closed in production unless told otherwise', () => {
    expect(new Config(PRODUCTION)).toMatchObject({
      host: '0.0.0.0',
      apiDocs: false,
      logLevel: 'info',
      trustProxy: false,
    });
    expect(new Config({ ...PRODUCTION, API_DOCS: 'on' }).apiDocs).toBe(true);
  });

  it('takes an empty variable as one that is not set, and blanks around a value as nothing', () => {
    expect(new Config({ PORT: '', NODE_ENV: ' ', CORS_ORIGINS: '' })).toMatchObject({
      port: 8000,
      environment: 'development',
    });
    expect(new Config({ PORT: ' 9000 ' }).port).toBe(9000);
  });

  it.each([
    ['PORT', ['abc', '80a', '-1', '65536', '8000.5', '0x50', '1e3'], ['0', '1', '65535']],
    ['NODE_ENV', ['staging', 'Production', 'dev'], ['development', 'test']],
    [
      'DATABASE_URL',
      ['mysql://x/y', 'localhost:5432', 'postgres'],
      ['postgres://u@h/d', 'postgresql://u:p@h:1/d?sslmode=require'],
    ],
    ['DATABASE_POOL_SIZE', ['0', '101', 'ten'], ['1', '100']],
    ['JWT_SECRET', ['short', 'x'.repeat(31)], ['x'.repeat(32)]],
    ['ACCESS_TOKEN_TTL', ['30', '0s', '31d', '-5m', '1.5h', 'm'], ['1s', '900s', '30m', '1h', '30d']],
    [
      'CORS_ORIGINS',
      [
        '*',
        'http://localhost:3000/',
        'https://a.example.com/path',
        'a.example.com',
        'null',
        'https://*.example.com',
        'http://ok.com,*',
      ],
      ['https://a.example.com', 'https://a.example.com, http://localhost:3000'],
    ],
    ['COACH_SIGNUP', ['closed', 'OPEN'], ['open', 'approval']],
    [
      'TRUST_PROXY',
      ['true', 'all', '0.0.0.0/0', '::/0', '10', '10.0.0.0/33', 'proxy'],
      ['0', '1', '10.0.0.0/8', '10.0.0.1, ::1'],
    ],
    ['API_DOCS', ['true', 'yes'], ['on', 'off']],
    ['LOG_LEVEL', ['loud', 'INFO'], ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']],
  ])('%s is refused by its name when it is wrong', (name, wrong, right) => {
    for (const value of wrong) {
      expect({ value, problems: problemsOf({ [name]: value }) }).toEqual({
        value,
        problems: [expect.stringMatching(new RegExp(`^${name} must .*\\S$`))],
      });
    }
    for (const value of right)
      expect({ value, problems: problemsOf({ [name]: value }) }).toEqual({ value, problems: [] });
  });

  it.each([
    [{ JWT_SECRET: '' }, 'JWT_SECRET must be set in production.'],
    [{ JWT_SECRET: 'change-me-change-me-change-me-change-me' }, 'JWT_SECRET looks like an example'],
    [{ JWT_SECRET: 'an-example-of-a-long-enough-string-here' }, 'JWT_SECRET looks like an example'],
    [{ JWT_SECRET: 'short' }, 'JWT_SECRET must have at least 32 characters'],
    [{ DATABASE_URL: '' }, 'DATABASE_URL must be set in production'],
    [{ CORS_ORIGINS: '*' }, 'CORS_ORIGINS must be'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY must be'],
  ])('production does not start with %j', (variables, message) => {
    expect(problemsOf({ ...PRODUCTION, ...variables })).toEqual([expect.stringContaining(message)]);
  });

  it('names all that is wrong at once', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'x', API_DOCS: 'x' })).toHaveLength(3);
  });

  it('counts hops of proxies', () => {
    expect(new Config({ TRUST_PROXY: '2' }).trustProxy).toBe(2);
    expect(new Config({ TRUST_PROXY: '10.0.0.0/8, 192.0.2.1' }).trustProxy).toEqual(['10.0.0.0/8', '192.0.2.1']);
  });
});
