import { Link } from '@tanstack/react-router';
import { privacy } from '@/api/privacy';
import { Note } from '@/components/States';
import { t } from '@/messages';
import { LinkPage } from './LinkPage';

export function RestoreAccountPage() {
  return (
    <LinkPage
      title={t('access.restoreAccount.title')}
      lead={t('access.restoreAccount.lead')}
      submitLabel={t('access.restoreAccount.submit')}
      use={privacy.restore}
      done={
        <>
          <Note tone="good" title={t('access.restoreAccount.done')}>
            <p>{t('access.restoreAccount.done.help')}</p>
          </Note>
          <Link to="/login">{t('access.login.title')}</Link>
        </>
      }
    />
  );
}
