import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Erasure, type ErasureStep, privacy } from '@/api/privacy';
import { Facts } from '@/components/Panel';
import { Loaded, Note } from '@/components/States';
import { Time } from '@/components/Time';
import { t } from '@/messages';

const LOOK_AGAIN_MILLIS = 3000;

/** The receipts of an erasure as they come. */
export function ErasureDialog({
  name,
  erasure,
  onClose,
}: {
  name: string;
  erasure: Erasure;
  onClose: () => void;
}) {
  const query = useQuery({
    queryKey: ['erasure', erasure.id],
    queryFn: () => privacy.erasure(erasure.id),
    initialData: erasure,
    refetchInterval: ({ state }) => (state.data?.completedAt ? false : LOOK_AGAIN_MILLIS),
  });
  return (
    <Modal opened onClose={onClose} title={t('erase.receipts', { name })} size="lg">
      <Loaded query={query}>
        {({ pseudonym, completedAt, steps }) => (
          <div className="stack">
            {completedAt ? (
              <Note tone="good" title={t('erase.complete')}>
                <p>{t('erase.complete.help', { pseudonym })}</p>
              </Note>
            ) : (
              <Note tone="info" title={t('erase.running')}>
                <p>{t('erase.running.help', { pseudonym })}</p>
              </Note>
            )}
            <Facts items={steps.map((step) => [step.service, <Receipt key="r" step={step} />])} />
          </div>
        )}
      </Loaded>
    </Modal>
  );
}

function Receipt({ step }: { step: ErasureStep }) {
  if (!step.doneAt) {
    return <span className="quiet">{step.failure ?? t('erase.waiting')}</span>;
  }
  const counts = Object.entries(step.counts ?? {}).map(([what, count]) => `${what} ${count}`);
  return (
    <span>
      <Time iso={step.doneAt} />
      {counts.length > 0 && <span className="quiet"> · {counts.join(', ')}</span>}
    </span>
  );
}
