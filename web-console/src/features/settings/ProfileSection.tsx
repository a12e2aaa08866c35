import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { access } from '@/api/access';
import { useSession } from '@/api/session';
import { notifyDone } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { DeletePanel } from './DeletePanel';
import { EmailState } from './EmailState';
import { ExportPanel } from './ExportPanel';

export function ProfileSection() {
  return (
    <div className="stack">
      <ProfilePanel />
      <ExportPanel />
      <DeletePanel />
    </div>
  );
}

function ProfilePanel() {
  const session = useSession();
  const client = useQueryClient();
  const [asked, setAsked] = useState<string>();
  const { form, submit, refusal, busy } = useProblemForm(
    { displayName: session?.user.displayName ?? '', email: session?.user.email ?? '' },
    {},
    async (values) => {
      const changed = await access.updateMe(values);
      setAsked(changed.email === values.email ? undefined : values.email);
      await client.invalidateQueries({ queryKey: ['session'] });
      await client.invalidateQueries({ queryKey: ['me'] });
      notifyDone(t('action.saved'));
    },
  );
  return (
    <Panel title={t('section.profile')}>
      <form className="form" onSubmit={submit} noValidate>
        {refusal && (
          <Note tone="bad">
            <p>{refusal}</p>
          </Note>
        )}
        <TextInput
          label={t('access.name')}
          description={t('profile.name.help')}
          value={session?.user.name ?? ''}
          readOnly
        />
        <TextInput
          label={t('profile.displayName')}
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
        <EmailState asked={asked} />
        <div>
          <Button type="submit" loading={busy}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
