// Tables that scroll sideways where the screen is small, and lists that go on by a button.

import type { ComponentChildren } from "preact";
import type { Listing } from "../api/hooks";
import { Button, Fault, Loading } from "./basics";

export interface Column<T> {
  readonly name: string;
  readonly hideName?: boolean;
  readonly class?: string;
  readonly cell: (row: T) => ComponentChildren;
}

interface TableProps<T> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
}

export function Table<T>({ label, rows, columns, keyOf }: TableProps<T>) {
  return (
    <div class="table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" key={column.name} class={column.class ?? ""}>
                {column.hideName ? <span class="visually-hidden">{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.name} class={column.class ?? ""}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ListProps<T> extends Omit<TableProps<T>, "rows"> {
  readonly list: Listing<T>;
  readonly empty: ComponentChildren;
}

export function ListTable<T>({ list, empty, ...table }: ListProps<T>) {
  if (!list.items) return list.error ? <Fault error={list.error} retry={list.reload} /> : <Loading />;
  return (
    <>
      <Fault error={list.error} retry={list.reload} />
      {list.items.length === 0 ? empty : <Table rows={list.items} {...table} />}
      {list.more && (
        <div class="more">
          <Button busy={list.loadingMore} onClick={list.more}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}
