import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Job } from '@/api/types';
import { CopyButton } from '@/components/CopyButton';
import { duration, hyperparameterFacts, number, percent, shortId } from '@/components/format';
import { Facts, Panel } from '@/components/Panel';
import { RepositoryLink } from '@/components/repository/RepositoryList';
import { t } from '@/messages';
import { secondsOf } from './runtime';

/** What the job was asked to do. */
export function SpecPanel({ job }: { job: Job }) {
  return (
    <Panel title={t('job.spec')}>
      <Facts items={factsOf(job)} />
    </Panel>
  );
}

function factsOf(job: Job): [string, ReactNode][] {
  const { dataset, split } = job;
  const facts: [string, ReactNode][] = [
    [t('job.dataset'), <RepositoryLink key="d" kind="datasets" id={dataset.repo} />],
  ];
  if (dataset.path) facts.push([t('job.file'), <code key="f">{dataset.path}</code>]);
  if (dataset.commit) {
    facts.push([
      t('version.commit'),
      <span key="c" className="row">
        <code>{shortId(dataset.commit)}</code>
        <CopyButton value={dataset.commit} label={t('version.commit')} />
      </span>,
    ]);
  }
  if (dataset.rows != null) facts.push([t('job.rows'), number(dataset.rows)]);
  facts.push([t('job.target'), job.target]);
  if (job.text) facts.push([t('job.text'), job.text]);
  if (job.features?.length) facts.push([t('job.features'), job.features.join(', ')]);
  if (job.model) facts.push([t('job.model'), <ModelLink key="m" model={job.model} />]);
  if (split) {
    const parts = [split.train, split.validation, split.test].map(percent);
    facts.push([t('job.split'), parts.join(' · ')]);
  }
  if (job.seed != null) facts.push([t('job.seed'), String(job.seed)]);
  facts.push(...hyperparameterFacts(job.hyperparameters));
  facts.push([t('job.attempt'), number(job.attempt)], [t('job.by'), job.createdBy]);
  if (job.startedAt && job.finishedAt) facts.push([t('job.duration'), duration(secondsOf(job))]);
  return facts;
}

function ModelLink({ model }: { model: NonNullable<Job['model']> }) {
  const [ns = '', name = ''] = model.repo.split('/');
  if (model.version == null) return <span>{model.repo}</span>;
  return (
    <Link to="/$ns/$name" params={{ ns, name }} search={{ version: model.version }}>
      {model.repo} {t('version.short', { number: model.version })}
    </Link>
  );
}
