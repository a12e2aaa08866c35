import { Link } from '@tanstack/react-router';
import { access } from '@/api/access';
import { Note } from '@/components/States';
import { t } from '@/messages';
import { LinkPage } from './LinkPage';

export function ConfirmEmailPage() {
  return (
    <LinkPage
      title={t('access.confirmEmail.title')}
      lead={t('access.confirmEmail.lead')}
      submitLabel={t('access.confirmEmail.submit')}
      use={access.confirmEmail}
      done={
        <>
          <Note tone="good" title={t('access.confirmEmail.done')} />
          <Link to="/">{t('access.onward')}</Link>
        </>
      }
    />
  );
}
