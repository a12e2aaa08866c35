import { Button, PasswordInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { access } from '@/api/access';
import { Arrived } from '@/components/Arrived';
import { passwordProblem } from '@/components/personFields';
import { Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { Frame } from './Frame';
import { useLinkSecret } from './fragment';
import { IncompleteLink } from './LinkPage';

/** Sets a new password by a mailed link. Nobody is signed in by it: the second factor stays needed. */
export function ResetPage() {
  const token = useLinkSecret();
  const [done, setDone] = useState(false);
  const { form, submit, refusal, busy } = useProblemForm(
    { password: '' },
    {
      password: passwordProblem,
    },
    async ({ password }) => {
      await access.completeReset({ token: token ?? '', password });
      setDone(true);
    },
  );
  if (!token) {
    return (
      <Frame title={t('access.reset.title')}>
        <IncompleteLink />
        <Link to="/forgot">{t('access.forgot.title')}</Link>
      </Frame>
    );
  }
  if (done) {
    return (
      <Frame title={t('access.reset.title')}>
        <Arrived>
          <Note tone="good" title={t('access.reset.done')}>
            <p>{t('access.reset.done.help')}</p>
          </Note>
          <Link to="/login">{t('access.login.title')}</Link>
        </Arrived>
      </Frame>
    );
  }
  return (
    <Frame title={t('access.reset.title')} lead={t('access.reset.lead')}>
      <form className="stack" onSubmit={submit} noValidate>
        {refusal && (
          <Note tone="bad">
            <p>{refusal}</p>
          </Note>
        )}
        <PasswordInput
          label={t('password.new')}
          description={t('access.password.help')}
          name="password"
          autoComplete="new-password"
          data-autofocus
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={busy} fullWidth>
          {t('access.reset.submit')}
        </Button>
      </form>
    </Frame>
  );
}
