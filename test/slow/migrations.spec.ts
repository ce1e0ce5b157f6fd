import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.js';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { entities } from '../../src/entities.js';
import { Migrator } from '../../src/database/migrator.js';
import { ROWS } from '../contract/migration-rows.js';
import { asKnownTo, NAMES, type Row, type Rows, Schema } from '../contract/migration-schema.js';
import { schemaText } from '../contract/schema-text.js';

/**
 * The columns, and as text the constraints, indexes, triggers and functions: a trigger that never fires is a difference. A
 * constraint that a later migration has validated may stay so on the way back.
 */
type SchemaState = readonly [columns: Row[], definitions: string[]];

const stateOf = async (schema: Schema): Promise<SchemaState> => [
  await schema.shape(),
  (await schemaText(schema.connection)).replaceAll(' NOT VALID', '').split('\n'),
];

/** Each test goes through all migrations, one by one. */
jest.setTimeout(240_000);

describe('the migrations', () => {
  let schema: Schema;

  beforeEach(async () => {
    schema = await Schema.empty();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await schema.drop();
  });

  it('go up and down one by one on an empty database, reach the same schema each time, and leave nothing', async () => {
    const states: SchemaState[] = [];
    for (let count = 1; count <= migrations.length; count++) {
      await schema.upTo(count);
      states.push(await stateOf(schema));
      expect(await schema.revert()).toBe(NAMES[count - 1]);
      expect(await stateOf(schema)).toEqual(states[count - 2] ?? expect.anything());
      await schema.upTo(count);
      expect(await stateOf(schema)).toEqual(states[count - 1]);
    }
    for (let count = migrations.length; count > 0; count--) await schema.revert();
    expect(await schema.objects()).toEqual([]);
    expect(await schema.applied()).toEqual([]);
    const extensions = await schema.connection.query<Row[]>(`SELECT extname FROM pg_extension ORDER BY 1`);
    expect(extensions.map(({ extname }) => extname)).toEqual(['btree_gist', 'citext', 'plpgsql']);
  });

  it('keep every row on the way up, and on the way down and up again', async () => {
    expect(Object.keys(ROWS)).toEqual(NAMES);
    const stages: Rows[] = [];
    for (const [index, name] of NAMES.entries()) {
      await schema.upTo(index + 1);
      const before = stages.at(-1);
      if (before) expect(asKnownTo(before, await schema.rows())).toEqual(before);
      await schema.fill(name);
      stages.push(await schema.rows());
    }
    expect(Object.entries(stages.at(-1)!).filter(([, rows]) => rows.length === 0)).toEqual([]);

    for (let index = NAMES.length - 1; index > 0; index--) {
      const kept = asKnownTo(stages[index - 1]!, stages.at(-1)!);
      await schema.revert();
      expect(await schema.rows()).toEqual(kept);
      await schema.upTo(index + 1);
      expect(asKnownTo(kept, await schema.rows())).toEqual(kept);
      await schema.revert();
    }
    await schema.revert();
    expect(await schema.objects()).toEqual([]);
    await Migrator.use(schema.url, (migrator) => migrator.run());
    expect(await schema.applied()).toEqual(NAMES);
  });

  it('forget on the way down the answers that the version before cannot open', async () => {
    await schema.upTo(NAMES.indexOf('KeepAnswersReadable1735689600012') + 1);
    await schema.connection.query(
      `INSERT INTO idempotency_keys (key_hash, fingerprint, answer, sealed_answer) VALUES
         (sha256('new'), sha256('body'), '{"id": 1}', NULL), (sha256('old'), sha256('body'), NULL, 'sealed')`,
    );
    await schema.revert();
    const kept = await schema.connection.query<Row[]>(`SELECT sealed_answer FROM idempotency_keys`);
    expect(kept).toEqual([{ sealed_answer: Buffer.from('sealed') }]);
  });

  it('give ten available slots to coaches who signed up before bookings existed', async () => {
    await schema.upTo(3);
    await schema.fill(NAMES[0]!);
    await schema.upTo(4);
    const slots = await schema.connection.query<Row[]>(`SELECT DISTINCT available_slots FROM users`);
    expect(slots).toEqual([{ available_slots: 10 }]);
  });

  it('are each applied once when three migrators start at the same time', async () => {
    const run = () => Migrator.use(schema.url, (migrator) => migrator.run());
    const applied = await Promise.all([run(), run(), run()]);
    expect(applied.sort((a, b) => b.length - a.length)).toEqual([NAMES, [], []]);
    expect(await schema.applied()).toEqual(NAMES);
  });

  it('fail on a busy lock instead of blocking the server behind them, and leave nothing half done', async () => {
    const [timeout] = await schema.connection.query<Row[]>(`SHOW lock_timeout`);
    expect(timeout).toEqual({ lock_timeout: '1500ms' });
    await schema.upTo(2);
    const before = await stateOf(schema);
    jest.spyOn(console, 'log').mockReturnValue(); // TypeORM also prints the error there
    const holder = schema.connection.createQueryRunner();
    await holder.startTransaction();
    await holder.query(`LOCK TABLE users IN ACCESS SHARE MODE`);
    await expect(schema.upTo(3, { lock_timeout: 100 })).rejects.toMatchObject({ code: '55P03' });
    await holder.rollbackTransaction();
    await holder.release();
    expect(await stateOf(schema)).toEqual(before);
    expect(await schema.applied()).toEqual(NAMES.slice(0, 2));
  });

  it('make exactly the schema that the entities describe', async () => {
    await Migrator.use(schema.url, async (migrator) => {
      await migrator.run();
      expect(await migrator.drift(entities)).toEqual({ up: [], down: [] });
    });
  });

  it('make exactly the constraints, indexes, triggers and functions of schema.txt', async () => {
    await schema.upTo(migrations.length);
    const wanted = readFileSync(join(PROJECT_ROOT, 'test/contract/schema.txt'), 'utf8');
    expect((await schemaText(schema.connection)).split('\n')).toEqual(wanted.split('\n'));
  });
});

describe('migrations/index.ts', () => {
  it('lists every migration file in order', () => {
    const files = readdirSync(join(PROJECT_ROOT, 'migrations')).filter((file) => file !== 'index.ts');
    const classes = files.sort().map((file) => {
      const [, name] = /export class (\w+)/.exec(readFileSync(join(PROJECT_ROOT, 'migrations', file), 'utf8'))!;
      const words = file.slice('000-'.length, -'.ts'.length).replaceAll('-', '');
      expect(name!.toLowerCase()).toMatch(new RegExp(`^${words}\\d{13}$`));
      return name;
    });
    expect(files.map((file) => file.slice(0, 3))).toEqual(files.map((_, index) => String(index + 1).padStart(3, '0')));
    expect(NAMES).toEqual(classes);
  });

  it('has ascending timestamps, because TypeORM sorts by them', () => {
    const stamps = NAMES.map((name) => Number(name.slice(-13)));
    expect(stamps).toEqual([...new Set(stamps)].sort((a, b) => a - b));
  });
});
