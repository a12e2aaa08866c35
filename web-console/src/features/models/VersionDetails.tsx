import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { SignatureInput, Version } from '@/api/types';
import { Tag } from '@/components/Badge';
import { CopyButton } from '@/components/CopyButton';
import { type Column, DataTable } from '@/components/DataTable';
import { hyperparameterFacts, metric, shortId } from '@/components/format';
import { Icon } from '@/components/Icon';
import { Facts, Panel } from '@/components/Panel';
import { RepositoryLink } from '@/components/repository/RepositoryList';
import { Time } from '@/components/Time';
import { t, tName } from '@/messages';
import css from './models.module.css';

export function VersionDetails({ version, newest }: { version: Version; newest: boolean }) {
  const metrics = Object.entries(version.metrics);
  return (
    <div className="with-side">
      <div className="stack">
        <Panel
          title={
            <span className="row">
              {t('version.title', { number: version.number })}
              {newest && <Tag>{t('version.latest')}</Tag>}
            </span>
          }
          actions={
            <span className="quiet small">
              {t('version.by', { name: version.createdBy })} · <Time iso={version.createdAt} />
            </span>
          }
        >
          <div className="stack">
            <p>{tName('task', version.task)}</p>
            {metrics.length > 0 && (
              <dl className={css.metrics} aria-label={t('version.metrics')}>
                {metrics.map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{metric(value)}</dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
        </Panel>
        {version.signature && (
          <Panel title={t('version.inputs')} flush>
            <DataTable
              label={t('version.inputs')}
              columns={inputColumns()}
              rows={version.signature.inputs}
              rowKey={(input) => input.name}
            />
          </Panel>
        )}
      </div>
      <Panel title={t('version.lineage')}>
        <Lineage version={version} />
      </Panel>
    </div>
  );
}

function inputColumns(): Column<SignatureInput>[] {
  return [
    { key: 'name', header: t('data.column'), main: true, cell: (input) => input.name },
    {
      key: 'kind',
      header: t('data.type'),
      cell: (input) => <Tag>{input.semantic?.kind ?? input.datatype}</Tag>,
    },
    { key: 'range', header: t('version.range'), cell: rangeOf },
  ];
}

const CATEGORIES_SHOWN = 8;

function rangeOf({ semantic }: SignatureInput): ReactNode {
  if (semantic?.categories?.length) {
    const shown = semantic.categories.slice(0, CATEGORIES_SHOWN).join(', ');
    return semantic.categories.length > CATEGORIES_SHOWN ? `${shown}, …` : shown;
  }
  if (semantic?.min == null || semantic.max == null) return null;
  return t('data.range.value', { min: metric(semantic.min), max: metric(semantic.max) });
}

/** The way of this version: dataset, then job, then model. */
function Lineage({ version }: { version: Version }) {
  const { lineage } = version;
  const dataset = lineage?.dataset;
  const facts: [string, ReactNode][] = [];
  if (lineage?.trainer) {
    facts.push([t('version.trainer'), `${lineage.trainer.name} ${lineage.trainer.version}`]);
  }
  if (version.framework) facts.push([t('version.framework'), version.framework]);
  if (lineage?.seed != null) facts.push([t('version.seed'), String(lineage.seed)]);
  facts.push([t('version.commit'), <Hash key="c" value={version.commit} />]);
  facts.push(...hyperparameterFacts(lineage?.hyperparameters));
  return (
    <div className="stack">
      <ol className={css.way}>
        {dataset && (
          <li>
            <Icon name="dataset" />
            <span className="grow">
              <RepositoryLink kind="datasets" id={dataset.repo} />
              <span className="quiet small">
                {dataset.path} @ <code>{shortId(dataset.commit)}</code>
              </span>
            </span>
          </li>
        )}
        {lineage?.job && (
          <li>
            <Icon name="job" />
            <Link to="/jobs/$id" params={{ id: lineage.job.id }}>
              {t('version.job')}
            </Link>
          </li>
        )}
        <li>
          <Icon name="model" />
          <span>{t('version.title', { number: version.number })}</span>
        </li>
      </ol>
      <Facts items={facts} />
      {version.signature && (
        <p className="quiet small">
          {t('version.outputs')}:{' '}
          {version.signature.outputs
            .map(({ name, shape }) => `${name} [${shape.map(String).join(', ')}]`)
            .join(', ')}
        </p>
      )}
    </div>
  );
}

function Hash({ value }: { value: string }) {
  return (
    <span className="row">
      <code>{shortId(value)}</code>
      <CopyButton value={value} label={t('version.commit')} />
    </span>
  );
}
