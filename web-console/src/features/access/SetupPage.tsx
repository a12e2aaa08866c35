import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { access } from '@/api/access';
import { LinkButton } from '@/components/LinkButton';
import { Loaded, Note } from '@/components/States';
import { t } from '@/messages';
import { AccountForm } from './AccountForm';
import { Frame } from './Frame';
import { secretFromFragment } from './fragment';

export function SetupPage() {
  const navigate = useNavigate();
  const query = useQuery({ queryKey: ['setup'], queryFn: access.setupRequired, staleTime: 0 });
  const token = secretFromFragment('token');
  return (
    <Frame title={t('access.setup.title')} lead={token ? t('access.setup.lead') : undefined}>
      <Loaded query={query} rows={5}>
        {({ required }) => {
          if (!required) return <AlreadyDone />;
          if (!token) {
            return (
              <Note tone="info" title={t('access.setup.missing')}>
                <p>{t('access.setup.missing.help')}</p>
              </Note>
            );
          }
          return (
            <AccountForm
              submitLabel={t('access.setup.submit')}
              send={(account) => access.setup({ ...account, token })}
              onSignedIn={() => navigate({ to: '/', replace: true })}
            />
          );
        }}
      </Loaded>
    </Frame>
  );
}

function AlreadyDone() {
  return (
    <div className="stack">
      <Note tone="good" title={t('access.setup.done')}>
        <p>{t('access.setup.done.help')}</p>
      </Note>
      <LinkButton to="/login">{t('access.login.title')}</LinkButton>
    </div>
  );
}
