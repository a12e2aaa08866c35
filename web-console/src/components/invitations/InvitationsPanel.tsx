import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { access } from '@/api/access';
import type { Invitation } from '@/api/types';
import { t, tName } from '@/messages';
import { type Column, DataTable } from '../DataTable';
import { notifyProblem } from '../notify';
import { Panel } from '../Panel';
import { Empty, Loaded } from '../States';
import { Time } from '../Time';
import { useInfinite } from '../useInfinite';
import { NewInvitation } from './NewInvitation';

/** Open invitations: all that the person may see, or those into one organisation. */
export function InvitationsPanel({ organisation }: { organisation?: string }) {
  const client = useQueryClient();
  const [creating, setCreating] = useState(false);
  const query = useInfinite(['invitations'], (cursor) => access.invitations(cursor));
  const revoke = (id: string) =>
    access
      .revokeInvitation(id)
      .catch(notifyProblem)
      .finally(() => client.invalidateQueries({ queryKey: ['invitations'] }));
  const shown = (rows: Invitation[]) =>
    organisation ? rows.filter((row) => row.organisation === organisation) : rows;
  const create = <Button onClick={() => setCreating(true)}>{t('invite.new')}</Button>;
  return (
    <>
      <Panel
        flush
        title={t('admin.invitations')}
        actions={shown(query.data ?? []).length > 0 && create}
      >
        <Loaded query={query}>
          {(rows) =>
            shown(rows).length === 0 ? (
              <Empty icon="mail" title={t('invite.empty')} action={create}>
                {t('invite.empty.help')}
              </Empty>
            ) : (
              <DataTable
                label={t('admin.invitations')}
                columns={columns(revoke)}
                rows={shown(rows)}
                rowKey={(invitation) => invitation.id}
                paging={query}
              />
            )
          }
        </Loaded>
      </Panel>
      {creating && <NewInvitation organisation={organisation} onClose={() => setCreating(false)} />}
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
        [
          organisation &&
            t('invite.gives.role', { organisation, role: role ? t(`role.${role}`) : '' }),
          platformRole && tName('users.role', platformRole),
        ]
          .filter(Boolean)
          .join(', '),
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
