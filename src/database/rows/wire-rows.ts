import type { ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** The columns of an entity, as `repository.metadata.columns` gives them. A field of the wire has the name of its column. */
type Columns = readonly Pick<ColumnMetadata, 'propertyName' | 'databaseName'>[];

/** Turns a row of the wire into properties of an entity. Takes only `fields`. */
export function toProperties(columns: Columns, fields: readonly string[], row: object): ObjectLiteral {
  const written = Object.entries(row).filter(([field]) => fields.includes(field));
  return Object.fromEntries(written.map(([field, value]) => [propertyOf(columns, field), value]));
}

/** Turns an entity into a row of the wire, with `fields` in their order. A property that is not set becomes null. */
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
