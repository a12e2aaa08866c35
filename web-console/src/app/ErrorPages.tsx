import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { LinkButton } from '@/components/LinkButton';
import { Empty, ErrorNote, Note } from '@/components/States';
import { t } from '@/messages';

export function MissingPage() {
  return (
    <main className="crash">
      <h1 className="visually-hidden">{t('error.notFound')}</h1>
      <Empty
        icon="search"
        title={t('error.notFound')}
        action={<LinkButton to="/">{t('error.goHome')}</LinkButton>}
      >
        {t('error.notFoundHelp')}
      </Empty>
    </main>
  );
}

/** A route that could not be loaded: after an update of the platform its files have new names. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const stale = /dynamically imported module|Importing a module/i.test(String(error));
  return (
    <div className="crash">
      {stale ? (
        <Note tone="info" title={t('error.newVersion')}>
          <div>
            <Button size="xs" onClick={() => window.location.reload()}>
              {t('error.reload')}
            </Button>
          </div>
        </Note>
      ) : (
        <ErrorNote problem={error} retry={reset} />
      )}
    </div>
  );
}
