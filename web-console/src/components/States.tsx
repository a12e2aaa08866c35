import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Problem } from '@/api/problem';
import { t } from '@/messages';
import { CopyButton } from './CopyButton';
import { Icon, type IconName } from './Icon';
import css from './states.module.css';

/** Grey bars in the shape of what is coming. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div className={css.skeleton} role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move
        <span key={row} />
      ))}
    </div>
  );
}

/** What belongs here, and the one thing to do about its absence. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={css.empty}>
      <span className={css.emptyIcon}>
        <Icon name={icon} size={26} />
      </span>
      <p className={css.emptyTitle}>{title}</p>
      {children && <p className="quiet">{children}</p>}
      {action}
    </div>
  );
}

/** A sentence for people about what went wrong. */
export function problemText(problem: unknown): string {
  if (!(problem instanceof Problem)) return t('error.unknown');
  if (problem.status === 0) return t('error.unreachable');
  if (problem.type === 'step-up-required') return t('stepUp.cancelled');
  if (problem.status === 429 && problem.retryAfterSeconds) {
    return t('error.tooMany', { count: problem.retryAfterSeconds });
  }
  const first = problem.errors[0];
  if (problem.detail && first && !problem.detail.includes(first.message)) {
    return `${problem.detail} (${first.field}: ${first.message})`;
  }
  if (problem.detail) return problem.detail;
  if (first) return `${first.field}: ${first.message}`;
  return problem.status === 403 ? t('error.forbidden') : problem.title || t('error.unknown');
}

export function ErrorNote({ problem, retry }: { problem: unknown; retry?: () => void }) {
  const missing = problem instanceof Problem && problem.status === 404;
  return (
    <div className={css.error} role="alert">
      <Icon name="warning" size={20} />
      <div className="stack-tight grow">
        {missing ? (
          <h1 className={css.missing}>{t('error.notFound')}</h1>
        ) : (
          <strong>{t('error.title')}</strong>
        )}
        <p>{missing ? t('error.notFoundHelp') : problemText(problem)}</p>
        <div className="row">
          {retry && (
            <Button variant="default" size="xs" onClick={retry}>
              {t('action.retry')}
            </Button>
          )}
          {problem instanceof Problem && problem.requestId && (
            <span className="row small quiet">
              {t('error.requestId')} <code>{problem.requestId}</code>
              <CopyButton value={problem.requestId} label={t('error.requestId')} />
            </span>
          )}
        </div>
      </div>
    </div>
  );
}

export function Note({
  tone,
  title,
  children,
}: {
  tone: 'info' | 'warn' | 'bad' | 'good';
  title?: string;
  children?: ReactNode;
}) {
  const icon = { info: 'info', warn: 'warning', bad: 'warning', good: 'check' } as const;
  return (
    <div className={`${css.note} ${css[tone]}`} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon name={icon[tone]} size={20} />
      <div className="stack-tight grow">
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}

type Loading<T> = { data: T | undefined; error: unknown; refetch: () => unknown };

/** Shows a query's data, or the right one of its other states. */
export function Loaded<T>({
  query,
  rows,
  children,
}: {
  query: Loading<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return <Guard>{children(query.data)}</Guard>;
  if (query.error) return <ErrorNote problem={query.error} retry={() => query.refetch()} />;
  return <Skeleton rows={rows} />;
}

/** Keeps a broken part from taking the page with it. */
export class Guard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Note tone="bad" title={t('error.crashed')}>
        <p>{t('error.crashedHelp')}</p>
        <div>
          <Button variant="default" size="xs" onClick={() => this.setState({ broken: false })}>
            {t('action.retry')}
          </Button>
        </div>
      </Note>
    );
  }
}
