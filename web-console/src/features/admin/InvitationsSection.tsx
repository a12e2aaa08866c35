import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { access } from '@/api/access';
import type { Invitation } from '@/api/types';
import { type Column, DataTable } from '@/components/DataTable';
import { notifyProblem } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { Empty, Loaded } from '@/components/States';
import { Time } from '@/components/Time';
import { useInfinite } from '@/components/useInfinite';
import { t } from '@/messages';
import { NewInvitation } from './NewInvitation';

export function InvitationsSection() {
  const client = useQueryClient();
  const [creating, setCreating] = useState(false);
  const query = useInfinite(['invitations'], (cursor) => access.invitations(cursor));
  const revoke = (id: string) =>
    access
      .revokeInvitation(id)
      .catch(notifyProblem)
      .finally(() => client.invalidateQueries({ queryKey: ['invitations'] }));
  const create = <Button onClick={() => setCreating(true)}>{t('invite.new')}</Button>;
  return (
    <>
      <Panel flush title={t('admin.invitations')} actions={(query.data?.length ?? 0) > 0 && create}>
        <Loaded query={query}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="mail" title={t('invite.empty')} action={create}>
                {t('invite.empty.help')}
              </Empty>
            ) : (
              <DataTable
                label={t('admin.invitations')}
                columns={columns(revoke)}
                rows={rows}
                rowKey={(invitation) => invitation.id}
                paging={query}
              />
            )
          }
        </Loaded>
      </Panel>
      {creating && <NewInvitation onClose={() => setCreating(false)} />}
    </>
  );
}

function columns(revoke: (id: string) => void): Column<Invitation>[] {
  return [
    {
      key: 'for',
      header: t('invite.for'),
      main: true,
      cell: (invitation) => invitation.email ?? t('invite.anyone'),
    },
    {
      key: 'gives',
      header: t('invite.gives'),
      cell: ({ organisation, role, platformRole }) =>
        [organisation && `${organisation}: ${role ?? ''}`, platformRole].filter(Boolean).join(', '),
    },
    {
      key: 'expires',
      header: t('invite.expires'),
      numeric: true,
      cell: (invitation) => <Time iso={invitation.expiresAt} />,
    },
    {
      key: 'actions',
      header: t('table.actions'),
      numeric: true,
      cell: (invitation) => (
        <Button variant="default" size="compact-sm" onClick={() => revoke(invitation.id)}>
          {t('invite.revoke')}
        </Button>
      ),
    },
  ];
}
