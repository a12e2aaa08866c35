import { Button, PasswordInput, TextInput } from '@mantine/core';
import { access } from '@/api/access';
import { Note } from '@/components/States';
import { required, useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { useSignedIn } from './useSignedIn';

export function LoginForm({ onSignedIn }: { onSignedIn: () => void }) {
  const signedIn = useSignedIn();
  const { form, submit, refusal, busy } = useProblemForm(
    { name: '', password: '' },
    { name: required(t('field.required')), password: required(t('field.required')) },
    async (values) => {
      signedIn(await access.login(values));
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
        label={t('access.login.name')}
        name="name"
        autoComplete="username"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <PasswordInput
        label={t('access.password')}
        name="password"
        autoComplete="current-password"
        {...form.getInputProps('password')}
      />
      <Button type="submit" loading={busy} fullWidth>
        {t('access.login.title')}
      </Button>
    </form>
  );
}
