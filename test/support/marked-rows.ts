import { createHash, randomUUID } from 'node:crypto';
import type { Person, TestApp } from './app.js';

/** A value of each type, as different from every default as possible. */
const VALUES: Readonly<Record<string, (mark: string) => unknown>> = {
  text: (mark) => mark,
  citext: (mark) => `${mark}@example.com`,
  jsonb: (mark) => ({ mark }),
  _text: (mark) => [mark],
  _shared_section: () => ['profile', 'health'],
  bytea: (mark) => `\\x${createHash('sha256').update(mark).digest('hex')}`,
  uuid: () => randomUUID(),
  int2: () => 7,
  int4: () => 7,
  int8: () => 7,
  float8: () => 7.5,
  bool: () => true,
  date: () => '2026-10-05',
  timestamptz: () => '2026-10-05T05:05:05Z',
};

/** A row as PostgreSQL returns it; most ids are numbers. */
type Inserted = Readonly<Record<string, unknown>> & { readonly id: number };

interface Column {
  readonly name: string;
  readonly type: string;
}

/** What a column that is not given does not get: the identity of the row, and what other tables decide. */
const COLUMNS = `
  SELECT column_name AS name, udt_name AS type FROM information_schema.columns
   WHERE table_schema = 'public' AND table_name = $1 AND is_identity = 'NO' AND is_generated = 'NEVER' ORDER BY ordinal_position`;

/** Writes rows of one person in which every column has a value that can be found again. */
export class MarkedRows {
  private constructor(
    readonly app: TestApp,
    readonly person: Person,
    /** Each text of this person begins with it. */
    readonly mark: string,
  ) {}

  static of(app: TestApp, person: Person, mark: string): MarkedRows {
    return new MarkedRows(app, person, mark);
  }

  /** Inserts a row. `given` are the columns whose values a constraint decides; all others are marked. */
  async insert(table: string, given: object): Promise<Inserted> {
    const row = await this.marked(table, given);
    const columns = Object.keys(row).join(', ');
    const [inserted] = await this.app.sql<Inserted>(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1) RETURNING *`,
      [JSON.stringify(row)],
    );
    return inserted!;
  }

  /** Marks every column of their own row of users, apart from `given`. */
  async profile(given: object): Promise<void> {
    const row = await this.marked('users', given);
    const columns = Object.keys(row);
    await this.app.sql(
      `UPDATE users SET (${columns.join(', ')}) = (SELECT ${columns.join(', ')} FROM jsonb_populate_record(NULL::users, $2)) WHERE id = $1`,
      [this.person.id, JSON.stringify(row)],
    );
  }

  private async marked(table: string, given: object): Promise<Record<string, unknown>> {
    const columns = await this.app.sql<Column>(COLUMNS, [table]);
    const row = columns.map(({ name, type }): [string, unknown] => {
      if (name in given) return [name, given[name as keyof typeof given]];
      const value = VALUES[type];
      if (!value) throw new Error(`Say which value ${table}.${name} has: nobody knows one of the type ${type}.`);
      return [name, value(`${this.mark} ${table}.${name}`)];
    });
    return Object.fromEntries(row.filter(([, value]) => value !== undefined));
  }
}
