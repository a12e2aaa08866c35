import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { AuditFilter } from '@/api/accessTypes';
import { t } from '@/messages';
import css from './admin.module.css';

const TEXTS = ['actor', 'action', 'target'] as const;
const SERVICES = ['auth', 'dataset', 'model', 'training'];
const TIMES = ['from', 'to'] as const;

/** The filters, sent together and on demand only: each search is written to the trail. */
export function AuditFilters({
  filter,
  known,
  onSearch,
}: {
  filter: AuditFilter;
  /** What the shown entries hold, offered while typing. */
  known: Record<(typeof TEXTS)[number], string[]>;
  onSearch: (filter: AuditFilter) => void;
}) {
  const [draft, setDraft] = useState(filter);
  const set = (change: AuditFilter) => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(Object.fromEntries(Object.entries(draft).map(([key, value]) => [key, value?.trim()])));
  };
  return (
    <form className={css.filters} onSubmit={submit} aria-label={t('audit.filters')}>
      {TEXTS.map((name, at) => (
        <TextInput
          key={name}
          label={t(`audit.${name}`)}
          list={`audit-${name}`}
          value={draft[name] ?? ''}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
          maxLength={300}
          autoComplete="off"
          spellCheck={false}
          data-filter={at === 0 || undefined}
        />
      ))}
      <NativeSelect
        label={t('audit.service')}
        value={draft.service ?? ''}
        onChange={(event) => set({ service: event.currentTarget.value })}
        data={[{ value: '', label: t('audit.service.any') }, ...SERVICES]}
      />
      <NativeSelect
        label={t('audit.outcome')}
        value={draft.outcome ?? ''}
        onChange={(event) => set({ outcome: event.currentTarget.value })}
        data={[
          { value: '', label: t('audit.outcome.any') },
          { value: 'success', label: t('state.success') },
          { value: 'refused', label: t('state.refused') },
        ]}
      />
      {TIMES.map((name) => (
        <TextInput
          key={name}
          type="datetime-local"
          label={t(`audit.${name}`)}
          value={localTime(draft[name])}
          onChange={(event) => set({ [name]: instant(event.currentTarget.value) })}
        />
      ))}
      <div className={`row ${css.buttons}`}>
        <Button type="submit">{t('audit.search')}</Button>
        <Button
          variant="default"
          onClick={() => {
            setDraft({});
            onSearch({});
          }}
        >
          {t('audit.reset')}
        </Button>
      </div>
      {TEXTS.map((name) => (
        <datalist key={name} id={`audit-${name}`}>
          {known[name].map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      ))}
    </form>
  );
}

/** The viewer's own time for the field; empty where the address holds no time. */
function localTime(iso: string | undefined): string {
  const time = new Date(iso ?? '');
  if (Number.isNaN(time.getTime())) return '';
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function instant(local: string): string | undefined {
  const time = new Date(local);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
