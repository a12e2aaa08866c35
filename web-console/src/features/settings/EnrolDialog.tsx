import { Button, Modal, TextInput } from '@mantine/core';
import type { FactorSeed } from '@/api/accessTypes';
import { security } from '@/api/security';
import { Code } from '@/components/Code';
import { Note } from '@/components/States';
import { required, useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { QrCode } from './QrCode';
import css from './security.module.css';

/** Shows the seed to a camera and for typing, and asks for a code that proves that the app has it. */
export function EnrolDialog({
  seed,
  onClose,
  onEnrolled,
}: {
  seed: FactorSeed;
  onClose: () => void;
  onEnrolled: (recoveryCodes: string[]) => void;
}) {
  const { form, submit, refusal, busy } = useProblemForm(
    { code: '' },
    { code: required(t('field.required')) },
    async ({ code }) => {
      const answer = await security.confirmFactor({ code: code.replace(/\s/g, '') });
      onEnrolled(answer.recoveryCodes);
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('factor.enrol.title')}
      size="xl"
      closeOnClickOutside={false}
    >
      <div className={css.enrol}>
        <QrCode text={seed.uri} />
        <div className="stack">
          <p>{t('factor.enrol.scan')}</p>
          <div className="stack-tight">
            <span className="quiet small">{t('factor.enrol.type')}</span>
            <Code value={seed.secret.replace(/(.{4})(?!$)/g, '$1 ')} label={t('factor.secret')} />
          </div>
          <form className="stack" onSubmit={submit} noValidate>
            {refusal && (
              <Note tone="bad">
                <p>{refusal}</p>
              </Note>
            )}
            <TextInput
              label={t('factor.enrol.code')}
              description={t('proof.code.help')}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={20}
              classNames={{ input: 'code-input' }}
              data-autofocus
              {...form.getInputProps('code')}
            />
            <div>
              <Button type="submit" loading={busy}>
                {t('factor.enrol.submit')}
              </Button>
            </div>
          </form>
        </div>
      </div>
    </Modal>
  );
}
