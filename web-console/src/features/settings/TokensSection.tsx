import { Button, Modal, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { access } from '@/api/access';
import type { Token } from '@/api/types';
import { Code } from '@/components/Code';
import { type Column, DataTable } from '@/components/DataTable';
import { notifyProblem } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { Empty, Loaded, Note } from '@/components/States';
import { Time } from '@/components/Time';
import { required, useProblemForm } from '@/components/useForm';
import { useInfinite } from '@/components/useInfinite';
import { t } from '@/messages';

export function TokensSection() {
  const client = useQueryClient();
  const [creating, setCreating] = useState(false);
  const [doomed, setDoomed] = useState<Token>();
  const query = useInfinite(['tokens'], (cursor) => access.tokens(cursor));
  const create = <Button onClick={() => setCreating(true)}>{t('tokens.new')}</Button>;
  const remove = (id: string) =>
    access
      .deleteToken(id)
      .then(() => client.invalidateQueries({ queryKey: ['tokens'] }))
      .catch(notifyProblem)
      .finally(() => setDoomed(undefined));
  return (
    <div className="stack">
      <div className="row-between">
        <p className="quiet grow">{t('tokens.lead')}</p>
        {create}
      </div>
      <Panel flush title={t('section.tokens')}>
        <Loaded query={query}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="key" title={t('tokens.empty')}>
                {t('tokens.empty.help')}
              </Empty>
            ) : (
              <DataTable
                label={t('section.tokens')}
                columns={columns(setDoomed)}
                rows={rows}
                rowKey={(token) => token.id}
                paging={query}
              />
            )
          }
        </Loaded>
      </Panel>
      {creating && <NewToken onClose={() => setCreating(false)} />}
      {doomed && (
        <Modal opened onClose={() => setDoomed(undefined)} title={doomed.name}>
          <div className="stack">
            <p>{t('tokens.delete.help')}</p>
            <div className="row">
              <Button color="red.9" onClick={() => remove(doomed.id)}>
                {t('action.delete')}
              </Button>
              <Button variant="default" onClick={() => setDoomed(undefined)} data-autofocus>
                {t('action.cancel')}
              </Button>
            </div>
          </div>
        </Modal>
      )}
    </div>
  );
}

function columns(onDelete: (token: Token) => void): Column<Token>[] {
  return [
    { key: 'name', header: t('tokens.name'), main: true, cell: (token) => token.name },
    { key: 'hint', header: t('tokens.hint'), cell: (token) => <code>{token.hint}</code> },
    { key: 'scope', header: t('tokens.scope'), cell: (token) => t(`tokens.scope.${token.scope}`) },
    {
      key: 'used',
      header: t('tokens.lastUsed'),
      cell: (token) => (token.lastUsedAt ? <Time iso={token.lastUsedAt} /> : t('time.never')),
    },
    {
      key: 'expires',
      header: t('tokens.expires'),
      cell: (token) => (token.expiresAt ? <Time iso={token.expiresAt} /> : t('time.never')),
    },
    {
      key: 'actions',
      header: t('table.actions'),
      numeric: true,
      cell: (token) => (
        <Button variant="default" size="compact-sm" onClick={() => onDelete(token)}>
          {t('action.delete')}
        </Button>
      ),
    },
  ];
}

function NewToken({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [token, setToken] = useState<string>();
  const { form, submit, refusal, busy } = useProblemForm(
    { name: '', scope: 'read' as Token['scope'], expiresInDays: 90 as number | string },
    { name: required(t('field.required')) },
    async (values) => {
      const created = await access.createToken({
        ...values,
        expiresInDays: Number(values.expiresInDays),
      });
      setToken(created.token);
      await client.invalidateQueries({ queryKey: ['tokens'] });
    },
  );
  return (
    <Modal opened onClose={onClose} title={t('tokens.new')} closeOnClickOutside={!token}>
      {token ? (
        <div className="stack">
          <Note tone="warn">
            <p>{t('tokens.created')}</p>
          </Note>
          <Code value={token} label={t('tokens.new')} />
          <div>
            <Button variant="default" onClick={onClose}>
              {t('action.close')}
            </Button>
          </div>
        </div>
      ) : (
        <form className="stack" onSubmit={submit} noValidate>
          {refusal && (
            <Note tone="bad">
              <p>{refusal}</p>
            </Note>
          )}
          <TextInput
            label={t('tokens.name')}
            name="name"
            data-autofocus
            {...form.getInputProps('name')}
          />
          <NativeSelect
            label={t('tokens.scope')}
            name="scope"
            data={[
              { value: 'read', label: t('tokens.scope.read') },
              { value: 'write', label: t('tokens.scope.write') },
            ]}
            {...form.getInputProps('scope')}
          />
          <NumberInput
            label={t('tokens.days')}
            name="expiresInDays"
            min={1}
            max={365}
            allowDecimal={false}
            {...form.getInputProps('expiresInDays')}
          />
          <div>
            <Button type="submit" loading={busy}>
              {t('tokens.create')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
