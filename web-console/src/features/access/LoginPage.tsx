import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { access } from '@/api/access';
import { exactDay } from '@/components/format';
import { Note } from '@/components/States';
import { t } from '@/messages';
import { Frame } from './Frame';
import { LoginForm } from './LoginForm';

const route = getRouteApi('/login');

export function LoginPage() {
  const { redirect, leaves } = route.useSearch();
  const router = useRouter();
  const registration = useQuery({ queryKey: ['registration'], queryFn: access.registration });
  const mail = useQuery({ queryKey: ['mail'], queryFn: access.mail });
  return (
    <Frame title={t('access.login.title')}>
      {leaves && !Number.isNaN(Date.parse(leaves)) && (
        <Note title={t('access.leaves', { date: exactDay(leaves) })} tone="info">
          <p>{t('access.leaves.help')}</p>
        </Note>
      )}
      <LoginForm onSignedIn={() => router.history.push(ownPath(redirect))} />
      {mail.data && mail.data.transport !== 'none' && (
        <Link to="/forgot">{t('access.forgot.title')}</Link>
      )}
      {registration.data?.mode === 'open' ? (
        <Link to="/register">{t('access.login.register')}</Link>
      ) : (
        <p className="quiet small">{t('access.login.noAccount')}</p>
      )}
    </Frame>
  );
}

/** Only a path of this origin may follow the sign-in. */
function ownPath(redirect: string | undefined): string {
  return redirect && /^\/(?![/\\])/.test(redirect) ? redirect : '/';
}
