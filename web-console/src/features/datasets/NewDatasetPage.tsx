import { Button, CloseButton, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { hub } from '@/api/hub';
import { useSession, writableNamespaces } from '@/api/session';
import type { Visibility } from '@/api/types';
import { bytes } from '@/components/format';
import { nameFrom, nameProblem } from '@/components/names';
import { PageHead } from '@/components/PageHead';
import { Panel } from '@/components/Panel';
import { VisibilitySelect } from '@/components/repository/SettingsTab';
import { Note } from '@/components/States';
import { DropZone } from '@/components/upload/DropZone';
import { uploadQueue } from '@/components/upload/queue';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';

export function NewDatasetPage() {
  const namespaces = writableNamespaces(useSession());
  const navigate = useNavigate();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const { form, submit, refusal, busy } = useProblemForm(
    {
      namespace: namespaces[0] ?? '',
      name: '',
      description: '',
      visibility: 'private' as Visibility,
    },
    { name: (value: string) => nameProblem(value.trim()) },
    async ({ description, ...values }) => {
      const repository = await hub.create('datasets', {
        ...values,
        name: values.name.trim(),
        description: description.trim() || undefined,
      });
      const { namespace: ns, name } = repository;
      client.invalidateQueries({ queryKey: ['datasets'] });
      if (file) uploadQueue.start('datasets', `${ns}/${name}`, [file]);
      await navigate({
        to: '/datasets/$ns/$name',
        params: { ns, name },
        search: { tab: file ? 'data' : 'files' },
      });
    },
    { draftKey: 'new-dataset' },
  );
  const choose = (chosen: File) => {
    setFile(chosen);
    if (form.values.name === '') {
      form.setFieldValue('name', nameFrom(chosen.name.replace(/\.[a-z0-9]+(\.gz)?$/i, '')));
    }
  };
  return (
    <>
      <PageHead
        title={t('dataset.new')}
        windowTitle={t('dataset.new')}
        subtitle={t('dataset.new.lead')}
      />
      <Panel>
        <form className="form" onSubmit={submit} noValidate>
          {refusal && (
            <Note tone="bad">
              <p>{refusal}</p>
            </Note>
          )}
          {file ? (
            <div className="row-between chosen">
              <span className="grow">
                {t('drop.chosen', { name: file.name, size: bytes(file.size) })}
              </span>
              <CloseButton
                aria-label={t('drop.remove', { name: file.name })}
                onClick={() => setFile(undefined)}
              />
            </div>
          ) : (
            <DropZone onFiles={([first]) => first && choose(first)} />
          )}
          <NativeSelect
            label={t('repo.namespace')}
            name="namespace"
            data={namespaces}
            {...form.getInputProps('namespace')}
          />
          <TextInput
            label={t('repo.name')}
            description={t('access.name.help')}
            name="name"
            autoComplete="off"
            {...form.getInputProps('name')}
          />
          <Textarea
            label={t('repo.description')}
            name="description"
            rows={2}
            maxLength={500}
            {...form.getInputProps('description')}
          />
          <VisibilitySelect {...form.getInputProps('visibility')} />
          <div>
            <Button type="submit" loading={busy}>
              {t(file ? 'dataset.new.submit' : 'dataset.new.submitEmpty')}
            </Button>
          </div>
        </form>
      </Panel>
    </>
  );
}
