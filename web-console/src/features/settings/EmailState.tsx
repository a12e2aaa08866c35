import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { access } from '@/api/access';
import { security } from '@/api/security';
import { notifyDone, notifyProblem } from '@/components/notify';
import { Note } from '@/components/States';
import { OutboxNote } from '@/features/access';
import { t } from '@/messages';

/** Whether the own address has been confirmed, and what to do if not. */
export function EmailState({ asked }: { asked: string | undefined }) {
  const mail = useQuery({ queryKey: ['mail'], queryFn: access.mail });
  const me = useQuery({ queryKey: ['me'], queryFn: security.me });
  if (!me.data || !mail.data || mail.data.transport === 'none') return null;
  const send = () =>
    access.sendVerification().then(() => notifyDone(t('profile.email.sent')), notifyProblem);
  return (
    <div className="stack-tight">
      {asked && (
        <Note tone="info">
          <p>{t('profile.email.confirm', { email: asked })}</p>
        </Note>
      )}
      <p className="quiet small">
        {t(me.data.emailVerified ? 'profile.email.verified' : 'profile.email.unverified')}
      </p>
      {!me.data.emailVerified && (
        <div>
          <Button variant="default" onClick={send}>
            {t('profile.email.send')}
          </Button>
        </div>
      )}
      {(asked || !me.data.emailVerified) && <OutboxNote />}
    </div>
  );
}
