import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { access } from '@/api/access';
import { Loaded, Note } from '@/components/States';
import { t } from '@/messages';
import { AccountForm } from './AccountForm';
import { Frame } from './Frame';
import { secretFromFragment } from './fragment';

export function RegisterPage() {
  const navigate = useNavigate();
  const query = useQuery({ queryKey: ['registration'], queryFn: access.registration });
  const inviteToken = secretFromFragment('invite');
  return (
    <Frame
      title={t('access.register.title')}
      lead={inviteToken ? t('access.register.lead') : undefined}
    >
      <Loaded query={query} rows={5}>
        {({ mode }) =>
          inviteToken || mode === 'open' ? (
            <AccountForm
              submitLabel={t('access.register.submit')}
              send={(account) => access.register({ ...account, inviteToken })}
              onSignedIn={() => navigate({ to: '/', replace: true })}
            />
          ) : (
            <Note tone="info" title={t('access.register.closed')}>
              <p>{t('access.register.closed.help')}</p>
            </Note>
          )
        }
      </Loaded>
    </Frame>
  );
}
