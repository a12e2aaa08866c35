import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { deployments } from '@/api/deployments';
import { hub } from '@/api/hub';
import { useSession, writableNamespaces } from '@/api/session';
import type { Visibility } from '@/api/types';
import { LinkButton } from '@/components/LinkButton';
import { nameProblem } from '@/components/names';
import { PageHead } from '@/components/PageHead';
import { Panel } from '@/components/Panel';
import { VisibilitySelect } from '@/components/repository/SettingsTab';
import { Empty, Loaded, Note } from '@/components/States';
import { required, useProblemForm } from '@/components/useForm';
import { t } from '@/messages';

const route = getRouteApi('/shell/member/deployments/new');

export function NewDeploymentPage() {
  const { model } = route.useSearch();
  const models = useQuery({
    queryKey: ['models', 'choice'],
    queryFn: () => hub.list('models', { limit: 100 }),
  });
  return (
    <>
      <PageHead
        title={t('deployment.new')}
        windowTitle={t('deployment.new')}
        subtitle={t('deployment.new.lead')}
      />
      <Panel>
        <Loaded query={models}>
          {({ items }) => {
            const ids = items.map(({ namespace, name }) => `${namespace}/${name}`);
            if (model && !ids.includes(model)) ids.unshift(model);
            return ids.length === 0 ? (
              <Empty
                icon="model"
                title={t('deployment.model.none')}
                action={<LinkButton to="/jobs/new">{t('deployment.train')}</LinkButton>}
              >
                {t('deployment.model.none.help')}
              </Empty>
            ) : (
              <DeploymentForm models={ids} />
            );
          }}
        </Loaded>
      </Panel>
    </>
  );
}

function DeploymentForm({ models }: { models: string[] }) {
  const asked = route.useSearch();
  const namespaces = writableNamespaces(useSession());
  const navigate = useNavigate();
  const client = useQueryClient();
  const { form, submit, refusal, busy } = useProblemForm(
    {
      model: asked.model ?? '',
      version: String(asked.version ?? ''),
      namespace: namespaces[0] ?? '',
      name: asked.model?.split('/')[1] ?? '',
      replicas: 1 as number | string,
      visibility: 'private' as Visibility,
    },
    {
      model: required(t('field.required')),
      name: (value: string) => nameProblem(value.trim()),
    },
    async (values) => {
      const { namespace: ns, name } = await deployments.create({
        ...values,
        name: values.name.trim(),
        version: Number(values.version || versions.data?.items[0]?.number),
        replicas: Number(values.replicas),
      });
      client.invalidateQueries({ queryKey: ['deployments'] });
      await navigate({ to: '/deployments/$ns/$name', params: { ns, name } });
    },
  );
  const { model } = form.values;
  const versions = useQuery({
    queryKey: ['models', model, 'versions'],
    queryFn: () => hub.versions(model),
    enabled: model !== '',
  });
  const chooseModel = (id: string) =>
    form.setValues({ model: id, version: '', name: id.split('/')[1] ?? '' });
  return (
    <form className="form" onSubmit={submit} noValidate>
      {refusal && (
        <Note tone="bad">
          <p>{refusal}</p>
        </Note>
      )}
      <NativeSelect
        label={t('deployment.model')}
        name="model"
        value={model}
        onChange={(event) => chooseModel(event.currentTarget.value)}
        data={[{ value: '', label: t('deployment.model.choose') }, ...models]}
        error={form.errors.model}
      />
      {versions.data?.items.length === 0 && (
        <Note tone="warn" title={t('version.none')}>
          <p>{t('version.none.help')}</p>
        </Note>
      )}
      {versions.data && versions.data.items.length > 0 && (
        <NativeSelect
          label={t('deployment.version')}
          name="version"
          data={versions.data.items.map(({ number }) => ({
            value: String(number),
            label: t('version.title', { number }),
          }))}
          {...form.getInputProps('version')}
        />
      )}
      <NativeSelect
        label={t('repo.namespace')}
        name="namespace"
        data={namespaces}
        {...form.getInputProps('namespace')}
      />
      <TextInput
        label={t('deployment.name')}
        description={t('deployment.name.help')}
        name="name"
        {...form.getInputProps('name')}
      />
      <NumberInput
        label={t('deployment.replicas')}
        description={t('deployment.replicas.help')}
        name="replicas"
        min={1}
        max={8}
        allowDecimal={false}
        {...form.getInputProps('replicas')}
      />
      <VisibilitySelect {...form.getInputProps('visibility')} />
      <div>
        <Button type="submit" loading={busy}>
          {t('deployment.submit')}
        </Button>
      </div>
    </form>
  );
}
