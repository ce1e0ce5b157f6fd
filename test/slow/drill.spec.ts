import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { seedDemoWorld } from '../../seeds/demo-world.js';
import { differencesOf } from '../../src/cli/drill/contents.js';
import { drill } from '../../src/cli/drill/drilling.js';
import { toolsFor } from '../../src/cli/drill/tools.js';
import { Migrator } from '../../src/database/migrator.js';
import { DebianPostgres, findDebianPostgres } from '../support/debian-postgres.js';

const bin = findDebianPostgres();
if (bin === null) console.log("The drill is not tried: Debian's PostgreSQL is not installed on this machine.");
/** Without a server that has its own pg_dump these tests do not run. */
const installed = bin === null ? [] : [bin];

it('says which tools are missing', () => {
  expect(() => toolsFor(99)).toThrow('The drill needs pg_dump and pg_restore of PostgreSQL 99 or newer; there ');
});

it('names each table that was not restored as it was dumped', () => {
  const content = (rows: string, checksum: string) => ({ rows, checksum });
  const before = new Map([
    ['bookings', content('2', '7')],
    ['sessions', content('3', '9')],
    ['users', content('1', '5')],
  ]);
  const after = new Map([
    ['bookings', content('2', '8')],
    ['users', content('1', '5')],
  ]);
  expect(differencesOf(before, after)).toEqual([
    'bookings: the rows that were restored are not those that were dumped',
    'sessions: 3 rows were dumped, no table restored',
  ]);
  expect(differencesOf(before, before)).toEqual([]);
});

for (const folder of installed) {
  describe('a drill', () => {
    let server: DebianPostgres;
    let home: string;
    let client: Client;

    beforeAll(async () => {
      server = await DebianPostgres.start(folder);
      home = await mkdtemp(join(tmpdir(), 'vibe-drilled-'));
      await Migrator.use(server.url, (migrator) => migrator.run());
      await seedDemoWorld(server.url, () => undefined);
      client = new Client({ connectionString: server.url });
      await client.connect();
    }, 120_000);

    afterAll(async () => {
      await client.end();
      server.stop();
      await rm(home, { recursive: true });
    });

    const env = () => ({ NODE_ENV: 'test', DATABASE_URL: server.url });
    const databases = async () => (await client.query(`SELECT FROM pg_database WHERE datname LIKE 'drill%'`)).rowCount;

    it('restores every table as it was, and leaves nothing behind', async () => {
      const { steps, differences } = await drill(env());
      expect(differences).toEqual([]);
      expect(steps.map(({ what }) => what)).toEqual([
        'count and sum up',
        'dump',
        'restore',
        'count and sum up the copy',
      ]);
      expect(Number(/^\d+/.exec(steps[0]?.detail ?? '')?.[0])).toBeGreaterThan(1_000);
      expect(await databases()).toBe(0);
    }, 60_000);

    it('deletes again in the copy whom the list outside the database names, and nobody in the database', async () => {
      const list = join(home, 'erasures.jsonl');
      const alive = `SELECT id, created_at FROM users WHERE email = 'client1@vibe.com' AND deleted_at IS NULL`;
      const [person] = (await client.query<{ id: number; created_at: Date }>(alive)).rows;
      await writeFile(list, `${JSON.stringify({ ...person, erased_at: new Date() })}\n`);
      const { steps, differences } = await drill({ ...env(), ERASURES_FILE: list });
      expect([differences, steps.at(-1)?.what, steps.at(-1)?.detail]).toEqual([
        [],
        'apply erasures',
        '1 of 1 listed people deleted again',
      ]);
      expect((await client.query(alive)).rowCount).toBe(1);
    }, 60_000);
  });
}
