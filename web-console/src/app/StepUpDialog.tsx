import { Modal } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { security } from '@/api/security';
import { ProofForm, useSignedIn } from '@/features/access';
import { t } from '@/messages';

/** Asks the person to prove again to be there, over whatever has asked for it. */
export default function StepUpDialog({
  methods,
  onDone,
}: {
  methods: string[];
  onDone: (proved: boolean) => void;
}) {
  const signedIn = useSignedIn();
  // A dialog below would close as well, if Mantine heard the key.
  const onEscape = (event: KeyboardEvent) => event.key === 'Escape' && onDone(false);
  return (
    <Modal
      opened
      onClose={() => onDone(false)}
      title={t('stepUp.title')}
      closeOnClickOutside={false}
      withCloseButton={false}
      zIndex={400}
      onKeyDown={onEscape}
    >
      <ProofForm
        lead={t('stepUp.lead')}
        methods={methods}
        submitLabel={t('stepUp.submit')}
        prove={async (proof) => {
          signedIn(await security.stepUp(proof));
          onDone(true);
        }}
        onCancel={() => onDone(false)}
        cancelLabel={t('action.cancel')}
      />
    </Modal>
  );
}
