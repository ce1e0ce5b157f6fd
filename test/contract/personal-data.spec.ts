import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { HELD_TABLES } from '../../src/personal-data/personal-data.js';
import { type Person, TestApp } from '../support/app.js';
import { exportOf } from '../support/exports.js';
import { HeldRows } from '../support/held-rows.js';
import { markedClient, markedCoach } from '../support/marked-people.js';
import { dataText, GENERATED_BELOW } from './data-text.js';

const DOCUMENT = join(PROJECT_ROOT, 'docs', 'data.md');

const named = (tables: Record<string, readonly string[]>) =>
  Object.entries(tables)
    .flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`))
    .sort();

describe('the map of personal data', () => {
  let app: TestApp;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
  });

  afterAll(() => app.stop());

  it('has every column of the schema: say in src/personal-data/map what a new one holds, why, how long, and what becomes of it', async () => {
    const columns = await app.sql<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
         JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const known = Object.entries(HELD_TABLES).map(([table, { columns }]) => [table, Object.keys(columns)] as const);
    expect(named(Object.fromEntries(known))).toEqual(columns.map(({ name }) => name).sort());
  });

  it('names only columns that exist', () => {
    const unknown = Object.entries(HELD_TABLES).flatMap(([table, { columns, deletion, whose }]) => {
      const kept = deletion === 'deleted' ? [] : Object.keys(deletion);
      const elsewhere = whose.flatMap(({ without = [], shows = {} }) => [...without, ...Object.keys(shows)]);
      return [...kept, ...elsewhere].filter((column) => !(column in columns)).map((column) => `${table}.${column}`);
    });
    expect(unknown).toEqual([]);
  });

  it('is what docs/data.md says; REWRITE_DATA=on writes it', () => {
    const [above] = readFileSync(DOCUMENT, 'utf8').split(GENERATED_BELOW);
    const text = `${above}${GENERATED_BELOW}\n\n${dataText()}`;
    if (process.env['REWRITE_DATA'] === 'on') writeFileSync(DOCUMENT, text);
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(text);
  });

  describe.each([
    ['client', markedClient, 'coach'],
    ['coach', markedCoach, 'client'],
  ] as const)('of a %s', (who, make, other) => {
    let person: Person;
    let mark: string;
    let rows: HeldRows;

    beforeAll(async () => {
      ({ person, mark } = await make(app, await app[other]()));
      rows = await HeldRows.of(app, person, who);
    });

    it('is tried with a value in every column', () => {
      expect(rows.unfilled()).toEqual([]);
    });

    it('is in their export, without secrets and without what is of others', async () => {
      await app.sql(`UPDATE exports SET status = 'failed', ready_at = NULL, size = NULL`);
      const files = await exportOf(app, person);
      expect(rows.missingIn(files)).toEqual([]);
      expect(rows.tooMuchIn(files, mark)).toEqual([]);
    });

    it('is gone after their deletion, but for what it names', async () => {
      expect((await admin.delete(`/admin/users/${person.id}`)).status).toBe(204);
      expect(await rows.left()).toEqual([]);
      expect(await rows.found(mark)).toEqual([]);
    });
  });
});
