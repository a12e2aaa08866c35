import { Button, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { access } from '@/api/access';
import { useSession } from '@/api/session';
import type { Namespace } from '@/api/types';
import { type Column, DataTable } from '@/components/DataTable';
import { nameProblem } from '@/components/names';
import { Panel } from '@/components/Panel';
import { Empty, Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { WaitingOrganisations } from './WaitingOrganisations';

/** The organisations of the person; each has a page of its own. */
export function OrganisationsSection() {
  const session = useSession();
  const [creating, setCreating] = useState(false);
  const rows = session?.namespaces.filter(({ kind }) => kind === 'organisation') ?? [];
  const create = <Button onClick={() => setCreating(true)}>{t('orgs.new')}</Button>;
  return (
    <div className="stack">
      <Panel flush title={t('nav.organisations')} actions={rows.length > 0 && create}>
        {rows.length === 0 ? (
          <Empty icon="building" title={t('orgs.empty')} action={create}>
            {t('orgs.empty.help')}
          </Empty>
        ) : (
          <DataTable
            label={t('nav.organisations')}
            columns={COLUMNS()}
            rows={rows}
            rowKey={(row) => row.name}
          />
        )}
      </Panel>
      <WaitingOrganisations />
      {creating && <NewOrganisation onClose={() => setCreating(false)} />}
    </div>
  );
}

const COLUMNS = (): Column<Namespace>[] => [
  {
    key: 'name',
    header: t('orgs.name'),
    main: true,
    cell: ({ name }) => (
      <Link to="/$ns" params={{ ns: name }}>
        {name}
      </Link>
    ),
  },
  { key: 'role', header: t('orgs.role'), cell: ({ role }) => t(`role.${role}`) },
];

function NewOrganisation({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { form, submit, refusal, busy } = useProblemForm(
    { name: '', displayName: '' },
    { name: (value: string) => nameProblem(value.trim()) },
    async ({ name, displayName }) => {
      const created = await access.createOrganisation({
        name: name.trim(),
        displayName: displayName.trim() || undefined,
      });
      await client.invalidateQueries({ queryKey: ['session'] });
      await navigate({ to: '/$ns', params: { ns: created.name } });
    },
  );
  return (
    <Modal opened onClose={onClose} title={t('orgs.new')}>
      <form className="stack" onSubmit={submit} noValidate>
        {refusal && (
          <Note tone="bad">
            <p>{refusal}</p>
          </Note>
        )}
        <TextInput
          label={t('orgs.name')}
          description={t('access.name.help')}
          name="name"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('orgs.displayName')}
          name="displayName"
          {...form.getInputProps('displayName')}
        />
        <div>
          <Button type="submit" loading={busy}>
            {t('orgs.create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
