import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { access } from '@/api/access';
import type { Member, Role } from '@/api/types';
import { ConfirmByName } from '@/components/ConfirmByName';
import { type Column, DataTable } from '@/components/DataTable';
import { Icon } from '@/components/Icon';
import { notifyProblem } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { Loaded, Note } from '@/components/States';
import { Time } from '@/components/Time';
import { required, useProblemForm } from '@/components/useForm';
import { useInfinite } from '@/components/useInfinite';
import { t } from '@/messages';

const ROLES: Role[] = ['reader', 'writer', 'maintainer', 'owner'];
const GRANTS: Record<Role, Role[]> = {
  reader: [],
  writer: [],
  maintainer: ['reader', 'writer'],
  owner: ROLES,
};

/** Members with their roles; owners change anything, maintainers readers and writers. */
export function MembersTab({ organisation, role }: { organisation: string; role: Role }) {
  const client = useQueryClient();
  const [leaving, setLeaving] = useState<string>();
  const query = useInfinite(['members', organisation], (cursor) =>
    access.members(organisation, cursor),
  );
  const refresh = () => client.invalidateQueries({ queryKey: ['members', organisation] });
  const grants = GRANTS[role];
  const setRole = (name: string, next: Role) =>
    access.setMember(organisation, name, next).then(refresh, (problem) => {
      notifyProblem(problem);
      refresh();
    });
  const columns: Column<Member>[] = [
    {
      key: 'name',
      header: t('members.name'),
      main: true,
      cell: ({ name, displayName }) => (
        <div>
          <Link to="/$ns" params={{ ns: name }}>
            {name}
          </Link>
          {displayName && <div className="quiet small">{displayName}</div>}
        </div>
      ),
    },
    {
      key: 'role',
      header: t('members.role'),
      width: '180px',
      cell: (member) =>
        grants.includes(member.role) ? (
          <NativeSelect
            size="xs"
            aria-label={t('members.roleOf', { name: member.name })}
            value={member.role}
            onChange={(event) => setRole(member.name, event.currentTarget.value as Role)}
            data={grants.map((value) => ({ value, label: t(`role.${value}`) }))}
          />
        ) : (
          t(`role.${member.role}`)
        ),
    },
    {
      key: 'since',
      header: t('members.since'),
      numeric: true,
      width: '160px',
      cell: (member) => <Time iso={member.since} />,
    },
    {
      key: 'actions',
      header: t('table.actions'),
      numeric: true,
      width: '80px',
      cell: (member) =>
        grants.includes(member.role) && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('members.remove', { name: member.name })}
            onClick={() => setLeaving(member.name)}
          >
            <Icon name="trash" size={16} />
          </ActionIcon>
        ),
    },
  ];
  return (
    <div className="stack">
      {grants.length > 0 && (
        <AddMember organisation={organisation} grants={grants} onDone={refresh} />
      )}
      <Panel title={t('members.title')} flush>
        <Loaded query={query}>
          {(rows) => (
            <DataTable
              label={t('members.title')}
              columns={columns}
              rows={rows}
              rowKey={(member) => member.name}
              paging={query}
            />
          )}
        </Loaded>
      </Panel>
      {leaving && (
        <ConfirmByName
          opened
          title={t('members.remove.title', { name: leaving })}
          name={leaving}
          action={t('members.remove', { name: leaving })}
          onClose={() => setLeaving(undefined)}
          onConfirm={async () => {
            await access.removeMember(organisation, leaving);
            setLeaving(undefined);
            await refresh();
          }}
        >
          <p>{t('members.remove.help')}</p>
        </ConfirmByName>
      )}
    </div>
  );
}

function AddMember({
  organisation,
  grants,
  onDone,
}: {
  organisation: string;
  grants: Role[];
  onDone: () => void;
}) {
  const { form, submit, refusal, busy } = useProblemForm(
    { name: '', role: 'writer' as Role },
    { name: required(t('field.required')) },
    async ({ name, role }) => {
      await access.setMember(organisation, name.trim(), role);
      form.reset();
      onDone();
    },
  );
  return (
    <Panel title={t('members.add')}>
      <form className="row align-end" onSubmit={submit} noValidate>
        <TextInput
          label={t('members.add.name')}
          name="name"
          autoComplete="off"
          {...form.getInputProps('name')}
        />
        <NativeSelect
          label={t('members.role')}
          name="role"
          data={grants.map((value) => ({ value, label: t(`role.${value}`) }))}
          {...form.getInputProps('role')}
        />
        <Button type="submit" loading={busy}>
          {t('members.add.submit')}
        </Button>
      </form>
      {refusal && (
        <Note tone="bad">
          <p>{refusal}</p>
        </Note>
      )}
    </Panel>
  );
}
