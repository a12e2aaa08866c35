import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { access } from '@/api/access';
import { Arrived } from '@/components/Arrived';
import { emailProblem } from '@/components/personFields';
import { Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { Frame } from './Frame';
import { OutboxNote } from './OutboxNote';

/** Has a link mailed that sets a new password; says the same whether there is such an account or not. */
export function ForgotPage() {
  const [asked, setAsked] = useState<string>();
  const { form, submit, refusal, busy } = useProblemForm(
    { email: '' },
    {
      email: emailProblem,
    },
    async ({ email }) => {
      await access.askForReset(email.trim());
      setAsked(email.trim());
    },
  );
  return (
    <Frame
      title={t('access.forgot.title')}
      lead={asked === undefined ? t('access.forgot.lead') : undefined}
    >
      {asked === undefined ? (
        <form className="stack" onSubmit={submit} noValidate>
          {refusal && (
            <Note tone="bad">
              <p>{refusal}</p>
            </Note>
          )}
          <TextInput
            label={t('access.email')}
            name="email"
            type="email"
            autoComplete="email"
            data-autofocus
            {...form.getInputProps('email')}
          />
          <Button type="submit" loading={busy} fullWidth>
            {t('access.forgot.submit')}
          </Button>
        </form>
      ) : (
        <Arrived>
          <Note tone="info" title={t('access.forgot.done')}>
            <p>{t('access.forgot.done.help', { email: asked })}</p>
          </Note>
          <OutboxNote />
        </Arrived>
      )}
      <Link to="/login">{t('access.forgot.toLogin')}</Link>
    </Frame>
  );
}
