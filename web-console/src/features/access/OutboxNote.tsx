import { useQuery } from '@tanstack/react-query';
import { access } from '@/api/access';
import { t } from '@/messages';

/** Where mails lie on a platform that has no mail server. */
export function OutboxNote() {
  const mail = useQuery({ queryKey: ['mail'], queryFn: access.mail });
  if (!mail.data?.folder) return null;
  return (
    <p className="quiet small">
      {t('access.outbox')} <code>{mail.data.folder}</code>
    </p>
  );
}
