import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import type { Hyperparameter, Trainer } from '@/api/types';
import { t } from '@/messages';
import type { JobDraft } from './jobDraft';
import css from './jobs.module.css';

type Form = UseFormReturnType<JobDraft>;
type ErrorOf = (field: string) => ReactNode;

/** What has a good default and is rarely changed. */
export function MoreOptions({
  form,
  trainer,
  errorOf,
}: {
  form: Form;
  trainer: Trainer | undefined;
  errorOf: ErrorOf;
}) {
  const parts = ['train', 'validation', 'test'] as const;
  return (
    <details className={css.more}>
      <summary>{t('job.more')}</summary>
      <div className="stack">
        <fieldset className={css.pair} aria-label={t('job.split')}>
          {parts.map((part) => (
            <NumberInput
              key={part}
              label={t(`job.split.${part}`)}
              name={`split.${part}`}
              min={0}
              max={1}
              step={0.05}
              decimalScale={4}
              {...form.getInputProps(`split.${part}`)}
              error={errorOf(`split.${part}`)}
            />
          ))}
        </fieldset>
        {errorOf('split') && <p role="alert">{errorOf('split')}</p>}
        <NumberInput
          label={t('job.seed')}
          description={t('job.seed.help')}
          name="seed"
          min={0}
          allowDecimal={false}
          {...form.getInputProps('seed')}
          error={errorOf('seed')}
        />
        <div className={css.pair}>
          {trainer?.hyperparameters.map((parameter) => (
            <Parameter key={parameter.name} parameter={parameter} form={form} errorOf={errorOf} />
          ))}
        </div>
      </div>
    </details>
  );
}

function Parameter({
  parameter,
  form,
  errorOf,
}: {
  parameter: Hyperparameter;
  form: Form;
  errorOf: ErrorOf;
}) {
  const field = `hyperparameters.${parameter.name}`;
  const common = {
    label: parameter.name,
    description: parameter.help,
    name: field,
    error: errorOf(field),
  };
  if (parameter.type === 'boolean') {
    return <Checkbox {...common} {...form.getInputProps(field, { type: 'checkbox' })} />;
  }
  if (parameter.type === 'choice') {
    return (
      <NativeSelect
        {...common}
        data={parameter.choices ?? []}
        {...form.getInputProps(field)}
        error={common.error}
      />
    );
  }
  return (
    <NumberInput
      {...common}
      min={parameter.min ?? undefined}
      max={parameter.max ?? undefined}
      clampBehavior="none"
      allowDecimal={parameter.type === 'number'}
      {...form.getInputProps(field)}
      error={common.error}
    />
  );
}
