import type { Rows } from '../database/database.js';
import { type Cursor, type Page, pageOf } from './paging.js';

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

  constructor(
    private readonly order: Order<Row>,
    private readonly query: { readonly limit: number; readonly cursor?: Cursor },
  ) {
    this.values = [query.limit + 1];
  }

  parameter(value: unknown): Parameter {
    return `$${this.values.push(value)}`;
  }

  where(condition: string): void {
    this.conditions.push(condition);
  }

  /** `select` makes the statement. `rest` is its WHERE, ORDER BY and LIMIT; `sorted` is the ORDER BY alone. */
  async page(
    database: Rows,
    select: (rest: string, sorted: string) => string,
    cut: typeof pageOf<Row> = pageOf,
  ): Promise<Page<Row>> {
    const { key, keyOf = (value) => value, id, direction, cursorOf } = this.order;
    const { limit, cursor } = this.query;
    if (cursor) {
      const after = `(${keyOf(this.parameter(cursor.value))}, ${this.parameter(cursor.id)})`;
      this.where(`(${key}, ${id}) ${direction === 'ASC' ? '>' : '<'} ${after}`);
    }
    const sorted = `ORDER BY ${key} ${direction}, ${id} ${direction}`;
    const rest = `WHERE ${this.conditions.join(' AND ')} ${sorted} LIMIT $1`;
    return cut(await database.rows<Row>(select(rest, sorted), this.values), limit, cursorOf);
  }
}
