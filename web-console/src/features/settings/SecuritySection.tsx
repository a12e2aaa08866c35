import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { access } from '@/api/access';
import type { SessionEntry } from '@/api/types';
import { Tag } from '@/components/Badge';
import { type Column, DataTable } from '@/components/DataTable';
import { notifyDone, notifyProblem } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { Loaded, Note } from '@/components/States';
import { Time } from '@/components/Time';
import { required, useProblemForm } from '@/components/useForm';
import { useInfinite } from '@/components/useInfinite';
import { t } from '@/messages';
import { browserName } from './browserName';

const PASSWORD_LENGTH = 12;

export function SecuritySection() {
  return (
    <div className="stack">
      <PasswordPanel />
      <SessionsPanel />
    </div>
  );
}

function PasswordPanel() {
  const { form, submit, refusal, busy } = useProblemForm(
    { currentPassword: '', newPassword: '' },
    {
      currentPassword: required(t('field.required')),
      newPassword: (value: string) =>
        value.length >= PASSWORD_LENGTH ? null : t('access.password.short'),
    },
    async (values) => {
      await access.changePassword(values);
      form.reset();
      notifyDone(t('password.done'));
    },
  );
  return (
    <Panel title={t('password.title')}>
      <form className="form" onSubmit={submit} noValidate>
        {refusal && (
          <Note tone="bad">
            <p>{refusal}</p>
          </Note>
        )}
        <PasswordInput
          label={t('password.current')}
          name="currentPassword"
          autoComplete="current-password"
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={t('password.new')}
          description={t('access.password.help')}
          name="newPassword"
          autoComplete="new-password"
          {...form.getInputProps('newPassword')}
        />
        <div>
          <Button type="submit" loading={busy}>
            {t('password.submit')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function SessionsPanel() {
  const client = useQueryClient();
  const query = useInfinite(['sessions'], (cursor) => access.sessions(cursor));
  const end = (id: string) =>
    access
      .endSession(id)
      .then(() => client.invalidateQueries({ queryKey: ['sessions'] }))
      .catch(notifyProblem);
  const columns: Column<SessionEntry>[] = [
    {
      key: 'device',
      header: t('sessions.device'),
      main: true,
      cell: (entry) => (
        <span className="row" title={entry.userAgent ?? undefined}>
          {browserName(entry.userAgent) ?? t('sessions.unknown')}
          {entry.current && <Tag>{t('sessions.current')}</Tag>}
        </span>
      ),
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
          <Button variant="default" size="compact-sm" onClick={() => end(entry.id)}>
            {t('sessions.end')}
          </Button>
        ),
    },
  ];
  return (
    <Panel title={t('sessions.title')} flush>
      <Loaded query={query}>
        {(rows) => (
          <DataTable
            label={t('sessions.title')}
            columns={columns}
            rows={rows}
            rowKey={(entry) => entry.id}
            paging={query}
          />
        )}
      </Loaded>
    </Panel>
  );
}
