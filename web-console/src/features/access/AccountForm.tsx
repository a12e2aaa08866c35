import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { Session } from '@/api/types';
import { nameProblem } from '@/components/names';
import { emailProblem, passwordProblem } from '@/components/personFields';
import { Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { useSignedIn } from './useSignedIn';

type Account = { name: string; email: string; password: string; displayName?: string };

/** The fields of a new account, for set-up and registration. */
export function AccountForm({
  submitLabel,
  send,
  onSignedIn,
  onAsked,
}: {
  submitLabel: string;
  /** Answers without a session where the address has to be confirmed first. */
  send: (account: Account) => Promise<Session | undefined>;
  onSignedIn: () => void;
  onAsked?: (email: string) => void;
}) {
  const signedIn = useSignedIn();
  const { form, submit, refusal, busy } = useProblemForm(
    { name: '', displayName: '', email: '', password: '' },
    {
      name: (value: string) => nameProblem(value.trim()),
      email: emailProblem,
      password: passwordProblem,
    },
    async ({ name, displayName, email, password }) => {
      const shown = displayName.trim() || undefined;
      const session = await send({
        name: name.trim(),
        email: email.trim(),
        password,
        displayName: shown,
      });
      if (!session) return onAsked?.(email.trim());
      signedIn(session);
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
