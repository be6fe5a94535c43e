import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** `end` for counts, so that figures stand under figures. */
  align?: 'end'
}

/**
 * A table that turns each row into a small list of its own on a narrow screen. The first column is the
 * row's header. Roles are spelled out because a table whose boxes change loses them in some browsers.
 */
export function DataTable<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
  empty,
}: {
  caption: ReactNode
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Shown in place of the table when it has no row. */
  empty: ReactNode
}) {
  if (rows.length === 0) return <>{empty}</>
  return (
    <table role="table" className="block w-full border-ink sm:table sm:border-t-[1.5px]">
      <caption
        className={
          captionHidden ? 'sr-only' : 'block pb-2 text-start font-semibold sm:table-caption'
        }
      >
        {caption}
      </caption>
      <thead role="rowgroup" className="sr-only sm:not-sr-only sm:table-header-group">
        <tr role="row" className="sm:table-row">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              className={classNames(
                'py-2 pe-6 text-start align-bottom text-sm font-normal text-soft last:pe-0',
                column.align === 'end' && 'sm:text-end',
              )}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="block sm:table-row-group">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            role="row"
            className="block border-t border-rule py-3 max-sm:first:border-t-[1.5px] max-sm:first:border-ink sm:table-row"
          >
            {columns.map((column, place) => (
              <TableCell key={column.key} column={column} row={row} heads={place === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function TableCell<Row>({ column, row, heads }: { column: Column<Row>; row: Row; heads: boolean }) {
  const ends = column.align === 'end' && 'sm:text-end'
  if (heads) {
    return (
      <th
        role="rowheader"
        scope="row"
        className={classNames(
          'block pb-1 text-start align-baseline font-semibold sm:table-cell sm:py-3 sm:pe-6',
          ends,
        )}
      >
        {column.cell(row)}
      </th>
    )
  }
  return (
    <td
      role="cell"
      className={classNames(
        'grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 py-0.5 align-baseline last:pe-0 sm:table-cell sm:py-3 sm:pe-6',
        ends,
      )}
    >
      {/* The header again, for eyes only: the column header itself is read out with the cell. */}
      <span aria-hidden="true" className="text-sm/relaxed text-soft sm:hidden">
        {column.header}
      </span>
      <div className="min-w-0">{column.cell(row)}</div>
    </td>
  )
}
