import type { Rows } from '../../database/database.js';
import { type Cursor, foreignCursor, MOST_COUNTED, type Page, pageOf, type PageQuery } from './paging.js';

/** A parameter placeholder in a statement, such as `$2`. */
export type Parameter = `$${number}`;

/** The sort order of a list: by a key, then by id among equal keys, both in one direction. */
export interface Order<Row> {
  /** SQL of the sort key, such as `b.created_at`. */
  readonly key: string;
  /** SQL that turns the cursor's value into a key, for example `lower($3)`. Default: the value itself. */
  readonly keyOf?: (value: Parameter) => string;
  readonly id: string;
  readonly direction: 'ASC' | 'DESC';
  /** Where a list can be sorted in several ways: what the cursors of this one are called. */
  readonly name?: string;
  /** The cursor of a page whose last row this is. */
  readonly cursorOf: (row: Row) => Cursor;
}

/**
 * Reads one page of a list by keyset: it selects the rows after the cursor, so a deep page costs as much as the first. Compose
 * conditions of constants and parameters. `$1` is the limit, so the first `parameter()` is `$2`.
 */
export class KeysetList<Row extends object> {
  private readonly values: unknown[];
  private readonly conditions: string[] = ['true'];
  private opening = '';

  /** `from` is the table or subquery, with its alias. */
  constructor(
    private readonly order: Order<Row>,
    private readonly query: PageQuery,
    private readonly from: string,
  ) {
    if (query.cursor && query.cursor.order !== order.name) throw foreignCursor();
    this.values = [query.limit + 1];
  }

  parameter(value: unknown): Parameter {
    return `$${this.values.push(value)}`;
  }

  where(condition: string): void {
    this.conditions.push(condition);
  }

  /** One of these values, or any of several. */
  whereAny(left: string, values: readonly unknown[] | undefined): void {
    if (values === undefined) return;
    const [first, ...others] = values;
    this.where(
      others.length === 0 ? `${left} = ${this.parameter(first)}` : `${left} = ANY (${this.parameter(values)})`,
    );
  }

  /** The opening clause of the statement, such as `WITH mine AS (…)`. */
  with(opening: string): void {
    this.opening = opening;
  }

  /** `select` makes the statement. `rest` is its WHERE, ORDER BY and LIMIT; `sorted` is the ORDER BY alone. */
  async page(
    database: Rows,
    select: (rest: string, sorted: string) => string,
    cut: typeof pageOf<Row> = pageOf,
  ): Promise<Page<Row>> {
    const { key, keyOf = (value) => value, id, direction, cursorOf } = this.order;
    const { limit, cursor, count } = this.query;
    const all = this.conditions.join(' AND ');
    if (cursor) {
      const after = `(${keyOf(this.parameter(cursor.value))}, ${this.parameter(cursor.id)})`;
      this.where(`(${key}, ${id}) ${direction === 'ASC' ? '>' : '<'} ${after}`);
    }
    const sorted = `ORDER BY ${key} ${direction}, ${id} ${direction}`;
    const rest = `WHERE ${this.conditions.join(' AND ')} ${sorted} LIMIT $1`;
    const statement = `${this.opening} ${select(rest, sorted)}`;
    const rows = await database.rows<Row>(statement, this.values);
    const page = cut(rows, limit, (row) => ({ ...cursorOf(row), order: this.order.name }));
    return count ? page.of(await this.count(database, all)) : page;
  }

  /** Counts the primary keys of all pages, as far as they are counted. */
  private async count(database: Rows, all: string): Promise<number> {
    const counted = `SELECT ${this.order.id} FROM ${this.from} WHERE ${all} LIMIT ${this.parameter(MOST_COUNTED + 1)}`;
    const statement = `${this.opening} SELECT count(*)::int AS total FROM (${counted}) counted`;
    const [row] = await database.rows<{ total: number }>(...renumbered(statement, this.values));
    return row?.total ?? 0;
  }
}

/** The statement with the parameters that it uses, and no others: PostgreSQL knows no type of the others. */
function renumbered(statement: string, values: readonly unknown[]): [statement: string, values: unknown[]] {
  const used = [...new Set(statement.match(/\$\d+/g))];
  const text = statement.replaceAll(/\$\d+/g, (parameter) => `$${used.indexOf(parameter) + 1}`);
  return [text, used.map((parameter) => values[Number(parameter.slice(1)) - 1])];
}
