import { chown, copyFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { newClient } from '../../src/database/connecting/connection.js';
import { Migrator } from '../../src/database/migrator.js';
import { faultOf } from '../../src/database/postgres-errors.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';
import { TestApp } from '../support/app.js';
import { Authority } from '../support/certificates.js';
import { until } from '../support/until.js';

const PASSWORD = 'p@ss/w?rd: 50%';
const LOGIN = `vibe:${encodeURIComponent(PASSWORD)}`;
const OURS = { application_name: 'test', connectionTimeoutMillis: 5_000, options: '-c TimeZone=UTC' };

/** Only the superuser, who looks after the server, may connect without TLS. `carla` has a certificate and no password. */
const ACCESS = `
host    all postgres all scram-sha-256
hostssl all carla    all cert
hostssl all all      all scram-sha-256
local   all all          scram-sha-256
`;

const SEEN = `
  SELECT ssl AS "isEncrypted", current_setting('TimeZone') AS zone, current_setting('search_path') AS path
    FROM pg_stat_ssl WHERE pid = pg_backend_pid()`;

interface Seen {
  readonly isEncrypted: boolean;
  readonly zone: string;
  readonly path: string;
}

describe('a PostgreSQL with TLS, a private authority and a Unix socket', () => {
  let home: string;
  let server: EmbeddedPostgres;
  let port: string;
  let cluster: string;
  /** Replaces placeholders in addresses by the files and folders of this run. */
  let files: Record<string, string>;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vibe-tls-'));
    // The data folder belongs to the server's user, also when the tests run as root.
    const settings = { fsync: 'off', unix_socket_directories: '.' };
    server = await startEmbeddedPostgres({ dataDir: join(home, 'data'), settings });
    port = new URL(server.url).port;
    const [folder] = await asked<{ data_directory: string }>('SHOW data_directory');
    cluster = folder!.data_directory;
    const [ours, foreign] = [await Authority.make(home, 'ours'), await Authority.make(home, 'foreign')];
    const carla = await ours.issue('carla');
    files = { ROOT: ours.certificate, FOREIGN: foreign.certificate, CERT: carla.certificate, KEY: carla.key };
    const { certificate, key } = await ours.issue('localhost');
    for (const [from, to] of [
      [certificate, 'server.crt'],
      [key, 'server.key'],
      [ours.certificate, 'root.crt'],
    ] as const) {
      await copyFile(from, join(cluster, to));
      const { uid, gid } = await stat(join(cluster, 'PG_VERSION'));
      await chown(join(cluster, to), uid, gid);
    }
    await writeFile(join(cluster, 'pg_hba.conf'), ACCESS);
    for (const statement of [
      `CREATE ROLE vibe LOGIN PASSWORD '${PASSWORD}'`,
      'CREATE ROLE carla LOGIN',
      'CREATE DATABASE "a b" OWNER vibe',
      `ALTER SYSTEM SET ssl_ca_file = 'root.crt'`,
      'ALTER SYSTEM SET ssl = on',
      'SELECT pg_reload_conf()',
    ]) {
      await asked(statement);
    }
    const uses = async (mode: string) =>
      (await seen(`postgres://${LOGIN}@localhost/a%20b?sslmode=${mode}`)).isEncrypted;
    await until('the server has TLS', () => uses('require').catch(() => false));
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  });

  async function asked<Row extends object>(statement: string): Promise<Row[]> {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    try {
      return (await client.query<Row & object>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /** The session's own view of its connection. */
  async function seen(address: string): Promise<Seen> {
    const url = address.replaceAll(/\b[A-Z]{3,}\b/g, (name) => files[name] ?? name);
    const client = newClient(
      url.replace('localhost/', `localhost:${port}/`).replace('127.0.0.1/', `127.0.0.1:${port}/`),
      OURS,
    );
    // A refused connection may be reported twice.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<Seen>(SEEN)).rows[0]!;
    } finally {
      await client.end();
    }
  }

  async function isUnavailable(address: string, reason: RegExp): Promise<void> {
    const error = await seen(address).catch((refusal: unknown) => refusal as Error);
    expect([(error as Error).message, faultOf(error)]).toEqual([
      expect.stringMatching(reason),
      { kind: 'unavailable' },
    ]);
  }

  const tcp = (query: string, host = 'localhost') => `postgres://${LOGIN}@${host}/a%20b${query}`;

  it.each([
    ['no sslmode', ''],
    ['allow', '?sslmode=allow'],
    ['prefer', '?sslmode=prefer'],
    ['require', '?sslmode=require'],
    ['the old ssl=true', '?ssl=true'],
    ['its root', '?sslrootcert=ROOT'],
    ['require with its root', '?sslmode=require&sslrootcert=ROOT'],
    ['verify-ca', '?sslmode=verify-ca&sslrootcert=ROOT'],
    ['verify-full', '?sslmode=verify-full&sslrootcert=ROOT'],
    ['verify-full to an address', '?sslmode=verify-full&sslrootcert=ROOT&hostaddr=127.0.0.1'],
    ['channel_binding=prefer', '?channel_binding=prefer'],
    ['channel_binding=require', '?sslmode=require&channel_binding=require'],
    ['a version of TLS', '?sslmode=require&ssl_min_protocol_version=TLSv1.3'],
  ])('encrypts with %s', async (_, query) => {
    expect(await seen(tcp(query))).toEqual({ isEncrypted: true, zone: 'UTC', path: '"$user", public' });
  });

  it('compares the name of the certificate only for verify-full', async () => {
    const address = tcp('?sslmode=verify-ca&sslrootcert=ROOT', '127.0.0.1');
    expect(await seen(address)).toMatchObject({ isEncrypted: true });
    await expect(seen(address.replace('verify-ca', 'verify-full'))).rejects.toThrow(
      /IP: 127\.0\.0\.1 is not in the cert/,
    );
  });

  it.each([
    ['disable', '?sslmode=disable', /no pg_hba\.conf entry .* no encryption/],
    ['a foreign root', '?sslrootcert=FOREIGN', /certificate/],
    ['require with a foreign root', '?sslmode=require&sslrootcert=FOREIGN', /certificate/],
    ['verify-ca with a foreign root', '?sslmode=verify-ca&sslrootcert=FOREIGN', /certificate/],
    ['verify-full with a foreign root', '?sslmode=verify-full&sslrootcert=FOREIGN', /certificate/],
    ['verify-full with the public roots', '?sslmode=verify-full&sslrootcert=system', /certificate/],
  ])('fails as unavailable with %s', async (_, query, reason) => {
    await isUnavailable(tcp(query), reason);
  });

  it('reads PGSSLMODE, PGSSLROOTCERT and PGPASSFILE as psql does', async () => {
    const passwords = join(home, 'passwords');
    await writeFile(passwords, `*:*:*:vibe:${PASSWORD.replaceAll(':', '\\:')}\n`, { mode: 0o600 });
    const { env } = process;
    process.env = { ...env, PGSSLMODE: 'verify-full', PGSSLROOTCERT: files['FOREIGN'], PGPASSFILE: passwords };
    try {
      await isUnavailable(tcp(''), /certificate/);
      process.env['PGSSLROOTCERT'] = files['ROOT'];
      expect(await seen(tcp(''))).toMatchObject({ isEncrypted: true });
      expect(await seen('postgres://vibe@localhost/a%20b')).toMatchObject({ isEncrypted: true });
    } finally {
      process.env = env;
    }
  });

  it('logs in with a client certificate', async () => {
    const files = '&sslcert=CERT&sslkey=KEY';
    expect(await seen(`postgres://carla@localhost/postgres?sslmode=require${files}`)).toMatchObject({
      isEncrypted: true,
    });
    await expect(seen('postgres://carla@localhost/postgres?sslmode=require')).rejects.toThrow(/client certificate/);
  });

  it('keeps options of the address, but ours win', async () => {
    const options = encodeURIComponent('-c TimeZone=Asia/Tokyo -c search_path=elsewhere');
    expect(await seen(tcp(`?options=${options}`))).toEqual({ isEncrypted: true, zone: 'UTC', path: 'elsewhere' });
    // A backslash at the end must not swallow the first of ours.
    expect(await seen(tcp(`?options=${options}%5C`))).toMatchObject({ zone: 'UTC' });
  });

  it('is reached over its Unix socket by every form of address', async () => {
    const folder = encodeURIComponent(cluster);
    for (const address of [
      `postgres://${LOGIN}@/a%20b?host=${cluster}&port=${port}`,
      `postgres://${LOGIN}@/a%20b?host=${cluster}&port=${port}&sslmode=require`,
      `postgres://${LOGIN}@${folder}:${port}/a%20b`,
      `host=${cluster} port=${port} user=vibe password='${PASSWORD}' dbname='a b'`,
    ]) {
      expect(await seen(address)).toMatchObject({ isEncrypted: false, zone: 'UTC' });
    }
    await isUnavailable(`postgres://${LOGIN}@${folder}:${port}/a%20b?channel_binding=require`, /^channel_binding/);
    await isUnavailable(`postgres://${LOGIN}@${folder}:1/a%20b`, /ENOENT/);
  });

  it('serves migrations and the whole application, over TLS and over the socket', async () => {
    const encrypted = `postgres://${LOGIN}@localhost:${port}/a%20b?sslmode=verify-full&sslrootcert=${files['ROOT']}`;
    const socket = `postgres://${LOGIN}@/a%20b?host=${cluster}&port=${port}`;
    const applied = await Migrator.use(encrypted, (migrator) => migrator.run());
    expect(applied.length).toBeGreaterThan(10);
    expect(await Migrator.use(socket, (migrator) => migrator.run())).toEqual([]);
    const people = await TestApp.start();
    try {
      for (const url of [encrypted, socket]) {
        const app = await people.twin({ DATABASE_URL: url, DATABASE_REPLICA_URL: url });
        expect((await app.nobody.get('/health/ready')).status).toBe(200);
        const { coach } = await app.connected();
        expect((await coach.get('/bookings/coach/bookings')).body).toHaveLength(1);
      }
    } finally {
      await people.stop();
    }
  });
});

describe('a PostgreSQL without TLS', () => {
  const url = (query: string) => `${process.env['TEST_POSTGRES']}?${query}`;

  it.each(['', 'sslmode=disable', 'sslmode=allow', 'sslmode=prefer'])('is used with %j', async (query) => {
    const client = newClient(url(query), OURS);
    await client.connect();
    expect((await client.query<Seen>(SEEN)).rows).toEqual([
      { isEncrypted: false, zone: 'UTC', path: '"$user", public' },
    ]);
    await client.end();
  });

  it.each([
    ['sslmode=require', 'does not support SSL'],
    [`sslmode=verify-ca&sslrootcert=${join(PROJECT_ROOT, 'package.json')}`, 'does not support SSL'],
    ['sslmode=verify-full', 'does not support SSL'],
    ['sslmode=disable&channel_binding=require', 'channel_binding=require'],
    ['channel_binding=require', 'channel_binding=require'],
  ])('is refused with %s', async (query, reason) => {
    const client = newClient(url(query), OURS);
    client.on('error', () => undefined);
    await expect(client.connect()).rejects.toThrow(reason);
  });
});
