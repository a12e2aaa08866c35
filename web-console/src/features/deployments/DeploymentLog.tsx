import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deployments } from '@/api/deployments';
import type { Deployment } from '@/api/types';
import { Panel } from '@/components/Panel';
import { Loaded } from '@/components/States';
import { t } from '@/messages';
import css from './deployments.module.css';

/** The end of a replica's output. */
export function DeploymentLog({ deployment }: { deployment: Deployment }) {
  const [replica, setReplica] = useState(0);
  const id = `${deployment.namespace}/${deployment.name}`;
  const query = useQuery({
    queryKey: ['deployments', id, 'logs', replica],
    queryFn: () => deployments.logs(id, replica),
    refetchInterval: 4000,
  });
  const indexes = deployment.replicas.map(({ index }) => index);
  return (
    <Panel
      title={t('deployment.logs')}
      flush
      actions={
        indexes.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={t('deployment.replica')}
            value={String(replica)}
            onChange={(event) => setReplica(Number(event.currentTarget.value))}
            data={indexes.map((index) => ({
              value: String(index),
              label: t('deployment.logs.replica', { index }),
            }))}
          />
        )
      }
    >
      <Loaded query={query}>
        {({ lines }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
          <section className={css.log} tabIndex={0} aria-label={t('deployment.logs')}>
            <pre>
              {lines.length === 0
                ? t('deployment.logs.none')
                : lines.map(({ text }) => text).join('\n')}
            </pre>
          </section>
        )}
      </Loaded>
    </Panel>
  );
}
