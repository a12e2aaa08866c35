import { Button, Modal, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { access } from '@/api/access';
import { useSession } from '@/api/session';
import type { Role } from '@/api/types';
import { t } from '@/messages';
import { SecretOnce } from '../credentials/SecretOnce';
import { Note } from '../States';
import { useProblemForm } from '../useForm';

const ROLES: Role[] = ['reader', 'writer', 'maintainer', 'owner'];

/** A link that lets somebody in: to the platform, or into one organisation. */
export function NewInvitation({
  organisation: fixed,
  onClose,
}: {
  organisation?: string;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const [link, setLink] = useState<string>();
  const session = useSession();
  const administrator = session?.user.roles.includes('admin') ?? false;
  const organisations = (session?.namespaces ?? []).filter(
    ({ kind, role }) => kind === 'organisation' && role === 'owner',
  );
  const { form, submit, refusal, busy } = useProblemForm(
    {
      email: '',
      organisation: fixed ?? '',
      role: 'writer' as Role,
      platformRole: '',
      expiresInDays: 7 as number | string,
    },
    {},
    async (values) => {
      const { organisation, role } = values;
      const invitation = await access.invite({
        email: values.email.trim() || undefined,
        ...(organisation ? { organisation, role } : {}),
        platformRole: values.platformRole || undefined,
        expiresInDays: Number(values.expiresInDays),
      });
      setLink(`${window.location.origin}/register#invite=${invitation.token}`);
      await client.invalidateQueries({ queryKey: ['invitations'] });
    },
  );
  if (link) {
    return (
      <SecretOnce
        title={t('invite.link')}
        note={t('invite.created')}
        value={link}
        onClose={onClose}
      />
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
        {!fixed && organisations.length > 0 && (
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
        {administrator && !fixed && (
          <NativeSelect
            label={t('invite.platformRole')}
            name="platformRole"
            data={[
              { value: '', label: t('invite.organisation.none') },
              { value: 'auditor', label: t('users.role.auditor') },
              { value: 'admin', label: t('users.role.admin') },
            ]}
            {...form.getInputProps('platformRole')}
          />
        )}
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
