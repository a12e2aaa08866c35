import { type ReactNode, useEffect } from 'react';
import mark from '@/app/mark.svg';
import { t } from '@/messages';
import css from './access.module.css';

/** The page before sign-in: one card in the middle. */
export function Frame({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title]);
  return (
    <main className={css.page}>
      <div className={css.brand}>
        <img src={mark} alt="" width={36} height={36} />
        <span>{t('app.name')}</span>
      </div>
      <div className={css.card}>
        <div className="stack-tight">
          <h1>{title}</h1>
          {lead && <p className="quiet">{lead}</p>}
        </div>
        {children}
      </div>
    </main>
  );
}
