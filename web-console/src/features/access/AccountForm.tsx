import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { Session } from '@/api/types';
import { nameProblem } from '@/components/names';
import { Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { useSignedIn } from './useSignedIn';

type Account = { name: string; email: string; password: string; displayName?: string };

const PASSWORD_LENGTH = 12;

/** The fields of a new account, for set-up and registration. */
export function AccountForm({
  submitLabel,
  send,
  onSignedIn,
}: {
  submitLabel: string;
  send: (account: Account) => Promise<Session>;
  onSignedIn: () => void;
}) {
  const signedIn = useSignedIn();
  const { form, submit, refusal, busy } = useProblemForm(
    { name: '', displayName: '', email: '', password: '' },
    {
      name: (value: string) => nameProblem(value.trim()),
      email: (value: string) =>
        /^\S+@\S+\.\S+$/.test(value.trim()) ? null : t('access.email.bad'),
      password: (value: string) =>
        value.length >= PASSWORD_LENGTH ? null : t('access.password.short'),
    },
    async ({ name, displayName, email, password }) => {
      const shown = displayName.trim() || undefined;
      signedIn(
        await send({ name: name.trim(), email: email.trim(), password, displayName: shown }),
      );
      onSignedIn();
    },
  );
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {refusal && (
        <Note tone="bad">
          <p>{refusal}</p>
        </Note>
      )}
      <TextInput
        label={t('access.name')}
        description={t('access.name.help')}
        name="name"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('access.displayName')}
        name="displayName"
        autoComplete="name"
        {...form.getInputProps('displayName')}
      />
      <TextInput
        label={t('access.email')}
        name="email"
        type="email"
        autoComplete="email"
        {...form.getInputProps('email')}
      />
      <PasswordInput
        label={t('access.password')}
        description={t('access.password.help')}
        name="password"
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      <Button type="submit" loading={busy} fullWidth>
        {submitLabel}
      </Button>
    </form>
  );
}
