import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { access } from '@/api/access';
import type { Organisation } from '@/api/types';
import { notifyDone } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { Loaded, Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { DeletePanel } from './DeletePanel';

/** What owners decide about their organisation. */
export function SettingsTab({ organisation }: { organisation: string }) {
  const query = useQuery({
    queryKey: ['organisation', organisation],
    queryFn: () => access.organisation(organisation),
  });
  return (
    <div className="stack">
      <Panel title={t('namespace.settings')}>
        <Loaded query={query} rows={3}>
          {(found) => <SettingsForm organisation={found} />}
        </Loaded>
      </Panel>
      <DeletePanel organisation={organisation} />
    </div>
  );
}

function SettingsForm({ organisation }: { organisation: Organisation }) {
  const client = useQueryClient();
  const { form, submit, refusal, busy } = useProblemForm(
    {
      displayName: organisation.displayName ?? '',
      requiresSecondFactor: organisation.requiresSecondFactor ?? false,
    },
    {},
    async (values) => {
      const changed = await access.updateOrganisation(organisation.name, values);
      client.setQueryData(['organisation', organisation.name], changed);
      notifyDone(t('orgs.settings.saved'));
    },
  );
  return (
    <form className="form" onSubmit={submit} noValidate>
      {refusal && (
        <Note tone="bad">
          <p>{refusal}</p>
        </Note>
      )}
      <TextInput
        label={t('profile.displayName')}
        name="displayName"
        maxLength={300}
        {...form.getInputProps('displayName')}
      />
      <Checkbox
        label={t('orgs.factor')}
        description={t('orgs.factor.help')}
        name="requiresSecondFactor"
        {...form.getInputProps('requiresSecondFactor', { type: 'checkbox' })}
      />
      <div>
        <Button type="submit" loading={busy}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
