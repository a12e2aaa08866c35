import type { Job } from '@/api/types';
import { metric } from '@/components/format';
import { Icon } from '@/components/Icon';
import { LinkButton } from '@/components/LinkButton';
import { Panel } from '@/components/Panel';
import { t } from '@/messages';
import { Confusion } from './Confusion';
import { Importance } from './Importance';
import css from './jobs.module.css';
import { Residuals } from './Residuals';

/** What came out: held-out metrics beside the baseline, and the kind of mistakes that are left. */
export function ResultPanel({ job }: { job: Job }) {
  const { report, model } = job;
  const [ns = '', name = ''] = model?.repo.split('/') ?? [];
  return (
    <Panel
      title={t('job.result')}
      actions={
        model?.version != null && (
          <>
            <LinkButton
              variant="default"
              size="xs"
              to="/$ns/$name"
              params={{ ns, name }}
              search={{ version: model.version }}
            >
              {t('job.result.model')}
            </LinkButton>
            <LinkButton
              size="xs"
              to="/deployments/new"
              search={{ model: model.repo, version: model.version }}
              leftSection={<Icon name="deployment" size={15} />}
            >
              {t('job.result.deploy')}
            </LinkButton>
          </>
        )
      }
    >
      <div className="stack">
        <HeldOut job={job} />
        {report?.confusion && <Confusion confusion={report.confusion} />}
        {report?.residuals && <Residuals residuals={report.residuals} />}
        {report?.importance && report.importance.length > 0 && (
          <Importance importance={report.importance} />
        )}
      </div>
    </Panel>
  );
}

function HeldOut({ job }: { job: Job }) {
  const metrics = Object.entries(job.metrics ?? {});
  const baseline = job.report?.baseline;
  if (metrics.length === 0) return null;
  return (
    <div className="stack-tight">
      <p className="quiet small">{t('job.result.lead')}</p>
      <table className={css.plain}>
        <thead>
          <tr>
            <th scope="col">{t('report.metric')}</th>
            <th scope="col">{t('report.model')}</th>
            {baseline && <th scope="col">{t('report.baseline', { name: baseline.name })}</th>}
          </tr>
        </thead>
        <tbody>
          {metrics.map(([key, value]) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td>
                <strong>{metric(value)}</strong>
              </td>
              {baseline && (
                <td>{baseline.metrics[key] == null ? '' : metric(baseline.metrics[key])}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
