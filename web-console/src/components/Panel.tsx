import type { ReactNode } from 'react';
import css from './panel.module.css';

/** A titled area of a page. */
export function Panel({
  title,
  actions,
  children,
  flush = false,
  level = 2,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  flush?: boolean;
  level?: 2 | 3;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={css.panel}>
      {title && (
        <header className={css.head}>
          <Heading className={css.title}>{title}</Heading>
          {actions && <div className="row">{actions}</div>}
        </header>
      )}
      <div className={flush ? css.flush : css.body}>{children}</div>
    </section>
  );
}

/** Names with values, two columns that become one where it is narrow. */
export function Facts({ items }: { items: [label: string, value: ReactNode][] }) {
  return (
    <dl className={css.facts}>
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
