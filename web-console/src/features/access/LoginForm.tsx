import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { access } from '@/api/access';
import type { SignInChallenge } from '@/api/accessTypes';
import { security } from '@/api/security';
import { Note } from '@/components/States';
import { required, useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { KeepAccountForm } from './KeepAccountForm';
import { ProofForm } from './ProofForm';
import { useSignedIn } from './useSignedIn';

/** Name and password, the second factor of an account that has one, and whether one that waits shall stay. */
export function LoginForm({ onSignedIn }: { onSignedIn: () => void }) {
  const [challenge, setChallenge] = useState<SignInChallenge>();
  const signedIn = useSignedIn();
  if (challenge?.methods.includes('restore')) {
    return (
      <KeepAccountForm
        challenge={challenge}
        onSignedIn={onSignedIn}
        onCancel={() => setChallenge(undefined)}
      />
    );
  }
  if (challenge) {
    return (
      <ProofForm
        lead={t('proof.lead')}
        methods={challenge.methods}
        submitLabel={t('access.login.title')}
        prove={async ({ code, recoveryCode }) => {
          const proof = { challenge: challenge.challenge, code, recoveryCode };
          const answer = await security.secondFactor(proof);
          if ('challenge' in answer) return setChallenge(answer);
          signedIn(answer);
          onSignedIn();
        }}
        onCancel={() => setChallenge(undefined)}
        cancelLabel={t('proof.again')}
      />
    );
  }
  return <PasswordForm onSignedIn={onSignedIn} onChallenge={setChallenge} />;
}

function PasswordForm({
  onSignedIn,
  onChallenge,
}: {
  onSignedIn: () => void;
  onChallenge: (challenge: SignInChallenge) => void;
}) {
  const signedIn = useSignedIn();
  const { form, submit, refusal, busy } = useProblemForm(
    { name: '', password: '' },
    { name: required(t('field.required')), password: required(t('field.required')) },
    async (values) => {
      const answer = await access.login(values);
      if ('challenge' in answer) return onChallenge(answer);
      signedIn(answer);
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
