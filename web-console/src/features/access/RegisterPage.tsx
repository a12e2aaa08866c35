import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { access } from '@/api/access';
import { Arrived } from '@/components/Arrived';
import { Loaded, Note } from '@/components/States';
import { t } from '@/messages';
import { AccountForm } from './AccountForm';
import { Frame } from './Frame';
import { secretFromFragment } from './fragment';
import { OutboxNote } from './OutboxNote';

export function RegisterPage() {
  const navigate = useNavigate();
  const [asked, setAsked] = useState<string>();
  const query = useQuery({ queryKey: ['registration'], queryFn: access.registration });
  const inviteToken = secretFromFragment('invite');
  const domains = inviteToken ? [] : (query.data?.mailDomains ?? []);
  if (asked !== undefined) {
    return (
      <Frame title={t('access.register.title')}>
        <Arrived>
          <Note tone="info" title={t('access.forgot.done')}>
            <p>{t('access.register.asked', { email: asked })}</p>
          </Note>
          <OutboxNote />
        </Arrived>
      </Frame>
    );
  }
  return (
    <Frame title={t('access.register.title')} lead={lead(inviteToken, domains)}>
      <Loaded query={query} rows={5}>
        {({ mode }) =>
          inviteToken || mode === 'open' ? (
            <AccountForm
              submitLabel={t('access.register.submit')}
              send={(account) => access.register({ ...account, inviteToken })}
              onSignedIn={() => navigate({ to: '/', replace: true })}
              onAsked={setAsked}
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

function lead(inviteToken: string | undefined, domains: string[]): string | undefined {
  if (inviteToken) return t('access.register.lead');
  return domains.length > 0
    ? t('access.register.domains', { domains: domains.join(', ') })
    : undefined;
}
