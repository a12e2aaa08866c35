import { Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Deployment, Job, RepoKind, Repository } from '@/api/types';
import { StateBadge } from '@/components/Badge';
import { bytes, duration, percent } from '@/components/format';
import { isActive } from '@/components/jobs';
import { RepositoryLink } from '@/components/repository/RepositoryList';
import { Time } from '@/components/Time';
import { t, tName } from '@/messages';
import css from './home.module.css';

export function JobRows({ jobs }: { jobs: Job[] }) {
  return (
    <ul className={css.rows}>
      {jobs.map((job) => (
        <li key={job.id} className={css.line}>
          <span className={css.name}>
            <Link to="/jobs/$id" params={{ id: job.id }}>
              {job.name}
            </Link>
            <span className="quiet small">{tName('task', job.task)}</span>
          </span>
          {isActive(job.state) && job.progress ? (
            <span className={css.progress}>
              <Progress
                value={100 * job.progress.fraction}
                size="sm"
                aria-label={t('job.progress')}
              />
              <span className="small quiet">
                {percent(job.progress.fraction)}
                {job.progress.etaSeconds != null &&
                  ` · ${t('job.eta', { time: duration(job.progress.etaSeconds) })}`}
              </span>
            </span>
          ) : (
            <span className="quiet small">
              <Time iso={job.finishedAt ?? job.createdAt} />
            </span>
          )}
          <StateBadge state={job.state} />
        </li>
      ))}
    </ul>
  );
}

export function RepositoryRows({
  kind,
  repositories,
}: {
  kind: RepoKind;
  repositories: Repository[];
}) {
  return (
    <ul className={css.rows}>
      {repositories.map((repository) => (
        <li key={repository.id} className={css.line}>
          <span className={css.name}>
            <RepositoryLink kind={kind} id={`${repository.namespace}/${repository.name}`} />
          </span>
          <span className="quiet small">{bytes(repository.sizeBytes)}</span>
          <span className="quiet small">
            <Time iso={repository.updatedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

export function DeploymentRows({ deployments }: { deployments: Deployment[] }) {
  return (
    <ul className={css.rows}>
      {deployments.map(({ id, namespace: ns, name, model, version, state }) => (
        <li key={id} className={css.line}>
          <span className={css.name}>
            <Link to="/deployments/$ns/$name" params={{ ns, name }}>
              {ns}/{name}
            </Link>
            <span className="quiet small">
              {model} {t('version.short', { number: version })}
            </span>
          </span>
          <StateBadge state={state} />
        </li>
      ))}
    </ul>
  );
}
