import type { Rows } from '../database/database.js';
import { type Cursor, type Page, pageOf } from './paging.js';

/** A parameter of a statement. */
export type Parameter = `$${number}`;

/** What a list is sorted by: a key, and the id among equal keys, both in the same direction. */
export interface Order<Row> {
  /** SQL of the sort key, such as `b.created_at`. */
  readonly key: string;
  /** SQL of the key of the cursor's value, where it is not that value itself: for example `lower($3)`. */
  readonly keyOf?: (value: Parameter) => string;
  readonly id: string;
  readonly direction: 'ASC' | 'DESC';
  /** Where a page ends that ends with this row. */
  readonly cursorOf: (row: Row) => Cursor;
}

/**
 * One page of a list by keyset: rows after the cursor, so that a deep page costs as much as the first. Conditions are composed
 * of constants and parameters; the first parameter that is asked for is `$2`.
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

  /** `select` puts a statement around `rest`, its WHERE, ORDER BY and LIMIT; `sorted` is the ORDER BY alone. */
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
