import { Button } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { t } from '@/messages';
import css from './datatable.module.css';

export type Column<T> = {
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  numeric?: boolean;
  /** The cell that names the row: first line of the card where it is narrow. */
  main?: boolean;
  width?: string;
};

type Paging = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** Rows that become cards where it is narrow; arrow keys move between the rows' links. */
export function DataTable<T>({
  label,
  columns,
  rows,
  rowKey,
  paging,
}: {
  label: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  paging?: Paging;
}) {
  return (
    <>
      <table className={css.table} aria-label={label} onKeyDown={moveByArrows}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.numeric ? css.numeric : undefined}
                style={{ width: column.width }}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td
                  key={column.key}
                  data-label={column.header}
                  className={[column.main && css.main, column.numeric && css.numeric]
                    .filter(Boolean)
                    .join(' ')}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {paging?.hasNextPage && <More paging={paging} />}
    </>
  );
}

function More({ paging }: { paging: Paging }) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(paging);
  latest.current = paging;
  useEffect(() => {
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting) && !latest.current.isFetchingNextPage) {
          latest.current.fetchNextPage();
        }
      },
      { rootMargin: '400px' },
    );
    if (end.current) watcher.observe(end.current);
    return () => watcher.disconnect();
  }, []);
  return (
    <div ref={end} className={css.more}>
      <Button
        variant="subtle"
        size="xs"
        loading={paging.isFetchingNextPage}
        onClick={() => paging.fetchNextPage()}
      >
        {t('action.more')}
      </Button>
    </div>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLTableElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !(event.target instanceof HTMLElement) || event.target.closest('input,select')) {
    return;
  }
  const links = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(`.${css.main} :is(a, button)`),
  ];
  const here = links.findIndex((link) => link.closest('tr')?.contains(event.target as Node));
  const next = links[here + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}
