import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useSession, writableNamespaces } from '@/api/session';
import { training } from '@/api/training';
import type { Job, Profile, Trainer } from '@/api/types';
import { nameFrom, nameProblem } from '@/components/names';
import { Panel } from '@/components/Panel';
import { Note } from '@/components/States';
import { placeErrors, useProblemForm } from '@/components/useForm';
import { t, tName } from '@/messages';
import { EstimatePanel } from './EstimatePanel';
import { FeatureChoice } from './FeatureChoice';
import {
  defaultFeatures,
  defaultHyperparameters,
  featureColumns,
  firstDraft,
  type JobDraft,
  requestOf,
  textColumns,
  trainersFor,
} from './jobDraft';
import css from './jobs.module.css';
import { MoreOptions } from './MoreOptions';

type Props = { dataset: string; profile: Profile; trainers: Trainer[]; earlier?: Job };

/** Which of the form's fields a field of the request belongs to. */
const fieldOf = (field: string) =>
  field.replace(/^features\[.*/, 'features').replace(/^model\..*/, 'model');

export function JobForm({ dataset, profile, trainers, earlier }: Props) {
  const navigate = useNavigate();
  const namespaces = writableNamespaces(useSession());
  const trainerOf = (task: string) => trainers.find((trainer) => trainer.task === task);
  const { form, submit, refusal, busy } = useProblemForm<JobDraft>(
    firstDraft(dataset, namespaces[0] ?? '', profile, trainers, earlier),
    {
      name: (value: string) => nameProblem(value.trim()),
      model: (value: string) => nameProblem(value.trim()),
      task: (value: string) => (value ? null : t('job.trainer.none')),
      features: (value: string[], { task }) =>
        value.length === 0 && !trainerOf(task)?.needs.text ? t('job.features.none') : null,
      split: (value: JobDraft['split']) =>
        Math.abs(value.train + value.validation + value.test - 1) < 1e-9
          ? null
          : t('job.split.sum'),
    },
    async (values) => {
      const job = await training.create(
        requestOf(values, dataset, profile, trainerOf(values.task)),
      );
      await navigate({ to: '/jobs/$id', params: { id: job.id } });
    },
    { fieldOf, draftKey: `job:${dataset}:${profile.path}:${earlier?.id ?? ''}` },
  );
  const { values } = form;
  const target = profile.columns.find(({ name }) => name === values.target);
  const fits = trainersFor(target, profile, trainers);
  const trainer = trainerOf(values.task);

  const chooseTarget = (name: string) => {
    const column = profile.columns.find((known) => known.name === name);
    const best = trainersFor(column, profile, trainers)[0];
    const suggested = nameFrom(`${dataset.split('/')[1]}-${name}`);
    const untouched = nameFrom(`${dataset.split('/')[1]}-${values.target}`);
    form.setValues({
      target: name,
      task: best?.task ?? '',
      text: column ? (textColumns(profile, column)[0]?.name ?? '') : '',
      features: defaultFeatures(profile, name),
      hyperparameters: defaultHyperparameters(best),
      name: values.name === untouched ? suggested : values.name,
      model: values.model === untouched ? suggested : values.model,
    });
  };
  const chooseTask = (task: string) =>
    form.setValues({ task, hyperparameters: defaultHyperparameters(trainerOf(task)) });

  const request = requestOf(values, dataset, profile, trainer);
  const [asked] = useDebouncedValue(JSON.stringify(request), 400);
  const estimate = useQuery({
    queryKey: ['estimate', asked],
    queryFn: () => training.estimate(JSON.parse(asked)),
    enabled: values.task !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  const foreseen = estimate.error
    ? placeErrors(estimate.error, Object.keys(values), fieldOf).fields
    : {};
  const errorOf = (field: string) => form.errors[field] ?? foreseen[field];

  return (
    <form className="with-side" onSubmit={submit} noValidate>
      <Panel>
        <div className="form">
          {refusal && (
            <Note tone="bad">
              <p>{refusal}</p>
            </Note>
          )}
          <NativeSelect
            label={t('job.target')}
            description={t('job.target.help')}
            name="target"
            value={values.target}
            onChange={(event) => chooseTarget(event.currentTarget.value)}
            data={profile.columns.map(({ name, type }) => ({
              value: name,
              label: t('job.column.option', { name, type: t(`type.${type}`) }),
            }))}
            error={errorOf('target')}
          />
          {fits.length === 0 ? (
            <Note tone="warn">
              <p>{t('job.trainer.none')}</p>
            </Note>
          ) : (
            <NativeSelect
              label={t('job.task')}
              description={trainer?.summary}
              name="task"
              value={values.task}
              onChange={(event) => chooseTask(event.currentTarget.value)}
              data={fits.map(({ task, title }) => ({
                value: task,
                label: title || tName('task', task),
              }))}
              error={errorOf('task')}
            />
          )}
          {trainer?.needs.text && target && (
            <NativeSelect
              label={t('job.text')}
              name="text"
              data={textColumns(profile, target).map(({ name }) => name)}
              {...form.getInputProps('text')}
              error={errorOf('text')}
            />
          )}
          {trainer && !trainer.needs.text && (
            <FeatureChoice
              columns={featureColumns(profile, values.target)}
              chosen={values.features}
              onChange={(features) => form.setFieldValue('features', features)}
              error={errorOf('features')}
            />
          )}
          <div className={css.pair}>
            <NativeSelect
              label={t('job.owner')}
              name="namespace"
              data={namespaces}
              {...form.getInputProps('namespace')}
              error={errorOf('namespace')}
            />
            <TextInput
              label={t('job.name')}
              name="name"
              {...form.getInputProps('name')}
              error={errorOf('name')}
            />
          </div>
          <TextInput
            label={t('job.model')}
            description={t('job.model.help')}
            name="model"
            {...form.getInputProps('model')}
            error={errorOf('model')}
          />
          <MoreOptions form={form} trainer={trainer} errorOf={errorOf} />
          <div>
            <Button type="submit" loading={busy}>
              {t('job.submit')}
            </Button>
          </div>
        </div>
      </Panel>
      <div className={css.sticky}>
        <EstimatePanel estimate={estimate.data} problem={estimate.error} />
      </div>
    </form>
  );
}
