import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { access } from '@/api/access';
import type { SessionEntry } from '@/api/types';
import { Tag } from '@/components/Badge';
import { type Column, DataTable } from '@/components/DataTable';
import { notifyDone, notifyProblem } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { Loaded } from '@/components/States';
import { Time } from '@/components/Time';
import { useInfinite } from '@/components/useInfinite';
import { t, tName } from '@/messages';

/** Where the person is signed in, and how to end that in one place or in all others. */
export function SessionsPanel() {
  const client = useQueryClient();
  const query = useInfinite(['sessions'], (cursor) => access.sessions(cursor));
  const others = query.data?.some((entry) => !entry.current);
  const end = (ending: Promise<unknown>) =>
    ending
      .then(() => notifyDone(t('sessions.ended')), notifyProblem)
      .finally(() => client.invalidateQueries({ queryKey: ['sessions'] }));
  return (
    <Panel
      title={t('sessions.title')}
      flush
      actions={
        others && (
          <Button variant="default" size="xs" onClick={() => end(access.endOtherSessions())}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(rows) => (
          <DataTable
            label={t('sessions.title')}
            columns={columns((id) => end(access.endSession(id)))}
            rows={rows}
            rowKey={(entry) => entry.id}
            paging={query}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function columns(onEnd: (id: string) => void): Column<SessionEntry>[] {
  return [
    {
      key: 'device',
      header: t('sessions.device'),
      main: true,
      cell: (entry) => (
        <span title={entry.userAgent ?? undefined}>
          <span className="row">
            {entry.device}
            {entry.current && <Tag>{t('sessions.current')}</Tag>}
          </span>
          <span className="block quiet small">{proofs(entry.methods)}</span>
        </span>
      ),
    },
    {
      key: 'network',
      header: t('sessions.network'),
      cell: (entry) => entry.network && <code>{entry.network}</code>,
    },
    { key: 'since', header: t('sessions.since'), cell: (entry) => <Time iso={entry.createdAt} /> },
    {
      key: 'seen',
      header: t('sessions.lastSeen'),
      cell: (entry) => entry.lastSeenAt && <Time iso={entry.lastSeenAt} />,
    },
    {
      key: 'actions',
      header: t('table.actions'),
      numeric: true,
      cell: (entry) =>
        !entry.current && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onEnd(entry.id)}
            aria-label={t('sessions.endOne', { device: entry.device })}
          >
            {t('sessions.end')}
          </Button>
        ),
    },
  ];
}

function proofs(methods: string[]): string {
  return methods.map((method) => tName('sessions.method', method)).join(', ');
}
