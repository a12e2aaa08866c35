import { Button } from '@mantine/core';
import type { SignInChallenge } from '@/api/accessTypes';
import { privacy } from '@/api/privacy';
import { exactDay } from '@/components/format';
import { Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { useSignedIn } from './useSignedIn';

/** The last step of a sign-in to an account that waits for its deletion. */
export function KeepAccountForm({
  challenge,
  onSignedIn,
  onCancel,
}: {
  challenge: SignInChallenge;
  onSignedIn: () => void;
  onCancel: () => void;
}) {
  const signedIn = useSignedIn();
  const { submit, refusal, busy } = useProblemForm({}, {}, async () => {
    signedIn(await privacy.restoreAndSignIn(challenge));
    onSignedIn();
  });
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Note tone="warn" title={t('access.keep.title', { date: exactDay(challenge.deletionAt) })}>
        <p>{t('access.keep.help')}</p>
      </Note>
      {refusal && (
        <Note tone="bad">
          <p>{refusal}</p>
        </Note>
      )}
      <Button type="submit" loading={busy} fullWidth data-autofocus>
        {t('access.keep.submit')}
      </Button>
      <Button variant="default" onClick={onCancel} fullWidth>
        {t('access.keep.cancel')}
      </Button>
    </form>
  );
}
