import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Arrived } from '@/components/Arrived';
import { Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { Frame } from './Frame';
import { useLinkSecret } from './fragment';

/** The page behind a mailed link that does one thing. Opening it does nothing: programs open links too. */
export function LinkPage({
  title,
  lead,
  submitLabel,
  use,
  done,
}: {
  title: string;
  lead: string;
  submitLabel: string;
  use: (secret: string) => Promise<unknown>;
  done: ReactNode;
}) {
  const secret = useLinkSecret();
  const [used, setUsed] = useState(false);
  const { submit, refusal, busy } = useProblemForm({}, {}, async () => {
    await use(secret ?? '');
    setUsed(true);
  });
  if (!secret) {
    return (
      <Frame title={title}>
        <IncompleteLink />
      </Frame>
    );
  }
  return (
    <Frame title={title} lead={used ? undefined : lead}>
      {used ? (
        <Arrived>{done}</Arrived>
      ) : (
        <form className="stack" onSubmit={submit} noValidate>
          {refusal && (
            <Note tone="bad">
              <p>{refusal}</p>
            </Note>
          )}
          <Button type="submit" loading={busy} fullWidth data-autofocus>
            {submitLabel}
          </Button>
        </form>
      )}
    </Frame>
  );
}

/** Said where a mail program has cut a link short. */
export function IncompleteLink() {
  return (
    <Note tone="bad" title={t('access.link.missing')}>
      <p>{t('access.link.missing.help')}</p>
    </Note>
  );
}
