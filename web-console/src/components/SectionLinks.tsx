import { Link } from '@tanstack/react-router';
import css from './tablinks.module.css';

/** Parts of a large screen, each with its own path. */
export function SectionLinks({
  label,
  base,
  sections,
}: {
  label: string;
  base: '/settings/$section' | '/admin/$section';
  sections: { id: string; label: string }[];
}) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {sections.map(({ id, label: text }) => (
        <Link
          key={id}
          to={base}
          params={{ section: id }}
          className={css.tab}
          activeProps={{ 'aria-current': 'page' }}
          activeOptions={{ includeSearch: false }}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
