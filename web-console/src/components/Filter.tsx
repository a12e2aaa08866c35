import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { t } from '@/messages';
import { Icon } from './Icon';

/** The filter of a list; `/` jumps here. */
export function Filter({
  value,
  onChange,
  label = t('field.filter'),
}: {
  value: string;
  onChange: (value: string) => void;
  label?: string;
}) {
  const [typed, setTyped] = useState(value);
  const later = useDebouncedCallback(onChange, 250);
  const change = (next: string) => {
    setTyped(next);
    later(next.trim());
  };
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<Icon name="search" size={16} />}
      rightSection={
        typed && <CloseButton size="sm" aria-label={t('action.clear')} onClick={() => change('')} />
      }
      data-filter
      maxLength={100}
      className="filter"
    />
  );
}
