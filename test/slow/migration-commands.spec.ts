import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, migrationName } from '../../src/cli/migrate.js';
import { Migrator } from '../../src/database/migrator.js';
import { NAMES, Schema } from '../contract/migration-schema.js';
import { until } from '../support/until.js';

/** So many are applied before one that changes the table of bookings. */
const LATEST_LOCKING = NAMES.findIndex((name) => name.endsWith('030'));

describe('npm run migration', () => {
  let schema: Schema;
  let said: string[];

  beforeEach(async () => {
    schema = await Schema.empty();
    said = [];
    const hear = (line: string) => void said.push(line);
    jest.spyOn(console, 'log').mockImplementation(hear);
    jest.spyOn(console, 'error').mockImplementation(hear);
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await schema.drop();
  });

  /** Runs the command as npm does. Returns its output and exit code. */
  async function act(action?: string, name?: string, folder?: string): Promise<[code: number, said: string]> {
    said = [];
    const asked = folder === undefined ? { action, name } : { action, name, folder };
    const code = await Migrator.use(schema.url, (migrator) => migrate(migrator, asked));
    return [code, said.join('\n')];
  }

  it('run applies the pending migrations and names them; a second run does nothing', async () => {
    expect(await act('run')).toEqual([0, NAMES.map((name) => `Applied ${name}`).join('\n')]);
    expect(await act('run')).toEqual([0, 'Nothing is pending.']);
  });

  it('run gives way to whoever holds a lock, says which statement waits, and tries again', async () => {
    await schema.upTo(LATEST_LOCKING);
    const holder = schema.connection.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT count(*) FROM bookings');
    const isTold = () => said.some((line) => line.includes('waits for a lock that others hold'));
    const free = until('it is told', isTold).then(() => holder.commitTransaction());
    const [code, all] = await act('run');
    await free;
    await holder.release();
    expect([code, all]).toEqual([
      0,
      expect.stringMatching(/A migration waits .* tries again in 1 s: (ALTER|CREATE|DROP)/),
    ]);
    const applied = said.filter((line) => line.startsWith('Applied')).join('\n');
    expect(applied).toBe(
      NAMES.slice(LATEST_LOCKING)
        .map((name) => `Applied ${name}`)
        .join('\n'),
    );
  }, 30_000);

  it('show marks the applied migrations, and exits with 1 while any is pending', async () => {
    const lines = (applied: number) =>
      NAMES.map((name, index) => `${index < applied ? '[X]' : '[ ]'} ${name}`).join('\n');
    expect(await act('show')).toEqual([1, lines(0)]);
    await schema.upTo(2);
    expect(await act('show')).toEqual([1, lines(2)]);
    await act('run');
    expect(await act('show')).toEqual([0, lines(NAMES.length)]);
  });

  it('revert reverts the latest migration, one at a time, until none is left', async () => {
    await act('run');
    for (const name of NAMES.toReversed()) expect(await act('revert')).toEqual([0, `Reverted ${name}`]);
    expect(await act('revert')).toEqual([0, 'There is nothing to revert.']);
  });

  it('check exits with 1 and prints the difference between entities and schema', async () => {
    await act('run');
    expect(await act('check')).toEqual([0, 'Entities and migrations agree.']);
    await schema.connection.query(`ALTER TABLE feedback ADD COLUMN stars integer`);
    expect(await act('check')).toEqual([1, expect.stringContaining('ALTER TABLE "feedback" DROP COLUMN "stars"')]);
  });

  it('generate writes a migration that removes the difference', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    await act('run');
    expect(await act('generate', 'drop-stars', folder)).toEqual([0, expect.stringContaining('nothing to generate')]);
    await schema.connection.query(`ALTER TABLE feedback ADD COLUMN stars integer`);
    const file = `${String(NAMES.length + 1).padStart(3, '0')}-drop-stars.ts`;
    expect(await act('generate', 'drop-stars', folder)).toEqual([
      0,
      expect.stringContaining(`Wrote migrations/${file}`),
    ]);
    const source = readFileSync(join(folder, file), 'utf8');
    rmSync(folder, { recursive: true });
    expect(source).toMatch(/export class DropStars\d{13} implements MigrationInterface/);
    for (const [, statement] of source.split('async down')[0]!.matchAll(/runner\.query\((".*")\);/g)) {
      await schema.connection.query(JSON.parse(statement!) as string);
    }
    expect(await act('check')).toEqual([0, 'Entities and migrations agree.']);
  });

  it('generate refuses while a migration is pending, and refuses a name that makes no class name', async () => {
    expect(await act('generate', 'add-stars', '/nowhere')).toEqual([
      1,
      expect.stringContaining('Apply what is pending'),
    ]);
    for (const name of [undefined, '', ' ', '../stars', 'add-', '1-add', 'a;b', 'ä']) {
      expect(await act('generate', name, '/nowhere')).toEqual([2, expect.stringContaining('in words')]);
    }
  });

  it.each([
    ['add-waitlist', 'add-waitlist'],
    ['AddWaitlist', 'add-waitlist'],
    ['addWaitlist', 'add-waitlist'],
    ['add_waitlist', 'add-waitlist'],
    ['ADD_WAITLIST', 'add-waitlist'],
    [' add  waitlist ', 'add-waitlist'],
    ['Add', 'add'],
    ['AddHTTPLog2', 'add-http-log2'],
  ])('generate takes the name %j as %s', (text, name) => {
    expect(migrationName(text)).toBe(name);
  });

  it('prints its usage and exits with 2 for any other argument', async () => {
    expect(await act()).toEqual([2, expect.stringMatching(/^Usage: npm run migration:run/)]);
    expect(await act('up')).toEqual([2, expect.stringMatching(/^Usage: /)]);
  });
});
