import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { access } from '@/api/access';
import type { AuditEntry } from '@/api/types';
import { type Column, DataTable } from '@/components/DataTable';
import { Filter } from '@/components/Filter';
import { exactTime } from '@/components/format';
import { Panel } from '@/components/Panel';
import { Empty, Loaded } from '@/components/States';
import { useInfinite } from '@/components/useInfinite';
import { t } from '@/messages';

const route = getRouteApi('/shell/member/admin/$section');

export function AuditSection() {
  const { actor, action } = route.useSearch();
  const navigate = useNavigate();
  const query = useInfinite(['audit', actor, action], (cursor) =>
    access.audit({ actor, action, cursor }),
  );
  const set = (change: { actor?: string; action?: string }) =>
    navigate({
      to: '/admin/$section',
      params: { section: 'audit' },
      search: { actor, action, ...change },
      replace: true,
    });
  return (
    <div className="stack">
      <div className="row">
        <Filter
          value={actor ?? ''}
          label={t('audit.actor.filter')}
          onChange={(value) => set({ actor: value || undefined })}
        />
        <Filter
          value={action ?? ''}
          label={t('audit.action.filter')}
          onChange={(value) => set({ action: value || undefined })}
        />
      </div>
      <Panel flush>
        <Loaded query={query}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="search" title={t('audit.empty')} />
            ) : (
              <DataTable
                label={t('admin.audit')}
                columns={COLUMNS()}
                rows={rows}
                rowKey={(entry) => String(entry.id)}
                paging={query}
              />
            )
          }
        </Loaded>
      </Panel>
    </div>
  );
}

const COLUMNS = (): Column<AuditEntry>[] => [
  {
    key: 'action',
    header: t('audit.action'),
    main: true,
    cell: (entry) => <code>{entry.action}</code>,
  },
  { key: 'actor', header: t('audit.actor'), cell: (entry) => entry.actor },
  { key: 'target', header: t('audit.target'), cell: (entry) => entry.target },
  { key: 'outcome', header: t('audit.outcome'), cell: (entry) => entry.outcome },
  { key: 'when', header: t('audit.when'), numeric: true, cell: (entry) => exactTime(entry.at) },
];
