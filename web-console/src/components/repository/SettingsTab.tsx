import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { hub } from '@/api/hub';
import type { RepoKind, Repository, Visibility } from '@/api/types';
import { t } from '@/messages';
import { ConfirmByName } from '../ConfirmByName';
import { bytes } from '../format';
import { notifyDone } from '../notify';
import { Panel } from '../Panel';
import { Note } from '../States';
import { useProblemForm } from '../useForm';

export const VISIBILITIES: Visibility[] = ['private', 'internal', 'public'];

export function SettingsTab({ kind, repository }: { kind: RepoKind; repository: Repository }) {
  if (!repository.permissions.manage) {
    return (
      <Note tone="info">
        <p>{t('settings.readOnly')}</p>
      </Note>
    );
  }
  return (
    <div className="stack">
      <ChangePanel kind={kind} repository={repository} />
      <DeletePanel kind={kind} repository={repository} />
    </div>
  );
}

function ChangePanel({ kind, repository }: { kind: RepoKind; repository: Repository }) {
  const client = useQueryClient();
  const id = `${repository.namespace}/${repository.name}`;
  const { form, submit, refusal, busy } = useProblemForm(
    { visibility: repository.visibility, description: repository.description ?? '' },
    {},
    async (values) => {
      await hub.update(kind, id, values);
      await client.invalidateQueries({ queryKey: [kind] });
      notifyDone(t('action.saved'));
    },
  );
  return (
    <Panel title={t('tab.settings')}>
      <form className="form" onSubmit={submit}>
        {refusal && (
          <Note tone="bad">
            <p>{refusal}</p>
          </Note>
        )}
        <VisibilitySelect {...form.getInputProps('visibility')} />
        <Textarea
          label={t('settings.description')}
          name="description"
          rows={3}
          maxLength={500}
          {...form.getInputProps('description')}
        />
        <div>
          <Button type="submit" loading={busy}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

/** The choice of who may see something, with the meaning of the choice below it. */
export function VisibilitySelect(props: {
  value?: string;
  onChange?: (event: React.ChangeEvent<HTMLSelectElement>) => void;
  error?: React.ReactNode;
}) {
  const help = VISIBILITIES.find((visibility) => visibility === props.value) ?? 'private';
  return (
    <NativeSelect
      label={t('visibility.label')}
      description={t(`visibility.${help}.help`)}
      name="visibility"
      data={VISIBILITIES.map((value) => ({ value, label: t(`visibility.${value}`) }))}
      {...props}
    />
  );
}

function DeletePanel({ kind, repository }: { kind: RepoKind; repository: Repository }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const what = kind === 'datasets' ? 'dataset' : 'model';
  const remove = async () => {
    await hub.remove(kind, `${repository.namespace}/${repository.name}`);
    await navigate({ to: kind === 'datasets' ? '/datasets' : '/models' });
    await client.invalidateQueries({ queryKey: [kind] });
  };
  return (
    <Panel title={t('settings.delete.title')}>
      <div className="row-between">
        <p className="grow">{t(`settings.delete.${what}`)}</p>
        <Button variant="outline" color="red" className="danger" onClick={() => setAsking(true)}>
          {t(`settings.delete.${what}.button`)}
        </Button>
      </div>
      <ConfirmByName
        title={t(`settings.delete.${what}.button`)}
        name={repository.name}
        action={t('action.delete')}
        opened={asking}
        onClose={() => setAsking(false)}
        onConfirm={remove}
      >
        <p>{t(`settings.delete.${what}`)}</p>
        <p>
          <strong>
            {t('settings.delete.lost', {
              files: t('repo.fileCount', { count: repository.fileCount }),
              size: bytes(repository.sizeBytes),
            })}
          </strong>
        </p>
      </ConfirmByName>
    </Panel>
  );
}
