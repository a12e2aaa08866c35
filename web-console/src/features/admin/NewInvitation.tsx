import { Button, Checkbox, Modal, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { access } from '@/api/access';
import { useSession } from '@/api/session';
import type { Role } from '@/api/types';
import { Code } from '@/components/Code';
import { Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';

const ROLES: Role[] = ['reader', 'writer', 'maintainer', 'owner'];

export function NewInvitation({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [link, setLink] = useState<string>();
  const organisations = (useSession()?.namespaces ?? []).filter(
    ({ kind, role }) => kind === 'organisation' && role === 'owner',
  );
  const { form, submit, refusal, busy } = useProblemForm(
    {
      email: '',
      organisation: '',
      role: 'writer' as Role,
      platformRole: false,
      expiresInDays: 7 as number | string,
    },
    {},
    async (values) => {
      const { organisation, role } = values;
      const invitation = await access.invite({
        email: values.email.trim() || undefined,
        ...(organisation ? { organisation, role } : {}),
        platformRole: values.platformRole ? 'admin' : undefined,
        expiresInDays: Number(values.expiresInDays),
      });
      setLink(`${window.location.origin}/register#invite=${invitation.token}`);
      await client.invalidateQueries({ queryKey: ['invitations'] });
    },
  );
  if (link) {
    return (
      <Modal opened onClose={onClose} title={t('invite.new')} closeOnClickOutside={false}>
        <div className="stack">
          <Note tone="warn">
            <p>{t('invite.created')}</p>
          </Note>
          <Code value={link} label={t('invite.link')} />
          <div>
            <Button variant="default" onClick={onClose}>
              {t('action.close')}
            </Button>
          </div>
        </div>
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title={t('invite.new')}>
      <form className="stack" onSubmit={submit} noValidate>
        {refusal && (
          <Note tone="bad">
            <p>{refusal}</p>
          </Note>
        )}
        <TextInput
          label={t('invite.email')}
          description={t('invite.email.help')}
          name="email"
          type="email"
          data-autofocus
          {...form.getInputProps('email')}
        />
        {organisations.length > 0 && (
          <NativeSelect
            label={t('invite.organisation')}
            name="organisation"
            data={[
              { value: '', label: t('invite.organisation.none') },
              ...organisations.map(({ name }) => name),
            ]}
            {...form.getInputProps('organisation')}
          />
        )}
        {form.values.organisation && (
          <NativeSelect
            label={t('invite.role')}
            name="role"
            data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
            {...form.getInputProps('role')}
          />
        )}
        <Checkbox
          label={t('invite.platformRole')}
          name="platformRole"
          {...form.getInputProps('platformRole', { type: 'checkbox' })}
        />
        <NumberInput
          label={t('invite.days')}
          name="expiresInDays"
          min={1}
          max={90}
          allowDecimal={false}
          {...form.getInputProps('expiresInDays')}
        />
        <div>
          <Button type="submit" loading={busy}>
            {t('invite.create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
