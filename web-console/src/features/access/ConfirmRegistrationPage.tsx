import { Link } from '@tanstack/react-router';
import { access } from '@/api/access';
import { Note } from '@/components/States';
import { t } from '@/messages';
import { LinkPage } from './LinkPage';
import { useSignedIn } from './useSignedIn';

/** The page behind the link that makes an account of a registration. */
export function ConfirmRegistrationPage() {
  const signedIn = useSignedIn();
  return (
    <LinkPage
      title={t('access.confirmRegistration.title')}
      lead={t('access.confirmRegistration.lead')}
      submitLabel={t('access.register.submit')}
      use={async (token) => signedIn(await access.confirmRegistration(token))}
      done={
        <>
          <Note tone="good" title={t('access.confirmRegistration.done')} />
          <Link to="/">{t('access.onward')}</Link>
        </>
      }
    />
  );
}
