import type { ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** The columns of an entity, as `repository.metadata.columns` gives them. A field of the wire has the name of its column. */
type Columns = readonly Pick<ColumnMetadata, 'propertyName' | 'databaseName'>[];

/** The properties of an entity that `row`, as it came over the wire, sets; only those of `fields`. */
export function toProperties(columns: Columns, fields: readonly string[], row: object): ObjectLiteral {
  const written = Object.entries(row).filter(([field]) => fields.includes(field));
  return Object.fromEntries(written.map(([field, value]) => [propertyOf(columns, field), value]));
}

/** An entity as the wire shows it: `fields` in their order. A property that is not set is null. */
export function toWire<Row extends object>(
  columns: Columns,
  fields: readonly (keyof Row & string)[],
  entity: ObjectLiteral,
): Row {
  return Object.fromEntries(
    fields.map((field) => [field, (entity[propertyOf(columns, field)] as unknown) ?? null]),
  ) as Row;
}

function propertyOf(columns: Columns, field: string): string {
  const column = columns.find(({ databaseName }) => databaseName === field);
  if (column === undefined) throw new Error(`No column is named ${field}.`);
  return column.propertyName;
}
