import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { hub } from '@/api/hub';
import { oversees, useSession } from '@/api/session';
import { Icon, type IconName } from '@/components/Icon';
import { t } from '@/messages';
import { ADMIN, PLACES, SETTINGS } from './navigation';

type Entry = { id: string; group: string; label: string; icon: IconName; go: () => void };

/** One field for everything: places, things to create, datasets and models by name. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const commands = useCommands();
  const found = useFound(typed);
  const needle = typed.trim().toLowerCase();
  const entries = [
    ...commands.filter(({ label }) => label.toLowerCase().includes(needle)),
    ...found,
  ];
  const current = Math.min(at, entries.length - 1);

  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.go();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) {
      event.preventDefault();
      setAt((current + step + entries.length) % entries.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(entries[current]);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('palette.title')}
      withCloseButton={false}
      centered={false}
      padding={0}
      classNames={{ header: 'visually-hidden', body: 'palette' }}
    >
      <TextInput
        size="md"
        variant="unstyled"
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={entries[current] && `palette-${entries[current].id}`}
        leftSection={<Icon name="search" />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        data-autofocus
      />
      <div
        id="palette-list"
        role="listbox"
        aria-label={t('palette.title')}
        className="palette-list"
      >
        {entries.map((entry, index) => (
          <div
            key={entry.id}
            id={`palette-${entry.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className="palette-entry"
            onClick={() => run(entry)}
            onKeyDown={onKeyDown}
            onMouseMove={() => setAt(index)}
          >
            <Icon name={entry.icon} size={16} />
            <span className="grow ellipsis">{entry.label}</span>
            <span className="quiet small">{entry.group}</span>
          </div>
        ))}
      </div>
      {entries.length === 0 && <p className="palette-none quiet">{t('palette.none')}</p>}
    </Modal>
  );
}

function useCommands(): Entry[] {
  const navigate = useNavigate();
  const session = useSession();
  const places = [...PLACES, SETTINGS, ...(oversees(session) ? [ADMIN] : [])];
  return [
    ...places.map((place) => ({
      id: place.key,
      group: t('palette.goTo'),
      label: t(place.label),
      icon: place.icon,
      go: () => navigate({ to: place.to }),
    })),
    ...(
      [
        ['/datasets/new', 'dataset.new', 'dataset'],
        ['/jobs/new', 'job.new', 'job'],
        ['/deployments/new', 'deployment.new', 'deployment'],
      ] as const
    ).map(([to, label, icon]) => ({
      id: label.replace('.', '-'),
      group: t('palette.create'),
      label: t(label),
      icon,
      go: () => navigate({ to }),
    })),
  ];
}

function useFound(typed: string): Entry[] {
  const navigate = useNavigate();
  const [search] = useDebouncedValue(typed.trim(), 200);
  const { data } = useQuery({
    queryKey: ['palette', search],
    queryFn: () =>
      Promise.all([
        hub.list('datasets', { search, limit: 6 }),
        hub.list('models', { search, limit: 6 }),
      ]),
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
  if (!data || search === '') return [];
  const [datasets, models] = data;
  return [
    ...datasets.items.map(({ namespace: ns, name }) => ({
      id: `d-${ns}-${name}`,
      group: t('nav.datasets'),
      label: `${ns}/${name}`,
      icon: 'dataset' as const,
      go: () => navigate({ to: '/datasets/$ns/$name', params: { ns, name } }),
    })),
    ...models.items.map(({ namespace: ns, name }) => ({
      id: `m-${ns}-${name}`,
      group: t('nav.models'),
      label: `${ns}/${name}`,
      icon: 'model' as const,
      go: () => navigate({ to: '/$ns/$name', params: { ns, name } }),
    })),
  ];
}
