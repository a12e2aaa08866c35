import { Button, Modal, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '@/messages';
import { problemText } from './States';

/** Asks for the name before something is lost for good, and says what will be lost. */
export function ConfirmByName({
  title,
  name,
  action,
  children,
  opened,
  onClose,
  onConfirm,
}: {
  title: string;
  name: string;
  action: string;
  children: ReactNode;
  opened: boolean;
  onClose: () => void;
  onConfirm: () => Promise<unknown>;
}) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    if (typed !== name) return setError(t('confirm.mismatch', { name }));
    setBusy(true);
    try {
      await onConfirm();
    } catch (problem) {
      setError(problemText(problem));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        {children}
        <TextInput
          label={t('confirm.type', { name })}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setError(undefined);
          }}
          error={error}
          autoComplete="off"
          data-autofocus
        />
        <div className="row">
          <Button type="submit" color="red.9" loading={busy}>
            {action}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
