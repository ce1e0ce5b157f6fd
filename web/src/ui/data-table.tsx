import type { ComponentChildren } from 'preact';
import './data-table.css';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly isNumber?: boolean;
}

interface DataTableProps<Row> {
  /** Says what the table shows: read out, and seen unless `isTitleHidden`. */
  readonly title: string;
  readonly isTitleHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, index: number) => string | number;
}

/** Tables with more columns of words than this become lists where there is little room. */
const MOST_WORDS = 2;

/**
 * A table; the first column names its row. Where there is little room, numbers scroll sideways, and a table of words shows its rows
 * as a list. The roles say that it is a table nevertheless: browsers forget that when cells are shown as something else.
 */
export function DataTable<Row>({ title, isTitleHidden = false, columns, rows, keyOf }: DataTableProps<Row>) {
  const isList = columns.filter(({ isNumber }) => isNumber !== true).length > MOST_WORDS;
  return (
    <div class={isList ? 'data-table list' : 'data-table'} tabIndex={0} role="group" aria-label={title}>
      <table role="table">
        <caption class={isTitleHidden ? 'hidden' : ''}>{title}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.title} role="columnheader" scope="col" class={column.isNumber ? 'number' : ''}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)} role="row">
              {columns.map(({ title: name, cell, isNumber = false }, position) =>
                position === 0 ? (
                  <th key={name} role="rowheader" scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={name} role="cell" data-title={name} class={isNumber ? 'number' : ''}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
