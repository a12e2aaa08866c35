import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { hub } from '@/api/hub';
import type { Profile, ProfileColumn } from '@/api/types';
import { Tag } from '@/components/Badge';
import { type Column, DataTable } from '@/components/DataTable';
import { bytes, cellText, metric, number, percent } from '@/components/format';
import { Panel } from '@/components/Panel';
import { Loaded, Note } from '@/components/States';
import { t } from '@/messages';
import css from './data.module.css';

const POLL_MILLIS = 1000;

/** What every column holds, counted over all rows. */
export function ProfilePanel({
  id,
  revision,
  path,
}: {
  id: string;
  revision: string;
  path: string;
}) {
  const query = useQuery({
    queryKey: ['datasets', id, 'profile', revision, path],
    queryFn: () => hub.profile(id, revision, path),
    refetchInterval: ({ state }) => (isSettled(state.data) ? false : POLL_MILLIS),
  });
  return (
    <Panel title={t('data.columns')} actions={query.data && <Summary profile={query.data} />} flush>
      <Loaded query={query}>{(profile) => <ProfileBody profile={profile} />}</Loaded>
    </Panel>
  );
}

function isSettled(profile: Profile | undefined): boolean {
  return profile?.status === 'ready' || profile?.status === 'failed';
}

function Summary({ profile }: { profile: Profile }) {
  if (profile.status !== 'ready') return null;
  return (
    <span className="quiet small">
      {t('data.summary', {
        rows: profile.rows,
        columns: profile.columns.length,
        size: bytes(profile.bytesTotal),
      })}
    </span>
  );
}

function ProfileBody({ profile }: { profile: Profile }) {
  if (profile.status === 'failed') {
    return (
      <div className={css.pad}>
        <Note tone="bad" title={t('data.failed')}>
          <p>
            {profile.problem?.line
              ? `${t('data.failed.line', { line: profile.problem.line })}: ${profile.problem.message}`
              : profile.problem?.message}
          </p>
        </Note>
      </div>
    );
  }
  if (profile.status !== 'ready') {
    const share = profile.bytesTotal > 0 ? profile.bytesRead / profile.bytesTotal : 0;
    return (
      <div className={`stack-tight ${css.pad}`} role="status">
        <p>{t('data.computing')}</p>
        <Progress value={100 * share} size="sm" aria-label={t('data.computing')} />
        <p className="quiet small">
          {t('data.rowsRead', {
            read: bytes(profile.bytesRead),
            total: bytes(profile.bytesTotal),
          })}
        </p>
      </div>
    );
  }
  return (
    <DataTable
      label={t('data.columns')}
      columns={columnsOf(profile)}
      rows={profile.columns}
      rowKey={(column) => column.name}
    />
  );
}

function columnsOf(profile: Profile): Column<ProfileColumn>[] {
  return [
    { key: 'name', header: t('data.column'), main: true, cell: (column) => column.name },
    {
      key: 'type',
      header: t('data.type'),
      width: '130px',
      cell: (column) => <Tag>{t(`type.${column.type}`)}</Tag>,
    },
    {
      key: 'missing',
      header: t('data.missing'),
      numeric: true,
      width: '100px',
      cell: (column) => (profile.rows === 0 ? '' : percent(column.nullCount / profile.rows)),
    },
    {
      key: 'distinct',
      header: t('data.distinct'),
      numeric: true,
      width: '110px',
      cell: (column) =>
        column.distinctExact
          ? number(column.distinctCount)
          : t('data.distinct.about', { count: column.distinctCount }),
    },
    { key: 'range', header: t('data.range'), cell: (column) => <Range column={column} /> },
    {
      key: 'top',
      header: t('data.top'),
      cell: (column) => <TopValues column={column} rows={profile.rows} />,
    },
  ];
}

function Range({ column }: { column: ProfileColumn }) {
  const hasRange = column.min != null && column.max != null;
  if (!hasRange) {
    return column.maxLength ? (
      <span className="quiet small">{t('data.length', { count: column.maxLength })}</span>
    ) : null;
  }
  return (
    <span>
      {t('data.range.value', { min: cellText(column.min), max: cellText(column.max) })}
      {column.mean != null && (
        <span className="quiet small">
          {' '}
          {t('data.mean', { mean: metric(column.mean), stddev: metric(column.stddev ?? 0) })}
        </span>
      )}
    </span>
  );
}

function TopValues({ column, rows }: { column: ProfileColumn; rows: number }) {
  const top = (column.top ?? []).slice(0, 3);
  if (top.length === 0) return null;
  return (
    <span className={css.top}>
      {top.map(({ value, count }) => (
        <span key={value} className={css.topValue} title={`${value}: ${number(count)}`}>
          <span className="ellipsis">{value}</span>
          <span className="quiet small">{rows > 0 ? percent(count / rows) : number(count)}</span>
        </span>
      ))}
    </span>
  );
}
