import { HELD_TABLES } from '../../src/personal-data/personal-data.js';
import type { HeldTable, Whose } from '../../src/personal-data/map/held-table.js';
import type { Person, TestApp } from './app.js';

type Row = Readonly<Record<string, unknown>>;

/** Rows of a person in one table, as they were when they were read. */
interface Held {
  readonly table: string;
  readonly whose: Whose;
  /** The columns that are theirs: null where a row says nothing of them. */
  readonly rows: readonly { readonly key: Row; readonly said: Row }[];
}

const KEYS = `
  SELECT c.relname AS table, array_agg(a.attname::text) AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
   WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace GROUP BY 1`;

const isKept = ({ deletion }: HeldTable, column: string) => deletion !== 'deleted' && column in deletion;

/** The columns of a table that say something of those whose rows they are. */
export const saidBy = ({ columns }: HeldTable, { without = [] }: Whose): string[] =>
  Object.keys(columns).filter(
    (column) => ['data', 'health', 'secret'].includes(columns[column]!) && !without.includes(column),
  );

/** All rows that the map names as those of one person, to be compared with what a deletion leaves. */
export class HeldRows {
  private constructor(
    private readonly app: TestApp,
    private readonly keys: ReadonlyMap<string, readonly string[]>,
    private readonly held: readonly Held[],
  ) {}

  /** `role`: whose rows are not looked for, because such a person has none. */
  static async of(app: TestApp, person: Person, role: 'client' | 'coach'): Promise<HeldRows> {
    const keys = new Map(
      (await app.sql<{ table: string; columns: string[] }>(KEYS)).map(({ table, columns }) => [table, columns]),
    );
    const held: Held[] = [];
    for (const [table, entry] of Object.entries(HELD_TABLES)) {
      for (const whose of entry.whose.filter(({ who }) => who === 'the user' || isOf(who, role))) {
        const columns = saidBy(entry, whose).map((column) => `'${column}', ${whose.shows?.[column] ?? `t.${column}`}`);
        const rows = await app.sql<{ row: Row; said: Row }>(
          `SELECT to_jsonb(t) AS row, jsonb_build_object(${columns.join(', ')}) AS said FROM ${table} t WHERE ${whose.rows}`,
          [person.id],
        );
        held.push({ table, whose, rows: rows.map(({ row, said }) => ({ key: cut(row, keys.get(table)!), said })) });
      }
    }
    return new HeldRows(app, keys, held);
  }

  /** Columns of which no row says anything: a test with them would prove nothing. */
  unfilled(): string[] {
    return this.held.flatMap(({ table, whose, rows }) =>
      saidBy(HELD_TABLES[table]!, whose)
        .filter((column) => rows.every(({ said }) => said[column] === null || said[column] === undefined))
        .map((column) => `no row of ${whose.who} has ${table}.${column}: make one in test/support/marked-people.ts`),
    );
  }

  /** What an export should show and does not: each value must stand in its file, under the name of its column. */
  missingIn(files: ReadonlyMap<string, string>): string[] {
    return this.held.flatMap(({ table, whose, rows }) => {
      if (whose.file === undefined) return [];
      const { columns } = HELD_TABLES[table]!;
      const shown = JSON.parse(files.get(`${whose.file}.json`) ?? '[]') as Row[];
      return rows.flatMap(({ said }) =>
        Object.entries(said)
          .filter(([column, value]) => columns[column] !== 'secret' && says(value))
          .filter(([column, value]) => !shown.some((row) => equal(row[column], value)))
          .map(([column]) => `${whose.file}.json lacks ${column} of ${table}`),
      );
    });
  }

  /** Texts of this person that an export must not show: what the map does not call theirs, and secrets. */
  tooMuchIn(files: ReadonlyMap<string, string>, mark: string): string[] {
    const shown = new Set(
      this.held.flatMap(({ table, whose }) => {
        const entry = HELD_TABLES[table]!;
        return saidBy(entry, whose)
          .filter((column) => entry.columns[column] !== 'secret')
          .map((column) => `${table}.${column}`);
      }),
    );
    const marks = new RegExp(`${mark} ([a-z_]+\\.[a-z_]+)`, 'g');
    const found = [...files.values()].flatMap((text) => [...text.matchAll(marks)].map(([, place]) => place!));
    return [...new Set(found)].filter((place) => !shown.has(place));
  }

  /** What still says the same. */
  async left(): Promise<string[]> {
    const left: string[] = [];
    for (const { table, whose, rows } of this.held) {
      const entry = HELD_TABLES[table]!;
      for (const { key, said } of rows) {
        const now = await this.now(table, key);
        if (now && entry.deletion === 'deleted') left.push(`${table}: the row of ${whose.who} is still there`);
        const same = Object.keys(said).filter((column) => says(said[column]) && equal(said[column], now?.[column]));
        left.push(...same.filter((column) => !isKept(entry, column)).map((column) => `${table}.${column}`));
      }
    }
    return left;
  }

  /** Places in the whole database where a text of this person stands, and that the map does not name as kept. */
  async found(mark: string): Promise<string[]> {
    const found: string[] = [];
    for (const [table, entry] of Object.entries(HELD_TABLES)) {
      const rows = await this.app.sql<{ row: Row }>(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE t::text LIKE '%' || $1 || '%'`,
        [mark],
      );
      for (const { row } of rows) {
        const columns = Object.keys(row).filter((column) => JSON.stringify(row[column]).includes(mark));
        found.push(...columns.filter((column) => !isKept(entry, column)).map((column) => `${table}.${column}`));
      }
    }
    return found;
  }

  private async now(table: string, key: Row): Promise<Row | undefined> {
    const where = this.keys.get(table)!.map((column) => `t.${column} = k.${column}`);
    const [found] = await this.app.sql<{ row: Row }>(
      `SELECT to_jsonb(t) AS row FROM ${table} t, jsonb_populate_record(NULL::${table}, $1) k WHERE ${where.join(' AND ')}`,
      [JSON.stringify(key)],
    );
    return found?.row;
  }
}

const isOf = (who: string, role: 'client' | 'coach') =>
  who === `the ${role}` || (who === 'the reader' && role === 'coach');
const cut = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column]]));
const says = (value: unknown) => value !== null && value !== undefined;
const equal = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
