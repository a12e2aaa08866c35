import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { t } from '@/messages';
import css from './pagehead.module.css';

/** The title of a screen, what it is about, and what can be done with it. */
export function PageHead({
  title,
  windowTitle,
  subtitle,
  actions,
}: {
  title: ReactNode;
  windowTitle: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${windowTitle} · ${t('app.name')}`;
  }, [windowTitle]);
  return (
    <header className={css.head}>
      <div className="stack-tight grow">
        <h1 className={css.title}>{title}</h1>
        {subtitle && <div className={css.subtitle}>{subtitle}</div>}
      </div>
      {actions && <div className="row">{actions}</div>}
    </header>
  );
}
