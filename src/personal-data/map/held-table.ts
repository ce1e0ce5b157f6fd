/**
 * What a column says of a person.
 *
 * - `none`: nothing; counters, states and identifiers of the machinery
 * - `key`: nothing by itself; ties rows to each other, so exports show it
 * - `person`: who somebody is: ids of people, and texts that hold ids. No export shows it
 * - `data`: something about the person; exports show it
 * - `health`: something about their health (GDPR, article 9); exports show it
 * - `secret`: what must not leave us: hashes, tokens, sealed secrets
 */
export type Says = 'none' | 'key' | 'person' | 'data' | 'health' | 'secret';

/** Somebody whose rows a table holds. Most tables have one; a booking has two, its client and its coach. */
export interface Whose {
  /** As docs/data.md names them. */
  readonly who: string;
  /** An SQL condition on the table: their rows; `$1` is their id. */
  readonly rows: string;
  /** The file of an export, without its ending. Without it an export leaves the rows out. */
  readonly file?: string;
  /** What the README of an export says of the file. */
  readonly explained?: string;
  /** Columns that say something of somebody else in these rows. */
  readonly without?: readonly string[];
  /** Columns that are theirs in some rows only: an SQL expression that is null in the others. */
  readonly shows?: Readonly<Record<string, string>>;
  /** A table for spreadsheets, too. */
  readonly csv?: true;
}

/** What we hold in one table, why and how long. */
export interface HeldTable {
  /** What it holds. */
  readonly holds: string;
  /** What for. */
  readonly why: string;
  /** How long, when nobody is deleted. */
  readonly kept: string;
  readonly whose: readonly Whose[];
  /** What the deletion of the person does: it deletes the rows, or it empties them but for the named columns, each with the reason. */
  readonly deletion: 'deleted' | Readonly<Record<string, string>>;
  /** The order of the rows in an export. The tables that no export shows need none. */
  readonly order?: string;
  readonly columns: Readonly<Record<string, Says>>;
}

/** Tables by name. */
export type HeldTables = Readonly<Record<string, HeldTable>>;

/** Tables that hold nothing about anybody. */
export const machinery = (holds: string, columns: readonly string[]): HeldTable => ({
  ...{ holds, why: 'The server needs it to work.', kept: 'Always.', whose: [], deletion: {} },
  columns: Object.fromEntries(columns.map((column) => [column, 'none'])),
});
