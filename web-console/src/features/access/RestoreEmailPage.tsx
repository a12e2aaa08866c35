import { Link } from '@tanstack/react-router';
import { access } from '@/api/access';
import { Note } from '@/components/States';
import { t } from '@/messages';
import { LinkPage } from './LinkPage';

export function RestoreEmailPage() {
  return (
    <LinkPage
      title={t('access.restoreEmail.title')}
      lead={t('access.restoreEmail.lead')}
      submitLabel={t('access.restoreEmail.submit')}
      use={access.restoreEmail}
      done={
        <>
          <Note tone="good" title={t('access.restoreEmail.done')}>
            <p>{t('access.restoreEmail.done.help')}</p>
          </Note>
          <Link to="/forgot">{t('access.reset.title')}</Link>
        </>
      }
    />
  );
}
