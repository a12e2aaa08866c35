import { ActionIcon, type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { feed } from '@/api/feed';
import { Icon, type IconName } from '@/components/Icon';
import { t } from '@/messages';
import { ADMIN, PLACES, SETTINGS } from './navigation';

export function TopBar({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  return (
    <section className="top" aria-label={t('top.label')}>
      <ActionIcon
        className="only-small"
        variant="subtle"
        color="gray"
        aria-label={t('nav.open')}
        onClick={onMenu}
      >
        <Icon name="menu" />
      </ActionIcon>
      <Breadcrumb />
      <button type="button" className="search" aria-label={t('top.search')} onClick={onSearch}>
        <Icon name="search" size={16} />
        <span className="search-text">{t('top.search')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <LiveDot />
      <SchemeButton />
    </section>
  );
}

/** The path as links: a place, a namespace, a name. */
function Breadcrumb() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const place = [...PLACES, SETTINGS, ADMIN].find(({ to }) => to === `/${parts[0]}`);
  const names = place ? parts.slice(1) : parts;
  const inReference = parts[0] === 'docs';
  const inHub =
    (!place && !inReference) || place?.to === '/datasets' || place?.to === '/deployments';
  return (
    <nav aria-label={t('nav.breadcrumb')} className="crumbs">
      <ol>
        {place && (
          <li className="ellipsis">
            <Link to={place.to}>{t(place.label)}</Link>
          </li>
        )}
        {inReference && <li className="ellipsis crumb-here">{t('reference.title')}</li>}
        {inHub && names.length === 2 && (
          <li className="ellipsis">
            <Link to="/$ns" params={{ ns: names[0] ?? '' }}>
              {names[0]}
            </Link>
          </li>
        )}
        {inHub && names.length > 0 && names.at(-1) !== 'new' && (
          <li className="ellipsis crumb-here">{names.at(-1)}</li>
        )}
      </ol>
    </nav>
  );
}

function LiveDot() {
  const status = useSyncExternalStore(feed.onStatus, feed.status);
  return (
    <span className="live" data-status={status} title={t(`live.${status}`)} role="status">
      <span className="visually-hidden">{t(`live.${status}`)}</span>
    </span>
  );
}

const NEXT: Record<MantineColorScheme, MantineColorScheme> = {
  auto: 'light',
  light: 'dark',
  dark: 'auto',
};
const SCHEME_ICON: Record<MantineColorScheme, IconName> = {
  auto: 'system',
  light: 'sun',
  dark: 'moon',
};

export function SchemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const label = t('top.theme', { scheme: t(`theme.${colorScheme}`) });
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(NEXT[colorScheme])}
    >
      <Icon name={SCHEME_ICON[colorScheme]} />
    </ActionIcon>
  );
}
