import { Button, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { access } from '@/api/access';
import { oversees, useSession } from '@/api/session';
import { LimitFields, limitsOf, NO_LIMITS, wholeField } from '@/components/credentials/LimitFields';
import { ScopesField } from '@/components/credentials/ScopesField';
import { SecretOnce } from '@/components/credentials/SecretOnce';
import { READ_ONLY, scopesOf, scopesProblem } from '@/components/credentials/scopes';
import { Note } from '@/components/States';
import { required, useProblemForm } from '@/components/useForm';
import { t } from '@/messages';

/** A token for one program, with no more than that needs; the token itself is shown once. */
export function NewToken({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const platformRole = oversees(useSession());
  const [token, setToken] = useState<string>();
  const { form, submit, refusal, busy } = useProblemForm(
    { name: '', scopes: READ_ONLY, ...NO_LIMITS },
    { name: required(t('field.required')), scopes: scopesProblem },
    async ({ name, scopes, ...limits }) => {
      const wanted = { name: name.trim(), scopes: scopesOf(scopes), ...limitsOf(limits) };
      const created = await access.createToken(wanted);
      setToken(created.token);
      await client.invalidateQueries({ queryKey: ['tokens'] });
    },
    { fieldOf: wholeField },
  );
  if (token) {
    return (
      <SecretOnce
        title={t('tokens.new')}
        note={t('tokens.created')}
        value={token}
        onClose={onClose}
      />
    );
  }
  return (
    <Modal opened onClose={onClose} title={t('tokens.new')} size="lg">
      <form className="stack" onSubmit={submit} noValidate>
        {refusal && (
          <Note tone="bad">
            <p>{refusal}</p>
          </Note>
        )}
        <TextInput
          label={t('tokens.name')}
          name="name"
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <ScopesField
          platformRole={platformRole}
          {...form.getInputProps('scopes')}
          value={form.values.scopes}
        />
        <LimitFields form={form} />
        <div>
          <Button type="submit" loading={busy}>
            {t('tokens.create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
