import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { deployments } from '@/api/deployments';
import { hub } from '@/api/hub';
import type { Deployment } from '@/api/types';
import { notifyDone } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { VisibilitySelect } from '@/components/repository/SettingsTab';
import { Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';

/** Another version, more replicas, another visibility: without a pause in answering. */
export function ScalePanel({ deployment }: { deployment: Deployment }) {
  const client = useQueryClient();
  const versions = useQuery({
    queryKey: ['models', deployment.model, 'versions'],
    queryFn: () => hub.versions(deployment.model),
  });
  const numbers = versions.data?.items.map(({ number }) => number) ?? [];
  if (!numbers.includes(deployment.version)) numbers.push(deployment.version);
  const { form, submit, refusal, busy } = useProblemForm(
    {
      version: String(deployment.version),
      replicas: deployment.desiredReplicas as number | string,
      visibility: deployment.visibility,
    },
    {},
    async (values) => {
      const changed = await deployments.update(`${deployment.namespace}/${deployment.name}`, {
        version: Number(values.version),
        replicas: Number(values.replicas),
        visibility: values.visibility,
      });
      client.setQueryData(['deployments', `${changed.namespace}/${changed.name}`], changed);
      notifyDone(t('action.saved'));
    },
  );
  return (
    <Panel title={t('deployment.settings')}>
      <form className="stack" onSubmit={submit} noValidate>
        {refusal && (
          <Note tone="bad">
            <p>{refusal}</p>
          </Note>
        )}
        <NativeSelect
          label={t('deployment.version')}
          name="version"
          data={numbers.map((number) => ({
            value: String(number),
            label: t('version.title', { number }),
          }))}
          {...form.getInputProps('version')}
        />
        <NumberInput
          label={t('deployment.replicas')}
          name="replicas"
          min={1}
          max={8}
          allowDecimal={false}
          {...form.getInputProps('replicas')}
        />
        <VisibilitySelect {...form.getInputProps('visibility')} />
        <div>
          <Button type="submit" variant="default" loading={busy}>
            {t('deployment.scale')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
