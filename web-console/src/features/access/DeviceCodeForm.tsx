import { Button, TextInput } from '@mantine/core';
import { Problem } from '@/api/problem';
import { security } from '@/api/security';
import { Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import type { WaitingDevice } from './DevicePage';

/** The letters of a code, however it was typed: a wrong one counts as a try, so a mistyped one is not sent. */
const CODE = /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/;

export function DeviceCodeForm({
  prefilled,
  onFound,
}: {
  prefilled: string;
  onFound: (device: WaitingDevice) => void;
}) {
  const { form, submit, refusal, busy } = useProblemForm(
    { userCode: prefilled },
    { userCode: (value: string) => (CODE.test(letters(value)) ? null : t('device.code.bad')) },
    async ({ userCode }) => {
      const code = `${letters(userCode).slice(0, 4)}-${letters(userCode).slice(4)}`;
      try {
        onFound({ userCode: code, login: await security.findDevice({ userCode: code }) });
      } catch (problem) {
        if (!(problem instanceof Problem && problem.status === 404)) throw problem;
        form.setFieldError('userCode', t('device.code.unknown'));
      }
    },
  );
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {refusal && (
        <Note tone="bad">
          <p>{refusal}</p>
        </Note>
      )}
      <TextInput
        label={t('device.code')}
        description={t('device.code.help')}
        placeholder="BCDF-GHJK"
        name="userCode"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={32}
        data-autofocus
        classNames={{ input: 'code-input' }}
        {...form.getInputProps('userCode')}
      />
      <Button type="submit" loading={busy} fullWidth>
        {t('device.continue')}
      </Button>
    </form>
  );
}

function letters(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase();
}
