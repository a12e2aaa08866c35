import { Link } from '@tanstack/react-router';
import css from './tablinks.module.css';

/** Tabs as links, so that each has an address and Back works. */
export function TabLinks({
  label,
  tabs,
  current,
}: {
  label: string;
  tabs: { id: string; label: string }[];
  current: string;
}) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.id}
          to="."
          search={((search: object) => ({ ...search, tab: tab.id })) as never}
          className={css.tab}
          activeProps={{}}
          aria-current={tab.id === current ? 'page' : undefined}
          resetScroll={false}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
