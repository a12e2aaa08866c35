import { Button, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ProfileColumn } from '@/api/types';
import { t } from '@/messages';
import css from './jobs.module.css';

/** Which columns the model may look at. */
export function FeatureChoice({
  columns,
  chosen,
  onChange,
  error,
}: {
  columns: ProfileColumn[];
  chosen: string[];
  onChange: (features: string[]) => void;
  error: ReactNode;
}) {
  return (
    <Checkbox.Group
      label={t('job.features')}
      description={t('job.features.help')}
      value={chosen}
      onChange={onChange}
      error={error}
    >
      <div className="stack-tight feature-choice">
        <div className="row">
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => onChange(columns.map(({ name }) => name))}
          >
            {t('job.features.all')}
          </Button>
          <Button variant="subtle" size="compact-xs" onClick={() => onChange([])}>
            {t('job.features.clear')}
          </Button>
        </div>
        <div className={css.checks}>
          {columns.map(({ name, type }) => (
            <Checkbox
              key={name}
              value={name}
              size="xs"
              label={t('job.column.option', { name, type: t(`type.${type}`) })}
            />
          ))}
        </div>
      </div>
    </Checkbox.Group>
  );
}
