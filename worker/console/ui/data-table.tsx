/**
 * A table that is scanned: one line a row, numbers to the right, hairlines. On a narrow screen each row folds into the
 * places that the stylesheet gives its columns, so roles are written out: browsers drop them when cells become a grid.
 */
import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  id: string;
  head: string;
  cell: (row: Row) => ComponentChildren;
  align?: 'end';
  /** How many columns this cell takes in this row; the ones it covers are left out. */
  span?: (row: Row) => number;
}

interface Table<Row> {
  /** Names the table's layout in the stylesheet. */
  layout: string;
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Shown under a row, across all columns. */
  below?: (row: Row) => ComponentChildren;
}

export function DataTable<Row>({ layout, caption, columns, rows, rowKey, below }: Table<Row>) {
  return (
    // biome-ignore-start lint/a11y: the roles are those that the elements lose when the stylesheet makes them a grid
    <table class={`table table-${layout}`} role="table">
      <caption class="unseen">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ id, head, align }) => (
            <th key={id} scope="col" role="columnheader" class={`col-${id} ${align === 'end' ? 'end' : ''}`}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => {
          const more = below?.(row);
          return [
            <tr key={rowKey(row)} role="row" class={more ? 'has-below' : ''}>
              {cellsOf(columns, row).map(({ column: { id, head, cell, align }, span }) => (
                <td key={id} role="cell" colSpan={span} data-head={head} class={`col-${id} ${align === 'end' ? 'end' : ''}`}>
                  {cell(row)}
                </td>
              ))}
            </tr>,
            more ? (
              <tr key={`${rowKey(row)}-below`} role="row" class="below">
                <td role="cell" colSpan={columns.length}>
                  {more}
                </td>
              </tr>
            ) : null,
          ];
        })}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y: as above
  );
}

function cellsOf<Row>(columns: readonly Column<Row>[], row: Row): { column: Column<Row>; span: number }[] {
  const cells = [];
  let covered = 0;
  for (const column of columns) {
    if (covered > 0) covered -= 1;
    else {
      const span = column.span?.(row) ?? 1;
      cells.push({ column, span });
      covered = span - 1;
    }
  }
  return cells;
}

/** The table's shape while it is loaded, so that nothing jumps when it comes. */
export function TableSkeleton({ label, rows = 6 }: { label: string; rows?: number }) {
  return (
    <div class="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, at) => (
        <div class="skeleton-row" key={at}>
          <span />
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
