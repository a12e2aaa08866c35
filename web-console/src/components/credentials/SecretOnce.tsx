import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '@/messages';
import { Code } from '../Code';
import { Note } from '../States';

/** A secret that is shown this once: only its button closes the dialog, so that no stray key or click loses it. */
export function SecretOnce({
  title,
  note,
  value,
  onClose,
  children,
}: {
  title: string;
  note: string;
  value: string;
  onClose: () => void;
  children?: ReactNode;
}) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <div className="stack">
        <Note tone="warn">
          <p>{note}</p>
        </Note>
        <Code value={value} label={title} />
        {children}
        <div>
          <Button onClick={onClose}>{t('secret.kept')}</Button>
        </div>
      </div>
    </Modal>
  );
}
