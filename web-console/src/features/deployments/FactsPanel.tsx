import type { Deployment } from '@/api/types';
import { CopyButton } from '@/components/CopyButton';
import { Facts, Panel } from '@/components/Panel';
import { Time } from '@/components/Time';
import { t } from '@/messages';

export function FactsPanel({ deployment }: { deployment: Deployment }) {
  const address = window.location.origin + deployment.url;
  return (
    <Panel title={t('deployment.facts')}>
      <Facts
        items={[
          [
            t('deployment.address'),
            <span key="a" className="row nowrap">
              <code className="grow">{address}</code>
              <CopyButton value={address} label={t('deployment.address')} />
            </span>,
          ],
          [t('deployment.by'), deployment.createdBy],
          [t('job.created'), <Time key="c" iso={deployment.createdAt} />],
          [t('deployment.updated'), <Time key="u" iso={deployment.updatedAt} />],
        ]}
      />
    </Panel>
  );
}
