import { useQuery } from '@tanstack/react-query';
import { hub } from '@/api/hub';
import type { Rows } from '@/api/types';
import { cellText } from '@/components/format';
import { Panel } from '@/components/Panel';
import { Loaded } from '@/components/States';
import { t } from '@/messages';
import css from './data.module.css';

const ROWS = 100;

/** The first rows as they are in the file. */
export function PreviewTable({
  id,
  revision,
  path,
}: {
  id: string;
  revision: string;
  path: string;
}) {
  const query = useQuery({
    queryKey: ['datasets', id, 'rows', revision, path],
    queryFn: () => hub.rows(id, revision, path, ROWS),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Panel title={t('data.preview')} flush>
      <Loaded query={query}>{(rows) => <Grid rows={rows} />}</Loaded>
    </Panel>
  );
}

const NUMERIC = new Set(['integer', 'number']);

function Grid({ rows }: { rows: Rows }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section className={css.scroll} tabIndex={0} aria-label={t('data.preview')}>
        <table className={css.grid}>
          <thead>
            <tr>
              <th scope="col" className={css.line}>
                #
              </th>
              {rows.columns.map((column) => (
                <th
                  key={column.name}
                  scope="col"
                  className={NUMERIC.has(column.type) ? 'num' : undefined}
                >
                  {column.name}
                  <span className="quiet">{t(`type.${column.type}`)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.rows.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a file have no other name than their place
              <tr key={line}>
                <td className={css.line}>{line + 1}</td>
                {rows.columns.map((column, index) => (
                  <PreviewCell key={column.name} value={row[index]} type={column.type} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.truncatedCells && <p className={`quiet small ${css.pad}`}>{t('data.truncated')}</p>}
    </>
  );
}

function PreviewCell({ value, type }: { value: unknown; type: string }) {
  if (value === null || value === undefined) {
    return <td className={`quiet ${NUMERIC.has(type) ? 'num' : ''}`}>{t('data.null')}</td>;
  }
  const text = cellText(value);
  return (
    <td
      className={NUMERIC.has(type) ? 'num' : undefined}
      title={text.length > 40 ? text : undefined}
    >
      {text}
    </td>
  );
}
