import { Button } from '@mantine/core';
import { hashKey } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AuditEntry, AuditFilter } from '@/api/accessTypes';
import { audit } from '@/api/audit';
import { StateBadge } from '@/components/Badge';
import { type Column, DataTable } from '@/components/DataTable';
import { exactTime } from '@/components/format';
import { Icon } from '@/components/Icon';
import { Panel } from '@/components/Panel';
import { Empty, Loaded } from '@/components/States';
import { useInfinite } from '@/components/useInfinite';
import { t } from '@/messages';
import { AuditDetails, Kept } from './AuditDetails';
import { AuditFilters } from './AuditFilters';
import css from './admin.module.css';

const route = getRouteApi('/shell/member/admin/$section');
/** Each first page that is read is an entry of the trail: nothing is read but when the person asks. */
const ONCE = { staleTime: 60_000, refetchOnWindowFocus: false, refetchOnReconnect: false };
const FORMATS = ['csv', 'jsonl'] as const;

/** What happened, newest first, by the filters in the address; the same filters make the download. */
export function AuditSection() {
  const { service, actor, action, target, outcome, from, to } = route.useSearch();
  const filter: AuditFilter = { service, actor, action, target, outcome, from, to };
  const navigate = useNavigate();
  const [shown, setShown] = useState<AuditEntry>();
  const query = useInfinite(['audit', filter], (cursor) => audit.list({ ...filter, cursor }), ONCE);
  const rows = query.data ?? [];
  const search = async (next: AuditFilter) => {
    const set = given(next);
    if (hashKey([set]) === hashKey([given(filter)])) await query.refetch();
    else await navigate({ to: '/admin/$section', params: { section: 'audit' }, search: set });
  };
  return (
    <div className="stack">
      <AuditFilters
        key={JSON.stringify(filter)}
        filter={filter}
        known={{
          actor: distinct(rows.map((row) => row.actor)),
          action: distinct(rows.map((row) => row.action)),
          target: distinct(rows.map((row) => row.target)),
        }}
        onSearch={search}
      />
      <div className="row-between">
        <p className="quiet small">{t('audit.exact')}</p>
        <div className="row">
          {FORMATS.map((format) => (
            <Button
              key={format}
              component="a"
              variant="default"
              size="xs"
              href={audit.exportUrl({ ...filter, format })}
              download={`audit.${format}`}
              leftSection={<Icon name="download" size={14} />}
            >
              {t(`audit.${format}`)}
            </Button>
          ))}
        </div>
      </div>
      <Panel flush>
        <Loaded query={query}>
          {(entries) =>
            entries.length === 0 ? (
              <Empty icon="search" title={t('audit.empty')} />
            ) : (
              <DataTable
                label={t('admin.audit')}
                columns={columns(setShown)}
                rows={entries}
                rowKey={(entry) => `${entry.service} ${entry.id}`}
                paging={query}
              />
            )
          }
        </Loaded>
      </Panel>
      {shown && <AuditDetails entry={shown} onClose={() => setShown(undefined)} />}
    </div>
  );
}

/** The filters that are set. */
function given(filter: AuditFilter): AuditFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
}

function distinct(texts: (string | null | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => typeof text === 'string'))].sort();
}

function columns(onShow: (entry: AuditEntry) => void): Column<AuditEntry>[] {
  return [
    {
      key: 'action',
      header: t('audit.action'),
      main: true,
      cell: (entry) => (
        <button
          type="button"
          className={css.entry}
          onClick={() => onShow(entry)}
          aria-label={`${entry.action}: ${t('audit.details', { id: entry.id })}`}
        >
          <code>{entry.action}</code>
        </button>
      ),
    },
    { key: 'actor', header: t('audit.actor'), cell: (entry) => <Kept text={entry.actor} /> },
    { key: 'target', header: t('audit.target'), cell: (entry) => <Kept text={entry.target} /> },
    {
      key: 'outcome',
      header: t('audit.outcome'),
      cell: (entry) => <StateBadge state={entry.outcome} />,
    },
    { key: 'when', header: t('audit.when'), numeric: true, cell: (entry) => exactTime(entry.at) },
  ];
}
