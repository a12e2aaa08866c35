import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { LoginForm } from '@/features/access';
import { t } from '@/messages';

export default function SignInDialog({ onDone }: { onDone: () => void }) {
  const client = useQueryClient();
  return (
    <Modal
      opened
      onClose={onDone}
      title={t('access.expired.title')}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <div className="stack">
        <p className="quiet">{t('access.expired.help')}</p>
        <LoginForm
          onSignedIn={() => {
            onDone();
            client.invalidateQueries();
          }}
        />
      </div>
    </Modal>
  );
}
