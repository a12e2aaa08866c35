import type { Deployment } from '@/api/types';
import { StateBadge } from '@/components/Badge';
import { number } from '@/components/format';
import { Panel } from '@/components/Panel';
import { Time } from '@/components/Time';
import { t } from '@/messages';
import css from './deployments.module.css';
import { readyReplicas } from './replicas';

/** Every replica with its state, and the reason when it is not ready. */
export function ReplicasPanel({ deployment }: { deployment: Deployment }) {
  const { replicas, desiredReplicas: desired } = deployment;
  return (
    <Panel
      title={t('deployment.replicaList')}
      actions={
        <span className="quiet small">
          {t('deployment.ready.value', { ready: readyReplicas(deployment), desired })}
        </span>
      }
    >
      {replicas.length === 0 && <p className="quiet">{t('deployment.replica.none')}</p>}
      <ul className={css.replicas}>
        {replicas.map((replica) => (
          <li key={`${replica.version}-${replica.index}`}>
            <span className="row-between">
              <span>
                {t('deployment.logs.replica', { index: replica.index })}{' '}
                <span className="quiet small">
                  {t('version.short', { number: replica.version })}
                </span>
              </span>
              <StateBadge state={replica.state} />
            </span>
            <span className="quiet small">
              {replica.startedAt && <Time iso={replica.startedAt} />}
              {replica.restarts > 0 &&
                ` · ${t('deployment.restarts')}: ${number(replica.restarts)}`}
            </span>
            {replica.reason && <span className="small">{replica.reason}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
