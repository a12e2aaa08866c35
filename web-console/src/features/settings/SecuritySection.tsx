import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { access } from '@/api/access';
import { notifyDone } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { passwordProblem } from '@/components/personFields';
import { Note } from '@/components/States';
import { required, useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { FactorPanel } from './FactorPanel';
import { SessionsPanel } from './SessionsPanel';

export function SecuritySection() {
  return (
    <div className="stack">
      <FactorPanel />
      <PasswordPanel />
      <SessionsPanel />
    </div>
  );
}

function PasswordPanel() {
  const client = useQueryClient();
  const { form, submit, refusal, busy } = useProblemForm(
    { currentPassword: '', newPassword: '' },
    {
      currentPassword: required(t('field.required')),
      newPassword: passwordProblem,
    },
    async (values) => {
      await access.changePassword(values);
      form.reset();
      notifyDone(t('password.done'));
      await client.invalidateQueries({ queryKey: ['sessions'] });
    },
  );
  return (
    <Panel title={t('password.title')}>
      <form className="form" onSubmit={submit} noValidate>
        {refusal && (
          <Note tone="bad">
            <p>{refusal}</p>
          </Note>
        )}
        <PasswordInput
          label={t('password.current')}
          name="currentPassword"
          autoComplete="current-password"
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={t('password.new')}
          description={t('access.password.help')}
          name="newPassword"
          autoComplete="new-password"
          {...form.getInputProps('newPassword')}
        />
        <div>
          <Button type="submit" loading={busy}>
            {t('password.submit')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
