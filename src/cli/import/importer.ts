import type { Client } from 'pg';
import { sqlStateOf } from '../../database/postgres-errors.js';
import { adapt, type Adapted, type Person, type Row } from './adapt.js';
import { type Columns, TABLES } from './tables.js';

/** New rows get ids after those that were imported. */
const NEXT_ID = `SELECT setval('users_id_seq', max(id)) FROM users HAVING max(id) IS NOT NULL`;

/** Rows are copied in batches of this size. */
const NEXT = `FETCH 1000 FROM found`;

/** The classes of SQLSTATE of a value that has no place in its column, and of a constraint. */
const REFUSES_A_ROW = /^2[23]/;

type Kept = Adapted & { readonly row: Row };

/** What became of one table. */
export interface TableReport {
  readonly table: string;
  /** False when the founding database has no such table. */
  isThere: boolean;
  found: number;
  kept: number;
  /** Rows that are not imported, by reason, with their ids. */
  readonly leftOut: Map<string, number[]>;
  /** The number of rows by what was changed in them. */
  readonly changes: Map<string, number>;
}

/** Copies the founding database to ours, in the transactions that the two clients are in. */
export class Importer {
  private readonly people = new Map<unknown, Person>();

  constructor(
    private readonly from: Client,
    private readonly to: Client,
    private readonly now: Date,
  ) {}

  async run(): Promise<TableReport[]> {
    const reports: TableReport[] = [];
    for (const [table, columns] of Object.entries(TABLES)) reports.push(await this.copy(table, columns));
    return reports;
  }

  private async copy(table: string, columns: Columns): Promise<TableReport> {
    const report: TableReport = {
      ...{ table, isThere: true, found: 0, kept: 0 },
      ...{ leftOut: new Map(), changes: new Map() },
    };
    const { rows } = await this.from.query<{ isThere: boolean }>(`SELECT to_regclass($1) IS NOT NULL AS "isThere"`, [
      table,
    ]);
    if (rows[0]?.isThere !== true) return { ...report, isThere: false };
    for await (const batch of this.batches(table)) {
      report.found += batch.length;
      await this.write(table, this.adapted(table, columns, batch, report), report);
    }
    await this.to.query(NEXT_ID.replaceAll('users', table));
    return report;
  }

  private async *batches(table: string): AsyncGenerator<Row[]> {
    await this.from.query(
      ['DECLARE found CURSOR FOR SELECT to_jsonb(t) AS row FROM', table, 't ORDER BY id'].join(' '),
    );
    for (;;) {
      const { rows } = await this.from.query<{ row: Row }>(NEXT);
      if (rows.length === 0) break;
      yield rows.map(({ row }) => row);
    }
    await this.from.query('CLOSE found');
  }

  private adapted(table: string, columns: Columns, rows: readonly Row[], report: TableReport): Kept[] {
    const around = { now: this.now, people: this.people };
    return rows.flatMap((found) => {
      const { row, changes, refusal }: Adapted = adapt(table, columns, found, around);
      if (row === null) leaveOut(report, refusal ?? 'unusable', found['id']);
      return row === null ? [] : [{ row, changes }];
    });
  }

  /** Writes the rows together. When PostgreSQL refuses, each half by itself, down to the row that it refuses. */
  private async write(table: string, rows: readonly Kept[], report: TableReport): Promise<void> {
    if (rows.length === 0) return;
    await this.to.query('SAVEPOINT rows');
    try {
      await this.insert(
        table,
        rows.map(({ row }) => row),
      );
    } catch (error) {
      await this.to.query('ROLLBACK TO SAVEPOINT rows; RELEASE SAVEPOINT rows');
      const { constraint } = error as { constraint?: string };
      if (!REFUSES_A_ROW.test(sqlStateOf(error) ?? '')) throw error;
      if (rows.length === 1) {
        leaveOut(report, constraint ?? 'refused', rows[0]?.row['id']);
        return;
      }
      const half = Math.ceil(rows.length / 2);
      await this.write(table, rows.slice(0, half), report);
      await this.write(table, rows.slice(half), report);
      return;
    }
    await this.to.query('RELEASE SAVEPOINT rows');
    report.kept += rows.length;
    for (const { row, changes } of rows) {
      for (const change of changes) report.changes.set(change, (report.changes.get(change) ?? 0) + 1);
      if (table === 'users') this.people.set(row['id'], { isActive: row['is_active'] === true });
    }
  }

  private async insert(table: string, rows: readonly Row[]): Promise<void> {
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    const statement = `
      INSERT INTO ${table} (${columns})
      SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`;
    await this.to.query(statement, [JSON.stringify(rows)]);
  }
}

function leaveOut({ leftOut }: TableReport, reason: string, id: unknown): void {
  const ids = leftOut.get(reason) ?? [];
  leftOut.set(reason, ids);
  ids.push(Number(id));
}
